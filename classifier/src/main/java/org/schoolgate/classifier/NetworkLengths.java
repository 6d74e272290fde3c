package org.schoolgate.classifier;

import java.util.BitSet;

/** Which lengths the listed networks have: an address is looked up once for each. */
final class NetworkLengths {

  private final BitSet ipv4 = new BitSet();
  private final BitSet ipv6 = new BitSet();

  void add(int length, boolean isIpv6) {
    (isIpv6 ? ipv6 : ipv4).set(length);
  }

  /** The shortest; -1 if there is none. */
  int first(boolean isIpv6) {
    return after(-1, isIpv6);
  }

  /** The next longer one; -1 if there is none. */
  int after(int length, boolean isIpv6) {
    return (isIpv6 ? ipv6 : ipv4).nextSetBit(length + 1);
  }
}
