package org.schoolgate.classifier.site;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
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
  private static final BigInteger IPV4_MASK = BigInteger.valueOf(0xFFFF_FFFFL);
  private static final BigInteger NAT64 = new BigInteger("64ff9b", 16).shiftLeft(96);
  private static final int SIX_TO_FOUR = 0x2002;
  private static final int TEREDO = 0x2001_0000;

  /** The network of that length that an address is in. */
  public static Network of(HostName address, int length) {
    int free = bits(address) - length;
    boolean ipv6 = address.kind() == HostName.Kind.IPV6;
    return new Network(at(number(address).shiftRight(free).shiftLeft(free), ipv6), length);
  }

  /**
   * The network of an address and a length as they were written: an IPv4 address may be written as
   * an IPv6 one, with the length of that.
   *
   * @throws IllegalArgumentException if it has no such length
   */
  public static Network of(HostName address, boolean writtenAsIpv6, int length) {
    boolean isMapped = writtenAsIpv6 && address.kind() == HostName.Kind.IPV4;
    int own = isMapped ? length - (IPV6_BITS - IPV4_BITS) : length;
    if (own < 0 || own > bits(address)) {
      throw new IllegalArgumentException("no length of a network");
    }
    return of(address, own);
  }

  /**
   * The IPv4 address that an IPv6 one leads to by a translator or tunnel: NAT64 (RFC 6052, the
   * well-known prefix), 6to4 (RFC 3056), Teredo (RFC 4380, where it is that of the far end, turned
   * over) and the old IPv4-compatible ones (RFC 4291); null if there is none.
   */
  public static @Nullable HostName ipv4Inside(HostName address) {
    if (address.kind() != HostName.Kind.IPV6) {
      return null;
    }
    BigInteger number = number(address);
    BigInteger last = number.and(IPV4_MASK);
    BigInteger prefix = number.andNot(IPV4_MASK);
    if (prefix.equals(NAT64) || (prefix.signum() == 0 && last.compareTo(BigInteger.ONE) > 0)) {
      return at(last, false);
    }
    if (number.shiftRight(96).intValue() == TEREDO) {
      return at(last.xor(IPV4_MASK), false);
    }
    return number.shiftRight(112).intValue() == SIX_TO_FOUR
        ? at(number.shiftRight(80).and(IPV4_MASK), false)
        : null;
  }

  /** How many bits an address has. */
  public static int bits(HostName address) {
    return address.kind() == HostName.Kind.IPV6 ? IPV6_BITS : IPV4_BITS;
  }

  /** Whether its addresses are of 128 bits. */
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
      return new BigInteger(1, InetAddress.getByName(address.text()).getAddress());
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
