package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Chooses the media type that counts among those in the value of a Content-Type header. */
final class MediaTypes {

  /** {@code token/token} (RFC 9110 sections 5.6.2 and 8.3.1). */
  private static final Pattern ESSENCE =
      Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+/[!#$%&'*+.^_`|~0-9a-z-]+");

  private static final char ESCAPE = '\\';

  private MediaTypes() {}

  /**
   * The type that counts.
   *
   * @param kind how its text is laid out
   * @param types what it was written as, with its parameters; before it those of the same essence,
   *     whose parameters count where its own do not say
   */
  record Chosen(BodyFormat.Kind kind, List<String> types) {

    /** The last value given to a parameter; null if there is none. */
    @Nullable String parameter(String name) {
      for (int i = types.size() - 1; i >= 0; i--) {
        String value = parameterOf(types.get(i), name);
        if (value != null) {
          return value;
        }
      }
      return null;
    }
  }

  /** Chooses among the types of a header, by the kind that each essence is. */
  static Chosen choose(String header, Function<String, BodyFormat.Kind> kindOf) {
    List<String> types = split(header, ',');
    BodyFormat.Kind kind = BodyFormat.Kind.UNDECLARED;
    @Nullable String essence = null;
    for (String type : types) {
      String candidate = essenceOf(type);
      BodyFormat.Kind read =
          ESSENCE.matcher(candidate).matches()
              ? kindOf.apply(candidate)
              : BodyFormat.Kind.UNDECLARED;
      if (essence == null ? read != BodyFormat.Kind.UNDECLARED : counts(read, kind)) {
        kind = read;
        essence = candidate;
      }
    }
    String chosen = essence;
    return new Chosen(
        kind,
        chosen == null
            ? types
            : types.stream().filter(type -> essenceOf(type).equals(chosen)).toList());
  }

  /** Whether a later type counts instead of the one that was chosen before. */
  private static boolean counts(BodyFormat.Kind later, BodyFormat.Kind chosen) {
    return switch (later) {
      case UNDECLARED -> false;
      case PARTS -> true;
      default -> chosen != BodyFormat.Kind.PARTS && (later.isText() || !chosen.isText());
    };
  }

  private static String essenceOf(String type) {
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String parameterOf(String type, String name) {
    for (String part : split(type, ';')) {
      int equals = part.indexOf('=');
      if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(name)) {
        String value = part.substring(equals + 1).strip().replace("\"", "").replace("'", "");
        return value.isEmpty() ? null : value;
      }
    }
    return null;
  }

  /** The parts between separators, except those within quotes; a quote that never ends is none. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int at = 0;
    boolean quotes = true;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' && quotes) {
        int end = endOfQuote(text, at);
        quotes = end >= 0;
        at = Math.max(at, end);
      } else if (c == separator) {
        parts.add(text.substring(from, at));
        from = at + 1;
      }
      at++;
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** Where the quote that begins at {@code start} ends; -1 if it does not. */
  private static int endOfQuote(String text, int start) {
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ESCAPE) {
        i++;
      } else if (c == '"') {
        return i;
      }
    }
    return -1;
  }
}
