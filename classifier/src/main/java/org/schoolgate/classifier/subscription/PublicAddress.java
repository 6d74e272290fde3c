package org.schoolgate.classifier.subscription;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Which addresses are on the public internet (the IANA registries of special-purpose addresses).
 */
final class PublicAddress {

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    if (address instanceof Inet4Address) {
      boolean sharedByCarriers = first == 100 && second >= 64 && second < 128;
      boolean protocolOrTest = first == 192 && second == 0;
      boolean benchmark = first == 198 && (second == 18 || second == 19);
      return first != 0 && first < 240 && !sharedByCarriers && !protocolOrTest && !benchmark;
    }
    // 2000::/3 is all that is given out; 6to4 (2002::/16) and 2001::/23 lead elsewhere.
    boolean global = (first & 0xE0) == 0x20;
    boolean leadsElsewhere =
        first == 0x20 && (second == 0x02 || (second == 0x01 && (bytes[2] & 0xFE) == 0));
    return global && !leadsElsewhere;
  }
}
