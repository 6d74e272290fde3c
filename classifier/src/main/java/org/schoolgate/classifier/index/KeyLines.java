package org.schoolgate.classifier.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;

/**
 * Keys with a small number each, in lines of 64 bytes as processors load them: one line is one wait
 * for memory.
 *
 * <p>The keys are hashes, so their order spreads them evenly: the line of a key is how far it
 * stands in the range of all. A line has ten slots of 36 bits of a key and 12 of its number; with
 * the line, that is about 56 bits of the key for ten million of them, and of other keys one in six
 * thousand million is taken for one that is here, before the filter that stands in front has taken
 * away all but one in 256 of those. A key for which its line has no room stands in the next that
 * has some; a bit of the line, one of 24 by the key, says that there are such.
 *
 * <p>Reads of a buffer do not move it, so any number of threads may read. Immutable.
 */
final class KeyLines {

  static final int LINE_BYTES = 64;
  static final int SLOTS = 10;

  /** The number that says to look the whole key up elsewhere. */
  static final int ELSEWHERE = (1 << 12) - 1;

  private static final int SLOT_BYTES = 6;
  private static final int NUMBER_BITS = 12;
  private static final int NUMBER_MASK = (1 << NUMBER_BITS) - 1;
  private static final int MARK_OFFSET = SLOTS * SLOT_BYTES;
  private static final int MARK_BITS = 24;
  private static final long SLOT_MASK = (1L << 48) - 1;
  private static final long KEY_MASK = (1L << 36) - 1;

  /** Lines behind the last, for what has no room in it. */
  private static final int LINES_BEHIND = 64;

  /** Fuller lines send too many keys to others. */
  private static final double KEYS_PER_LINE = 8.9;

  private final ByteBuffer lines;
  private final long homes;

  /**
   * Lines that were written.
   *
   * @param homes how many of them keys belong to
   */
  KeyLines(ByteBuffer lines, long homes) {
    this.lines = lines;
    this.homes = homes;
  }

  /** How many lines so many keys belong to. */
  static long homesFor(long keys) {
    return Math.max(1, (long) Math.ceil(keys / KEYS_PER_LINE));
  }

  /** The bytes of all lines. */
  static long bytesFor(long homes) {
    return (homes + LINES_BEHIND) * LINE_BYTES;
  }

  /** What a slot keeps of a key. */
  static long end(long key) {
    return key & KEY_MASK;
  }

  /** The number kept with a key, {@link #ELSEWHERE}, or 0 if it is not here. */
  int get(long key) {
    int line = (int) home(key, homes) * LINE_BYTES;
    long sought = key & KEY_MASK;
    int number = find(line, sought);
    if (number != 0) {
      return number;
    }
    if (((mark(line) >>> markOf(key)) & 1) == 0) {
      return 0;
    }
    do {
      line += LINE_BYTES;
      number = find(line, sought);
    } while (number == 0 && isFull(line));
    return number;
  }

  /** Looks at every slot: where the right one stands is nothing that a processor could guess. */
  private int find(int line, long sought) {
    int number = 0;
    for (int slot = 0; slot < MARK_OFFSET; slot += SLOT_BYTES) {
      long kept = lines.getLong(line + slot) & SLOT_MASK;
      long isSought = (((kept >>> NUMBER_BITS) ^ sought) - 1) >> (Long.SIZE - 1);
      number |= (int) (kept & NUMBER_MASK & isSought);
    }
    return number;
  }

  private int mark(int line) {
    return lines.getInt(line + MARK_OFFSET);
  }

  private boolean isFull(int line) {
    return (lines.getLong(line + (SLOTS - 1) * SLOT_BYTES) & SLOT_MASK) != 0
        && line + LINE_BYTES < lines.limit();
  }

  private static long home(long key, long homes) {
    return Math.multiplyHigh(key >>> 1, homes << 1);
  }

  private static int markOf(long key) {
    return (int) ((((key >>> 36) & 0xFF) * MARK_BITS) >>> 8);
  }

  /** Takes a line that is full or at its end. */
  @FunctionalInterface
  interface Sink {
    /** Takes 64 bytes, which are the writer's own again afterwards. */
    void line(ByteBuffer line) throws IOException;
  }

  /** Takes keys in ascending unsigned order and makes lines of them. Not thread-safe. */
  static final class Writer {
    private final long homes;
    private final Sink sink;
    private final ByteBuffer line = ByteBuffer.allocate(LINE_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /** Slots of keys that had no room in their line, the first to be placed first. */
    private final ArrayDeque<Long> waiting = new ArrayDeque<>();

    /** Those of this line. */
    private final ArrayDeque<Long> late = new ArrayDeque<>();

    private long number;
    private int slots;
    private int mark;

    Writer(long homes, Sink sink) {
      this.homes = homes;
      this.sink = sink;
    }

    /** Adds a key with its number, from 1 to {@link #ELSEWHERE}. */
    void add(long key, int value) throws IOException {
      while (number < home(key, homes)) {
        end();
      }
      long slot = ((key & KEY_MASK) << NUMBER_BITS) | value;
      if (slots < SLOTS) {
        put(slot);
      } else {
        late.add(slot);
        mark |= 1 << markOf(key);
      }
    }

    /** Ends the last line and those behind it. */
    void finish() throws IOException {
      while (number < homes + LINES_BEHIND) {
        end();
      }
      if (!waiting.isEmpty()) {
        throw new IllegalStateException("no room is left behind the last line");
      }
    }

    private void end() throws IOException {
      while (slots < SLOTS && !waiting.isEmpty()) {
        put(waiting.remove());
      }
      waiting.addAll(late);
      late.clear();
      line.putInt(MARK_OFFSET, mark);
      sink.line(line.rewind());
      line.clear();
      for (int at = 0; at < LINE_BYTES; at += Long.BYTES) {
        line.putLong(at, 0);
      }
      slots = 0;
      mark = 0;
      number++;
    }

    private void put(long slot) {
      int at = slots++ * SLOT_BYTES;
      line.putInt(at, (int) slot);
      line.putShort(at + Integer.BYTES, (short) (slot >>> Integer.SIZE));
    }
  }
}
