package org.schoolgate.classifier.text;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.Buffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * About how many bytes of the heap an object keeps with all that it leads to: its own classes by
 * their fields, collections by what is in them, text by its length. What many share is left out.
 */
final class KeptMemory {

  private static final int OBJECT_BYTES = 16;
  private static final int REFERENCE_BYTES = 8;

  /** What all streams have in common. */
  private static final Set<Class<?>> SHARED =
      Set.of(
          PhraseBook.class,
          ListedPhrase.class,
          Meanings.class,
          SharedPart.Use.class,
          Vocabulary.class,
          MaskedWords.class,
          Misspellings.class);

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> waiting = new ArrayDeque<>();
  private long bytes;

  private KeptMemory() {}

  /** How much an object keeps. */
  static long bytesOf(Object root) {
    KeptMemory memory = new KeptMemory();
    memory.visit(root);
    while (!memory.waiting.isEmpty()) {
      memory.look(memory.waiting.removeFirst());
    }
    return memory.bytes;
  }

  private void visit(Object object) {
    boolean shared =
        object == null
            || object instanceof Enum
            || object instanceof Class
            || SHARED.contains(object.getClass())
            || object instanceof PhraseScanner;
    if (!shared && seen.add(object)) {
      waiting.addLast(object);
    }
  }

  private void look(Object object) {
    bytes += OBJECT_BYTES;
    Class<?> type = object.getClass();
    if (object instanceof CharSequence text) {
      bytes += 2L * text.length();
    } else if (type.isArray()) {
      lookIntoArray(object, type.getComponentType());
    } else if (object instanceof Collection<?> many) {
      bytes += (long) REFERENCE_BYTES * many.size();
      many.forEach(this::visit);
    } else if (object instanceof Map<?, ?> map) {
      bytes += 4L * REFERENCE_BYTES * map.size();
      map.forEach(
          (key, value) -> {
            visit(key);
            visit(value);
          });
    } else if (object instanceof Buffer buffer) {
      bytes += 2L * buffer.capacity();
    } else if (type.getName().startsWith("org.schoolgate.")) {
      lookIntoFields(object, type);
    }
  }

  private void lookIntoArray(Object array, Class<?> of) {
    int length = Array.getLength(array);
    bytes += (long) length * (of.isPrimitive() ? sizeOf(of) : REFERENCE_BYTES);
    for (int i = 0; !of.isPrimitive() && i < length; i++) {
      visit(Array.get(array, i));
    }
  }

  private static int sizeOf(Class<?> primitive) {
    return primitive == byte.class || primitive == boolean.class
        ? 1
        : primitive == char.class || primitive == short.class
            ? Character.BYTES
            : primitive == int.class || primitive == float.class ? Integer.BYTES : Long.BYTES;
  }

  private void lookIntoFields(Object object, Class<?> type) {
    for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          bytes += field.getType().isPrimitive() ? sizeOf(field.getType()) : REFERENCE_BYTES;
          if (!field.getType().isPrimitive()) {
            visit(valueOf(field, object));
          }
        }
      }
    }
  }

  private static Object valueOf(Field field, Object of) {
    try {
      field.setAccessible(true);
      return field.get(of);
    } catch (IllegalAccessException unseen) {
      throw new IllegalStateException("a field of our own that cannot be read: " + field, unseen);
    }
  }
}
