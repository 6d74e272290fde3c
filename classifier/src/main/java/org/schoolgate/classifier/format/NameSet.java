package org.schoolgate.classifier.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.schoolgate.classifier.source.Digests;

/**
 * A set of millions of names in eight bytes each: of a name it keeps 64 bits of its SHA-256, so
 * that among ten million names two are taken for one less than once in a hundred thousand lists.
 * Not thread-safe.
 */
public final class NameSet {

  /** The most names: as many as a gateway has room for while it imports. */
  public static final int NAMES_MAX = 2_000_000;

  /**
   * The longest way from where a name belongs to its slot: half full, random names have a hundred.
   * Whoever makes names for it could have all of them in one run.
   */
  private static final int STEPS_MAX = 2000;

  private static final int FIRST_SLOTS = 1024;

  private final MessageDigest digest = Digests.sha256();
  private long[] slots = new long[FIRST_SLOTS];
  private int size;

  /** Whether no more names can be added. */
  public boolean isFull() {
    return size >= NAMES_MAX;
  }

  /** Whether there is no name. */
  boolean isEmpty() {
    return size == 0;
  }

  /**
   * Adds a name; false if it is there.
   *
   * @throws DamagedListException if the set is full, or the names are made to be alike here
   */
  public boolean add(String name) throws DamagedListException {
    if (isFull()) {
      throw new DamagedListException("it has more than " + NAMES_MAX + " names");
    }
    if (size * 2 >= slots.length) {
      grow();
    }
    if (!put(slots, hash(name))) {
      return false;
    }
    size++;
    return true;
  }

  /** Whether a name is there. */
  public boolean contains(String name) {
    long hash = hash(name);
    int slot = find(slots, hash);
    return slot >= 0 && slots[slot] == hash;
  }

  private void grow() throws DamagedListException {
    long[] more = new long[slots.length * 2];
    for (long hash : slots) {
      if (hash != 0) {
        put(more, hash);
      }
    }
    slots = more;
  }

  private static boolean put(long[] slots, long hash) throws DamagedListException {
    int slot = find(slots, hash);
    if (slot < 0) {
      throw new DamagedListException("its names are made so that telling them apart takes hours");
    }
    boolean isNew = slots[slot] == 0;
    slots[slot] = hash;
    return isNew;
  }

  /** The slot of a hash, or the free one where it would stand; -1 if that is too far away. */
  private static int find(long[] slots, long hash) {
    int slot = (int) hash & (slots.length - 1);
    for (int steps = 0; steps <= STEPS_MAX; steps++) {
      if (slots[slot] == 0 || slots[slot] == hash) {
        return slot;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return -1;
  }

  /** Never 0, which is a free slot. */
  private long hash(String name) {
    long hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8))).getLong();
    return hash == 0 ? 1 : hash;
  }
}
