package org.schoolgate.classifier.index;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Says of nearly every key that it is none of a set: a binary fuse filter of eight bits, one in 256
 * other keys passes, nine bits a key (Graf and Lemire, "Binary Fuse Filters: Fast and Smaller Than
 * Xor Filters", 2022).
 *
 * <p>A key has three places, in three neighbouring segments, and it may be in the set if the bytes
 * there, xored, are its fingerprint. Immutable.
 *
 * @param offset where its bytes begin in the section of filters
 * @param segmentLength how long a segment is, a power of two
 * @param segmentCountLength how many bytes there are in which a first place may be
 * @param seed mixes the keys; the first of a row under which a filter could be made
 */
record FuseFilter(int offset, int segmentLength, int segmentCountLength, long seed) {

  private static final int ARITY = 3;
  private static final int SEGMENT_LENGTH_MAX = 1 << 18;
  private static final int SMALL_SEGMENT = 4;

  /** Whether a key may be in the set; false is certain. */
  boolean mayHold(ByteBuffer bytes, long key) {
    long hash = mix(key, seed);
    int found =
        fingerprint(hash)
            ^ bytes.get(offset + place(hash, 0))
            ^ bytes.get(offset + place(hash, 1))
            ^ bytes.get(offset + place(hash, 2));
    return (found & 0xFF) == 0;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(offset);
    out.writeInt(segmentLength);
    out.writeInt(segmentCountLength);
    out.writeLong(seed);
  }

  /**
   * Reads a filter.
   *
   * @param bytes how many bytes the section of filters has
   */
  static FuseFilter read(DataInputStream in, long bytes) throws IOException {
    FuseFilter filter = new FuseFilter(in.readInt(), in.readInt(), in.readInt(), in.readLong());
    if (filter.offset < 0
        || Integer.bitCount(filter.segmentLength) != 1
        || filter.segmentCountLength <= 0
        || filter.offset + (long) filter.length() > bytes) {
      throw new DamagedIndexException("a filter is none");
    }
    return filter;
  }

  /** How many bytes it has. */
  int length() {
    return segmentCountLength + (ARITY - 1) * segmentLength;
  }

  /** The place of a hash in the first, second or third segment. */
  private int place(long hash, int which) {
    int first = (int) Math.multiplyHigh(hash >>> 1, (long) segmentCountLength << 1);
    return switch (which) {
      case 0 -> first;
      case 1 -> (first + segmentLength) ^ (int) ((hash >>> 18) & (segmentLength - 1));
      default -> (first + 2 * segmentLength) ^ (int) (hash & (segmentLength - 1));
    };
  }

  private static long mix(long key, long seed) {
    long hash = key + seed;
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  private static int fingerprint(long hash) {
    return (int) (hash ^ (hash >>> 32));
  }

  /** Makes filters one after the other; not thread-safe. */
  static final class Builder {

    /** More rows of seeds than it takes once in the life of the universe. */
    private static final int TRIES_MAX = 100;

    private static final long NEXT_SEED = 0x9E3779B97F4A7C15L;

    private byte[] counts = new byte[0];
    private long[] hashes = new long[0];
    private int[] alone = new int[0];
    private long[] order = new long[0];
    private byte[] orderPlace = new byte[0];
    private byte[] bytes = new byte[0];

    /** The bytes of the filter that was made last; those beyond its length are none. */
    byte[] bytes() {
      return bytes;
    }

    /**
     * Makes a filter of distinct keys.
     *
     * @param offset where its bytes will begin
     */
    FuseFilter build(long[] keys, int count, int offset) {
      int segment = segmentLength(count);
      int segments = Math.max(1, segments(count, segment));
      reserve((segments + ARITY - 1) * segment, count);
      long seed = NEXT_SEED;
      for (int tries = 0; tries < TRIES_MAX; tries++, seed += NEXT_SEED) {
        FuseFilter filter = new FuseFilter(offset, segment, segments * segment, seed);
        if (peel(keys, count, filter)) {
          assign(count, filter);
          return filter;
        }
      }
      throw new IllegalStateException("no filter can be made of " + count + " keys");
    }

    private static int segmentLength(int count) {
      if (count < 2) {
        return SMALL_SEGMENT;
      }
      int bits = (int) Math.floor(Math.log(count) / Math.log(3.33) + 2.25);
      return Math.min(SEGMENT_LENGTH_MAX, 1 << bits);
    }

    private static int segments(int count, int segment) {
      double factor =
          count < 2 ? 2 : Math.max(1.125, 0.875 + 0.25 * Math.log(1_000_000) / Math.log(count));
      int capacity = (int) Math.round(count * factor);
      return (capacity + segment - 1) / segment - (ARITY - 1);
    }

    private void reserve(int places, int count) {
      if (counts.length < places) {
        counts = new byte[places];
        hashes = new long[places];
        alone = new int[places];
        bytes = new byte[places];
      }
      if (order.length < count) {
        order = new long[count];
        orderPlace = new byte[count];
      }
    }

    /**
     * Takes away, again and again, a key that has a place of its own; whether none is left.
     *
     * <p>Of each place it is known how many keys have it, and of those the hashes and which of
     * their places it is, xored: of a single one that is itself.
     */
    private boolean peel(long[] keys, int count, FuseFilter filter) {
      int places = filter.length();
      Arrays.fill(counts, 0, places, (byte) 0);
      Arrays.fill(hashes, 0, places, 0);
      for (int i = 0; i < count; i++) {
        long hash = mix(keys[i], filter.seed());
        for (int which = 0; which < ARITY; which++) {
          int place = filter.place(hash, which);
          if ((counts[place] & 0xFF) >= 0xFC) {
            return false;
          }
          counts[place] = (byte) ((counts[place] + 4) ^ which);
          hashes[place] ^= hash;
        }
      }
      int waiting = 0;
      for (int place = 0; place < places; place++) {
        alone[waiting] = place;
        waiting += (counts[place] & 0xFF) >>> 2 == 1 ? 1 : 0;
      }
      int taken = 0;
      while (waiting > 0) {
        int place = alone[--waiting];
        if ((counts[place] & 0xFF) >>> 2 != 1) {
          continue;
        }
        long hash = hashes[place];
        int mine = counts[place] & 3;
        order[taken] = hash;
        orderPlace[taken++] = (byte) mine;
        for (int which = 0; which < ARITY; which++) {
          int other = filter.place(hash, which);
          counts[other] = (byte) ((counts[other] - 4) ^ which);
          hashes[other] ^= hash;
          if ((counts[other] & 0xFF) >>> 2 == 1) {
            alone[waiting++] = other;
          }
        }
      }
      return taken == count;
    }

    /** Gives the places of the keys their bytes, those that were taken last first. */
    private void assign(int count, FuseFilter filter) {
      Arrays.fill(bytes, 0, filter.length(), (byte) 0);
      for (int i = count - 1; i >= 0; i--) {
        long hash = order[i];
        int value = fingerprint(hash);
        for (int which = 0; which < ARITY; which++) {
          value ^= which == orderPlace[i] ? 0 : bytes[filter.place(hash, which)];
        }
        bytes[filter.place(hash, orderPlace[i])] = (byte) value;
      }
    }
  }
}
