package org.schoolgate.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A range of addresses with a common prefix (RFC 4632, RFC 4291), such as {@code 10.20.0.0/16}. An
 * IPv4-mapped IPv6 address counts as the IPv4 address in it.
 *
 * @param address first address of the range
 * @param prefixBits how many leading bits are fixed
 */
public record Network(InetAddress address, int prefixBits) {

  /**
   * Reads {@code address/bits}, or a single address.
   *
   * @throws IllegalArgumentException if it is neither, or bits after the prefix are set
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    if (!literal.matches("[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      throw new IllegalArgumentException("this is no IP address");
    }
    InetAddress address;
    try {
      address = InetAddress.getByName(literal);
    } catch (UnknownHostException notAnAddress) {
      throw new IllegalArgumentException("this is no IP address", notAnAddress);
    }
    int bitsMax = address.getAddress().length * Byte.SIZE;
    int bits = slash < 0 ? bitsMax : bits(text.substring(slash + 1), bitsMax);
    Network network = new Network(address, bits);
    if (network.firstDifference(new byte[bitsMax / Byte.SIZE], bits, bitsMax) < bitsMax) {
      throw new IllegalArgumentException("bits after the prefix are set");
    }
    return network;
  }

  private static int bits(String text, int bitsMax) {
    if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= bitsMax) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("a prefix has 0 to " + bitsMax + " bits");
  }

  /** Whether the address lies in it. */
  public boolean contains(InetAddress other) {
    byte[] theirs = other.getAddress();
    return theirs.length == address.getAddress().length
        && firstDifference(theirs, 0, prefixBits) >= prefixBits;
  }

  /** The first bit from {@code from} to {@code until} that differs; {@code until} if none does. */
  private int firstDifference(byte[] theirs, int from, int until) {
    byte[] ours = address.getAddress();
    for (int bit = from; bit < until; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if ((ours[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
        return bit;
      }
    }
    return until;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefixBits;
  }
}
