package org.schoolgate.classifier.text;

import java.util.Arrays;

/**
 * The pieces of ordinary text that a {@link LaneText} keeps, as they came: what was shown in them
 * and where it stood is worked out for those of which it is asked, which are few. Not thread-safe.
 */
final class PlainPieces {

  /** No piece that is kept has fewer folded characters on average. */
  private static final int PIECE_CHARS_MIN = 8;

  /** So far is looked on from a piece before it is looked for among all. */
  private static final int NEAR_PIECES = 8;

  private char[] raw = new char[0];
  private int rawLength;

  private int[] starts = new int[0];
  private int[] ends = new int[0];
  private int[] rawStarts = new int[0];
  private int[] rawEnds = new int[0];
  private int[] deltas = new int[0];
  private boolean[] hyphenated = new boolean[0];
  private int count;

  /** The piece that was asked for last: most that are asked for are near it, and after it. */
  private int lastFound;

  void grow(int chars) {
    raw = Arrays.copyOf(raw, chars);
    int pieces = chars / PIECE_CHARS_MIN;
    starts = Arrays.copyOf(starts, pieces);
    ends = Arrays.copyOf(ends, pieces);
    rawStarts = Arrays.copyOf(rawStarts, pieces);
    rawEnds = Arrays.copyOf(rawEnds, pieces);
    deltas = Arrays.copyOf(deltas, pieces);
    hyphenated = Arrays.copyOf(hyphenated, pieces);
  }

  /**
   * Keeps a piece.
   *
   * @param from where it begins in the text that came, and {@code to} the index after it
   * @param start where it begins in the folded text, and {@code end} the index after it
   * @param delta its offset less its index, in the text that came
   * @param hyphens whether hyphens are among it
   * @return whether there was room
   */
  boolean add(char[] chars, int from, int to, int start, int end, int delta, boolean hyphens) {
    int size = to - from;
    if (count == starts.length || size > raw.length - rawLength) {
      return false;
    }
    System.arraycopy(chars, from, raw, rawLength, size);
    starts[count] = start;
    ends[count] = end;
    rawStarts[count] = rawLength;
    rawLength += size;
    rawEnds[count] = rawLength;
    deltas[count] = delta + from - rawStarts[count];
    hyphenated[count] = hyphens;
    count++;
    return true;
  }

  /** Works out what was shown at an index of the folded text, and where. */
  void require(int index, char[] shown, int[] offsets) {
    int piece = find(index);
    if (piece >= 0 && rawStarts[piece] < rawEnds[piece]) {
      int rawStart = rawStarts[piece];
      rawStarts[piece] = rawEnds[piece];
      work(raw, rawStart, starts[piece], ends[piece], deltas[piece], shown, offsets);
    }
  }

  /** Whether a boundary in the folded text may have been a hyphen. */
  boolean mayHaveHyphen(int index) {
    int piece = find(index);
    return piece < 0 || hyphenated[piece];
  }

  /** The piece that an index of the folded text is in; -1 if it is in none. */
  private int find(int index) {
    int piece = lastFound;
    if (piece >= count
        || index < starts[piece]
        || (piece + NEAR_PIECES < count && starts[piece + NEAR_PIECES] <= index)) {
      int at = Arrays.binarySearch(starts, 0, count, index);
      piece = at >= 0 ? at : -at - 2;
    } else {
      while (piece + 1 < count && starts[piece + 1] <= index) {
        piece++;
      }
    }
    lastFound = Math.max(0, piece);
    return piece >= 0 && index < ends[piece] ? piece : -1;
  }

  /**
   * Folds a piece once more, which is so long when it is folded, and keeps what was shown and where
   * it stood.
   */
  static void work(
      char[] chars, int from, int start, int end, int delta, char[] shown, int[] offsets) {
    int n = start;
    int wasLetter = 0;
    for (int i = from; n < end; i++) {
      int entry = PlainFold.entry(chars[i]);
      if (PlainFold.folded(entry) != 0) {
        shown[n] = PlainFold.shown(entry);
        offsets[n] = i + delta;
        int isLetter = PlainFold.isLetter(entry);
        n += isLetter | wasLetter;
        wasLetter = isLetter;
      }
    }
  }

  /**
   * Forgets the first characters of the folded text.
   *
   * @param moved how far the offsets of the others are shifted
   */
  void forget(int dropped, int moved) {
    int first = 0;
    while (first < count && ends[first] <= dropped) {
      first++;
    }
    int rawDropped = first < count ? rawStarts[first] : rawLength;
    System.arraycopy(raw, rawDropped, raw, 0, rawLength - rawDropped);
    rawLength -= rawDropped;
    for (int i = first; i < count; i++) {
      int to = i - first;
      starts[to] = Math.max(0, starts[i] - dropped);
      ends[to] = ends[i] - dropped;
      rawStarts[to] = rawStarts[i] - rawDropped;
      rawEnds[to] = rawEnds[i] - rawDropped;
      deltas[to] = deltas[i] + rawDropped - moved;
      hyphenated[to] = hyphenated[i];
    }
    count -= first;
  }
}
