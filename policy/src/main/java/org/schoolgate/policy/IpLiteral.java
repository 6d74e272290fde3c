package org.schoolgate.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** The canonical spellings of IP address literals. */
final class IpLiteral {

  private static final int PARTS_MAX = 4;
  private static final long IPV4_MAX = 0xFFFF_FFFFL;

  private IpLiteral() {}

  /**
   * The dotted quad of any IPv4 spelling, or null if the text is a name. Follows the WHATWG URL
   * standard: a host whose last label is a number is an address, so it is a fault if it then does
   * not parse.
   *
   * @throws IllegalArgumentException if it ends in a number and yet is no address
   */
  static @Nullable String canonicalIpv4(String host) {
    int lastLabel = host.lastIndexOf('.') + 1;
    if (lastLabel == host.length() || !isDigit(host.charAt(lastLabel))) {
      return null; // nearly every host; a number begins with a digit in any base
    }
    String[] parts = host.split("\\.", -1);
    if (!isNumber(parts[parts.length - 1])) {
      return null;
    }
    if (parts.length > PARTS_MAX) {
      throw notAnAddress();
    }
    long address = 0;
    for (int i = 0; i < parts.length; i++) {
      long part = number(parts[i]);
      boolean last = i == parts.length - 1;
      long partMax = last ? IPV4_MAX >> (8 * i) : 0xFF;
      if (part > partMax) {
        throw notAnAddress();
      }
      address |= last ? part : part << (8 * (PARTS_MAX - 1 - i));
    }
    return (address >> 24)
        + "."
        + (address >> 16 & 0xFF)
        + "."
        + (address >> 8 & 0xFF)
        + "."
        + (address & 0xFF);
  }

  /**
   * The compressed form (RFC 5952) of an IPv6 literal; an IPv4-mapped one becomes its IPv6 form
   * too.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static String canonicalIpv6(String literal) {
    if (literal.indexOf(':') < 0 || !literal.matches("[0-9A-Fa-f:.]{2,45}")) {
      throw notAnAddress();
    }
    byte[] address;
    try {
      // Only a literal gets here, so this never asks a resolver.
      address = InetAddress.getByName(literal).getAddress();
    } catch (UnknownHostException notIpv6) {
      throw new IllegalArgumentException(
          "the host looks like an IP address and is not one", notIpv6);
    }
    if (address.length == 4) {
      byte[] mapped = new byte[16];
      mapped[10] = (byte) 0xFF;
      mapped[11] = (byte) 0xFF;
      System.arraycopy(address, 0, mapped, 12, 4);
      address = mapped;
    }
    return compress(address);
  }

  private static String compress(byte[] address) {
    int[] groups = new int[8];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = (address[2 * i] & 0xFF) << 8 | (address[2 * i + 1] & 0xFF);
    }
    int zerosAt = -1;
    int zeros = 1;
    for (int i = 0; i < groups.length; i++) {
      int run = i;
      while (run < groups.length && groups[run] == 0) {
        run++;
      }
      if (run - i > zeros) {
        zerosAt = i;
        zeros = run - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < groups.length; i++) {
      if (i == zerosAt) {
        text.append("::");
        i += zeros - 1;
      } else {
        if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  private static boolean isNumber(String part) {
    return !part.isEmpty()
        && (part.chars().allMatch(c -> isDigit((char) c)) || part.matches("0[xX][0-9a-fA-F]*"));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static long number(String part) {
    try {
      if (part.startsWith("0x") || part.startsWith("0X")) {
        return part.length() == 2 ? 0 : Long.parseLong(part.substring(2), 16);
      }
      if (part.length() > 1 && part.startsWith("0")) {
        return Long.parseLong(part, 8);
      }
      return Long.parseLong(part);
    } catch (NumberFormatException tooLongOrEmpty) {
      throw new IllegalArgumentException(
          "the host looks like an IP address and is not one", tooLongOrEmpty);
    }
  }

  private static IllegalArgumentException notAnAddress() {
    return new IllegalArgumentException("the host looks like an IP address and is not one");
  }
}
