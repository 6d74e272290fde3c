package org.schoolgate.classifier.keyed;

import java.util.HexFormat;

/** What an entry is known by: 128 bits of a keyed hash. */
public record EntryKey(long high, long low) implements Comparable<EntryKey> {

  /** How long it is in a file. */
  static final int CHARS = 32;

  /** As it stands in a file: 32 hexadecimal digits. */
  String text() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is nothing such
   */
  static EntryKey of(CharSequence text) {
    if (text.length() != CHARS) {
      throw new IllegalArgumentException("no key of an entry");
    }
    return new EntryKey(
        HexFormat.fromHexDigitsToLong(text, 0, CHARS / 2),
        HexFormat.fromHexDigitsToLong(text, CHARS / 2, CHARS));
  }

  @Override
  public int compareTo(EntryKey other) {
    int first = Long.compareUnsigned(high, other.high);
    return first != 0 ? first : Long.compareUnsigned(low, other.low);
  }
}
