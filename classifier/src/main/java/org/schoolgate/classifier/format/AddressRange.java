package org.schoolgate.classifier.format;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.policy.HostName;

/**
 * Addresses as lists write several of them, as the fewest networks that are just those: {@code
 * 10.0.0.1-10.0.0.9}, {@code 10.0.0.0/24}, {@code 10.0.0.0/255.255.255.0}.
 */
final class AddressRange {

  private AddressRange() {}

  /** The networks as lists have them; none if the text is no range. */
  static List<String> networks(String text) {
    int dash = text.indexOf('-');
    int slash = text.indexOf('/');
    if (dash > 0) {
      return between(address(text.substring(0, dash)), address(text.substring(dash + 1)));
    }
    HostName address = address(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return List.of();
    }
    if (slash < 0) {
      return List.of(address.text());
    }
    try {
      boolean isIpv6 = text.indexOf(':') >= 0;
      int length = length(text.substring(slash + 1).strip());
      return List.of(Network.of(address, isIpv6, length).text());
    } catch (IllegalArgumentException noSuchLength) {
      return List.of();
    }
  }

  /** What stands behind the slash: a length, or a mask that is as good; -1 if it is neither. */
  private static int length(String text) {
    if (text.matches("[0-9]{1,3}")) {
      return Integer.parseInt(text);
    }
    HostName mask = address(text);
    if (mask == null || mask.kind() != HostName.Kind.IPV4) {
      return -1;
    }
    BigInteger zeros = BigInteger.ONE.shiftLeft(Network.bits(mask)).subtract(Network.number(mask));
    return zeros.bitCount() == 1 ? Network.bits(mask) + 1 - zeros.bitLength() : -1;
  }

  private static List<String> between(@Nullable HostName from, @Nullable HostName to) {
    List<String> networks = new ArrayList<>();
    if (from == null || to == null || from.kind() != to.kind()) {
      return networks;
    }
    int bits = Network.bits(from);
    BigInteger last = Network.number(to);
    BigInteger at = Network.number(from);
    while (at.compareTo(last) <= 0) {
      int zeros = at.signum() == 0 ? bits : at.getLowestSetBit();
      int free = Math.min(zeros, last.subtract(at).add(BigInteger.ONE).bitLength() - 1);
      boolean isIpv6 = from.kind() == HostName.Kind.IPV6;
      networks.add(Network.of(Network.at(at, isIpv6), isIpv6, bits - free).text());
      at = at.add(BigInteger.ONE.shiftLeft(free));
    }
    return networks;
  }

  private static @Nullable HostName address(String text) {
    HostName host = HostsReader.hostOrNull(text.strip());
    return host == null || host.kind() == HostName.Kind.NAME ? null : host;
  }
}
