package org.schoolgate.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The canonical spellings of IP address literals.
 *
 * <p>Read here and not by {@code java.net}, whose readers ask the name service about what they
 * cannot read, and so would wait for it on an event loop.
 */
final class IpLiteral {

  private static final int PARTS_MAX = 4;
  private static final int GROUPS = 8;
  private static final String NOT_AN_ADDRESS = "the host looks like an IP address and is not one";
  private static final String MAPPED = "::ffff:";
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
   * The compressed form (RFC 5952) of an IPv6 literal (RFC 4291 section 2.2, without a zone); an
   * IPv4-mapped one becomes its IPv6 form too.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static String canonicalIpv6(String literal) {
    int gap = literal.indexOf("::");
    if (gap < 0) {
      int[] groups = groups(literal);
      if (groups.length != GROUPS) {
        throw notAnAddress();
      }
      return compress(groups);
    }
    int[] before = gap == 0 ? new int[0] : groups(literal.substring(0, gap));
    String rest = literal.substring(gap + 2);
    int[] after = rest.isEmpty() ? new int[0] : groups(rest);
    // An IPv4 address ends a literal, so none stands before the gap.
    if (before.length + after.length >= GROUPS || literal.lastIndexOf('.', gap) >= 0) {
      throw notAnAddress();
    }
    int[] groups = new int[GROUPS];
    System.arraycopy(before, 0, groups, 0, before.length);
    System.arraycopy(after, 0, groups, GROUPS - after.length, after.length);
    return compress(groups);
  }

  /**
   * The dotted quad that an IPv4-mapped address stands for (RFC 4291 section 2.5.5.2), or null.
   *
   * @param ipv6 in its canonical form
   */
  static @Nullable String mappedIpv4(String ipv6) {
    if (!ipv6.startsWith(MAPPED)) {
      return null;
    }
    String[] groups = ipv6.substring(MAPPED.length()).split(":", -1);
    if (groups.length != 2) {
      return null; // ::ffff:1:2:3 has four groups behind its zeros
    }
    int high = digits(groups[0], 16, 4);
    int low = digits(groups[1], 16, 4);
    return (high >> 8) + "." + (high & 0xFF) + "." + (low >> 8) + "." + (low & 0xFF);
  }

  /** The groups of 16 bits between single colons; an IPv4 address at the end makes two. */
  private static int[] groups(String text) {
    List<String> parts = List.of(text.split(":", GROUPS + 1));
    int last = parts.size() - 1;
    boolean endsInIpv4 = parts.get(last).indexOf('.') >= 0;
    int[] groups = new int[endsInIpv4 ? last + 2 : last + 1];
    for (int i = 0; i < (endsInIpv4 ? last : last + 1); i++) {
      groups[i] = digits(parts.get(i), 16, 4);
    }
    if (endsInIpv4) {
      String[] bytes = parts.get(last).split("\\.", -1);
      if (bytes.length != PARTS_MAX) {
        throw notAnAddress();
      }
      for (int i = 0; i < PARTS_MAX; i++) {
        int value = digits(bytes[i], 10, 3);
        if (value > 0xFF || (bytes[i].length() > 1 && bytes[i].startsWith("0"))) {
          throw notAnAddress();
        }
        groups[last + i / 2] |= value << (i % 2 == 0 ? 8 : 0);
      }
    }
    return groups;
  }

  private static int digits(String text, int radix, int digitsMax) {
    if (text.isEmpty() || text.length() > digitsMax || !areDigits(text, radix)) {
      throw notAnAddress();
    }
    return Integer.parseInt(text, radix);
  }

  private static String compress(int[] groups) {
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
    return areDigits(part, 10) || part.matches("0[xX][0-9a-fA-F]*");
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether all are ASCII digits: what the JDK parses has signs and the digits of all scripts. */
  private static boolean areDigits(String text, int radix) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
  }

  private static long number(String part) {
    boolean hexadecimal = part.startsWith("0x") || part.startsWith("0X");
    boolean octal = !hexadecimal && part.length() > 1 && part.startsWith("0");
    int radix = hexadecimal ? 16 : octal ? 8 : 10;
    String digits = hexadecimal ? part.substring(2) : part;
    if (hexadecimal && digits.isEmpty()) {
      return 0;
    }
    if (!areDigits(digits, radix)) {
      throw notAnAddress();
    }
    try {
      return Long.parseLong(digits, radix);
    } catch (NumberFormatException tooLong) {
      throw new IllegalArgumentException(NOT_AN_ADDRESS, tooLong);
    }
  }

  private static IllegalArgumentException notAnAddress() {
    return new IllegalArgumentException(NOT_AN_ADDRESS);
  }
}
