package org.schoolgate.classifier.site;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.schoolgate.policy.HostName;

/**
 * Addresses that begin with the same bits.
 *
 * @param first the lowest of them
 * @param length how many bits they share
 */
public record Network(HostName first, int length) {

  /** The shortest that a list may have: what is wider is a large part of the web. */
  public static final int LENGTH_MIN = 8;

  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;
  private static final String MAPPED = "::ffff:";
  private static final BigInteger MAPPED_BITS = BigInteger.valueOf(0xffff).shiftLeft(IPV4_BITS);

  /** The network of that length that an address is in. */
  public static Network of(HostName address, int length) {
    int free = bits(address) - length;
    boolean ipv6 = address.kind() == HostName.Kind.IPV6;
    return new Network(at(number(address).shiftRight(free).shiftLeft(free), ipv6), length);
  }

  /** How many bits an address has. */
  public static int bits(HostName address) {
    return address.kind() == HostName.Kind.IPV6 ? IPV6_BITS : IPV4_BITS;
  }

  public boolean isIpv6() {
    return first.kind() == HostName.Kind.IPV6;
  }

  /** Whether it is one address. */
  public boolean isSingle() {
    return length == bits(first);
  }

  /** As it stands in a list. */
  public String text() {
    return isSingle() ? first.text() : first.text() + "/" + length;
  }

  public boolean contains(HostName host) {
    return host.kind() == first.kind()
        && number(host).xor(number(first)).shiftRight(bits(first) - length).signum() == 0;
  }

  /** Whether any address is in both. */
  public boolean overlaps(Network other) {
    return length <= other.length ? contains(other.first) : other.contains(first);
  }

  /** An address as a number of 32 or 128 bits. */
  public static BigInteger number(HostName address) {
    try {
      // A literal in its canonical spelling: nothing is looked up.
      BigInteger number = new BigInteger(1, InetAddress.getByName(address.text()).getAddress());
      boolean mapped = address.kind() == HostName.Kind.IPV6 && number.bitLength() <= IPV4_BITS;
      // The library gives the IPv4 address that an IPv6 one maps; the lowest ones map none.
      return mapped && address.text().startsWith(MAPPED) ? number.or(MAPPED_BITS) : number;
    } catch (UnknownHostException notALiteral) {
      throw new IllegalArgumentException("no address", notALiteral);
    }
  }

  /** The address that a number is. */
  public static HostName at(BigInteger number, boolean isIpv6) {
    StringBuilder text = new StringBuilder();
    int bits = isIpv6 ? 16 : 8;
    for (int shift = (isIpv6 ? IPV6_BITS : IPV4_BITS) - bits; shift >= 0; shift -= bits) {
      int part = number.shiftRight(shift).intValue() & ((1 << bits) - 1);
      text.append(isIpv6 ? Integer.toHexString(part) : Integer.toString(part));
      text.append(shift == 0 ? "" : isIpv6 ? ":" : ".");
    }
    return HostName.parse(isIpv6 ? "[" + text + "]" : text.toString());
  }
}
