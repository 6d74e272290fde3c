package org.schoolgate.classifier.index;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.BitSet;

/**
 * What kinds of keys there are, so that what cannot be there is not asked for. Not thread-safe
 * while it is filled.
 */
final class KeyShape {

  private static final int LONGS_MAX = 3;

  /** Whether a name of a single label stands for those under it. */
  private boolean topLevel;

  /** The lengths of the IPv4 networks, and of the IPv6 ones. */
  private final BitSet ipv4 = new BitSet();

  private final BitSet ipv6 = new BitSet();

  boolean hasTopLevel() {
    return topLevel;
  }

  void addTopLevel() {
    topLevel = true;
  }

  void addNetwork(int length, boolean isIpv6) {
    (isIpv6 ? ipv6 : ipv4).set(length);
  }

  /** The next longer length of networks; -1 if there is none. */
  int networkLengthAfter(int length, boolean isIpv6) {
    return (isIpv6 ? ipv6 : ipv4).nextSetBit(length + 1);
  }

  /** Adds what another one has. */
  void add(KeyShape other) {
    topLevel |= other.topLevel;
    ipv4.or(other.ipv4);
    ipv6.or(other.ipv6);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeBoolean(topLevel);
    for (BitSet bits : new BitSet[] {ipv4, ipv6}) {
      long[] words = bits.toLongArray();
      out.writeByte(words.length);
      for (long word : words) {
        out.writeLong(word);
      }
    }
  }

  static KeyShape read(DataInputStream in) throws IOException {
    KeyShape shape = new KeyShape();
    shape.topLevel = in.readBoolean();
    for (BitSet bits : new BitSet[] {shape.ipv4, shape.ipv6}) {
      int count = in.readByte();
      if (count < 0 || count > LONGS_MAX) {
        throw new DamagedIndexException("there are no networks so long");
      }
      long[] words = new long[count];
      for (int i = 0; i < count; i++) {
        words[i] = in.readLong();
      }
      bits.or(BitSet.valueOf(words));
    }
    return shape;
  }
}
