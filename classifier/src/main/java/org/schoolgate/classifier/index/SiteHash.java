package org.schoolgate.classifier.index;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * The keyed hashes that names and addresses are known by. Immutable and thread-safe.
 *
 * <p>The seed is drawn once for an installation and leaves it never; whoever does not have it can
 * neither craft a name that is taken for another one, nor try out what the keys of a list stand
 * for.
 */
public final class SiteHash {

  /** How long a seed is. */
  static final int SEED_BYTES = 2 * HostHash.SEED_LONGS * Long.BYTES;

  private final HostHash first;
  private final HostHash second;

  /**
   * The hashes of a seed.
   *
   * @param seed {@link #SEED_BYTES} of it
   */
  SiteHash(byte[] seed) {
    ByteBuffer longs = ByteBuffer.wrap(seed);
    this.first = new HostHash(longs.getLong(), longs.getLong(), longs.getLong());
    this.second = new HostHash(longs.getLong(), longs.getLong(), longs.getLong());
  }

  /** Hashes of a seed of their own, for what is not kept. */
  public static SiteHash drawn(RandomGenerator random) {
    return new SiteHash(newSeed(random));
  }

  static byte[] newSeed(RandomGenerator random) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    return seed;
  }

  /** What reads a host from its end to its beginning, passing through the keys of its parents. */
  HostHash names() {
    return first;
  }

  /** The key of a name, an address or a network, from an index on. */
  public long name(CharSequence host, int from) {
    return first.finish(first.suffix(host, from));
  }

  /** The key of a name in ASCII bytes, or of any line. */
  public long name(byte[] line, int from, int to) {
    return first.finish(first.suffix(line, from, to));
  }

  /** The state behind a host from an index on, ready for a path. */
  public UrlState host(CharSequence host, int from) {
    return new UrlState(
        first.addPathSeparator(first.suffix(host, from)),
        second.addPathSeparator(second.suffix(host, from)));
  }

  /** A state of both hashes behind what was read of an address. Not thread-safe. */
  public final class UrlState {
    private long one;
    private long other;

    UrlState(long one, long other) {
      this.one = one;
      this.other = other;
    }

    /** Reads a character. */
    public UrlState add(char c) {
      one = first.add(one, c);
      other = second.add(other, c);
      return this;
    }

    /** Reads a text. */
    public UrlState addText(String text) {
      for (int i = 0; i < text.length(); i++) {
        add(text.charAt(i));
      }
      return this;
    }

    /** Another state, behind the same, ready for a parameter. */
    public UrlState beginParameter() {
      return new UrlState(first.addParameterSeparator(one), second.addParameterSeparator(other));
    }

    long first() {
      return first.finish(one);
    }

    long second() {
      return second.finish(other);
    }

    /** The key of what was read. */
    public UrlKey key() {
      return new UrlKey(first(), second());
    }
  }
}
