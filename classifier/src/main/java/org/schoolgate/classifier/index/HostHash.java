package org.schoolgate.classifier.index;

/**
 * A keyed hash that reads a host from its last character to its first, so that one pass over {@code
 * a.b.example.com} passes through the hash of each of its parents.
 *
 * <p>Why keyed: whoever could compute it could register a name that collides with a listed one, or
 * have an allowed name collide with a blocked one. The key is secret: {@link SiteHash}. The state
 * is multiplied and folded at every character, so that the strings that collide in a plain
 * polynomial hash whatever its multiplier (Thue-Morse) do not here.
 */
public final class HostHash {

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

  /** The state before any character. */
  public long start() {
    return start;
  }

  /** The state after one more character (of a host, the one before those read so far). */
  public long add(long state, int c) {
    long mixed = (state ^ c) * multiplier;
    return mixed ^ (mixed >>> 32);
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
  public long finish(long state) {
    long hash = state ^ finish;
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  /** The state after the part of a host from {@code from} to its end. */
  public long suffix(CharSequence host, int from) {
    long state = start;
    for (int i = host.length() - 1; i >= from; i--) {
      state = add(state, host.charAt(i));
    }
    return state;
  }
}
