package org.schoolgate.classifier.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A keyed hash that reads a host from its last character to its first, eight at a time, so that one
 * pass over {@code a.b.example.com} passes the key of each of its parents: what stands between a
 * parent and the last eight before it is read for that parent alone.
 *
 * <p>Why keyed: whoever could compute it could register a name that collides with a listed one, or
 * have an allowed name collide with a blocked one. The key is secret: {@link SiteHash}. Eight
 * characters are multiplied to 128 bits of which the halves are folded; of the lower half alone the
 * highest characters would change so few bits, and in so known a way, that the next eight could
 * undo it. Strings that collide in a plain polynomial hash whatever its multiplier (Thue-Morse) do
 * not here.
 */
public final class HostHash {

  /** Eight bytes of a line, the last in the highest bits. */
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int BLOCK = Long.BYTES;

  private static final long DOTS = 0x2E2E_2E2E_2E2E_2E2EL;
  private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;

  /** Stands between host and path; no character has this value. */
  private static final int PATH_SEPARATOR = 0x1_0000;

  /** Stands between path and parameter. */
  private static final int PARAMETER_SEPARATOR = 0x1_0001;

  private final long start;
  private final long multiplier;
  private final long finish;

  /** How many numbers it is made of. */
  static final int SEED_LONGS = 3;

  HostHash(long start, long multiplier, long finish) {
    this.start = start;
    this.multiplier = multiplier | 1;
    this.finish = finish;
  }

  /** The state after one more character in reading order. */
  long add(long state, int c) {
    long mixed = (state ^ c) * multiplier;
    return mixed ^ (mixed >>> 32);
  }

  /** The state after up to eight characters more of a host, before those read so far. */
  private long addBlock(long state, long block) {
    long mixed = state ^ block;
    return (mixed * multiplier) ^ Math.multiplyHigh(mixed, multiplier);
  }

  /** The state after the host, ready for a path to be added in reading order. */
  long addPathSeparator(long state) {
    return add(state, PATH_SEPARATOR);
  }

  /** The state after the path, ready for one parameter to be added. */
  long addParameterSeparator(long state) {
    return add(state, PARAMETER_SEPARATOR);
  }

  /** The state after a text in reading order. */
  long addText(long state, String text) {
    long now = state;
    for (int i = 0; i < text.length(); i++) {
      now = add(now, text.charAt(i));
    }
    return now;
  }

  /** The fingerprint of what was read. */
  long finish(long state) {
    long hash = state ^ finish;
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  /** The state after the part of a host from {@code from} to its end. */
  long suffix(CharSequence host, int from) {
    long state = start;
    int end = host.length();
    for (; end - from >= BLOCK; end -= BLOCK) {
      state = addBlock(state, eight(host, end));
    }
    return end == from ? state : addBlock(state, fewer(host, from, end));
  }

  /** The same of a part of a line in ASCII. */
  long suffix(byte[] line, int from, int to) {
    long state = start;
    int end = to;
    for (; end - from >= BLOCK; end -= BLOCK) {
      state = addBlock(state, (long) EIGHT.get(line, end - BLOCK));
    }
    if (end == from) {
      return state;
    }
    long block = 0;
    for (int i = from; i < end; i++) {
      block = (block >>> Byte.SIZE) | ((long) line[i] << (Long.SIZE - Byte.SIZE));
    }
    return addBlock(state, block);
  }

  /** Reads the keys of a text as a whole: of an address or a network. */
  void readWhole(String text, HostKeys into) {
    into.begin();
    into.add(finish(suffix(text, 0)), 0);
  }

  /** Reads the keys of a name and of all that it is under, the shortest first. */
  void readName(String name, HostKeys into) {
    into.begin();
    byte[] bytes = into.bytesOf(name);
    long state = start;
    for (int end = name.length(); end > 0; end -= BLOCK) {
      // What stands before the name is nothing, which is how fewer than eight are read.
      long block = (long) EIGHT.get(bytes, HostKeys.NAME_AT + end - BLOCK);
      for (long dots = dotsOf(block); dots != 0; ) {
        int behind = Long.numberOfLeadingZeros(dots);
        dots ^= Long.MIN_VALUE >>> behind;
        long at = behind == 0 ? state : addBlock(state, block & (Long.MIN_VALUE >> (behind - 1)));
        into.add(finish(at), end - behind / Byte.SIZE);
      }
      state = addBlock(state, block);
    }
    into.add(finish(state), 0);
  }

  /** The highest bit of each byte that is a dot, and no other; all are ASCII. */
  private static long dotsOf(long block) {
    return ~((block ^ DOTS) + LOW_BITS) & ~LOW_BITS;
  }

  private static long eight(CharSequence text, int end) {
    int from = end - BLOCK;
    return text.charAt(from)
        | (long) text.charAt(from + 1) << 8
        | (long) text.charAt(from + 2) << 16
        | (long) text.charAt(from + 3) << 24
        | (long) text.charAt(from + 4) << 32
        | (long) text.charAt(from + 5) << 40
        | (long) text.charAt(from + 6) << 48
        | (long) text.charAt(from + 7) << 56;
  }

  private static long fewer(CharSequence text, int from, int end) {
    long block = 0;
    for (int i = from; i < end; i++) {
      block = (block >>> Byte.SIZE) | ((long) text.charAt(i) << (Long.SIZE - Byte.SIZE));
    }
    return block;
  }
}
