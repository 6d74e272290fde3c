package org.schoolgate.policy;

import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A host in its one canonical spelling, so that a trailing dot, upper case, an IDN, or an IPv4
 * address written as {@code 0x7f.1} cannot change a decision.
 *
 * <p>The canonical spelling is also the one that is dialled: what was decided about is what is
 * reached. An IPv4 address that is written as an IPv6 one ({@code ::ffff:192.0.2.1}) is that IPv4
 * address, which is what systems dial for it. IPv4 spellings are those of the WHATWG URL standard's
 * IPv4 parser (one to four parts, decimal, octal or hexadecimal); names go through IDNA to ASCII
 * and must fit RFC 1035's lengths. An underscore is accepted because real list entries have it.
 *
 * @param text lower-case ASCII name without trailing dot, dotted-quad IPv4, or compressed IPv6
 *     without brackets
 * @param kind which of these it is
 */
public record HostName(String text, Kind kind) {

  /** The most characters of a name (RFC 1035). */
  public static final int CHARS_MAX = 253;

  private static final int LABEL_CHARS_MAX = 63;

  /** What a host is. */
  public enum Kind {
    NAME,
    IPV4,
    IPV6
  }

  /**
   * Reads any spelling of a host as it stands in a URI or a Host header, without port or userinfo.
   *
   * @throws IllegalArgumentException if it is no host at all; the message does not repeat it
   */
  public static HostName parse(String raw) {
    if (raw.startsWith("[") && raw.endsWith("]")) {
      String ipv6 = IpLiteral.canonicalIpv6(raw.substring(1, raw.length() - 1));
      String mapped = IpLiteral.mappedIpv4(ipv6);
      return mapped == null ? new HostName(ipv6, Kind.IPV6) : new HostName(mapped, Kind.IPV4);
    }
    String name = isPlainAscii(raw) ? raw.toLowerCase(Locale.ROOT) : toAscii(raw);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    String ipv4 = IpLiteral.canonicalIpv4(name);
    if (ipv4 != null) {
      return new HostName(ipv4, Kind.IPV4);
    }
    checkName(name);
    return new HostName(name, Kind.NAME);
  }

  /** As it stands in a URI: an IPv6 address in brackets. */
  public String inUri() {
    return kind == Kind.IPV6 ? "[" + text + "]" : text;
  }

  /** As people read it: an internationalised name in its own letters, if all of them are seen. */
  public String readable() {
    if (!text.contains("xn--")) {
      return text;
    }
    String name = IDN.toUnicode(text, IDN.ALLOW_UNASSIGNED);
    return name.codePoints().allMatch(c -> c < 0x80 || Character.isLetterOrDigit(c)) ? name : text;
  }

  /** Whether this is {@code domain} itself or a name under it. */
  public boolean isUnder(String domain) {
    return text.equals(domain)
        || (kind == Kind.NAME
            && text.length() > domain.length()
            && text.endsWith(domain)
            && text.charAt(text.length() - domain.length() - 1) == '.');
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean isPlainAscii(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) >= 0x80 || raw.charAt(i) == '%') {
        return false;
      }
    }
    return true;
  }

  private static String toAscii(String raw) {
    if (raw.indexOf('%') >= 0) {
      throw new IllegalArgumentException("a percent sign stands in the host");
    }
    try {
      return IDN.toASCII(raw, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException notIdna) {
      throw new IllegalArgumentException("the host is not a valid internationalised name", notIdna);
    }
  }

  private static void checkName(String name) {
    if (name.isEmpty() || name.length() > CHARS_MAX) {
      throw new IllegalArgumentException("a host name has 1 to " + CHARS_MAX + " characters");
    }
    int labelStart = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || name.charAt(i) == '.') {
        if (i == labelStart || i - labelStart > LABEL_CHARS_MAX) {
          throw new IllegalArgumentException(
              "each label of a host name has 1 to " + LABEL_CHARS_MAX + " characters");
        }
        labelStart = i + 1;
      } else if (!isNameCharacter(name.charAt(i))) {
        throw new IllegalArgumentException("a character that no host name has stands in the host");
      }
    }
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }

  /** The name without its first label, or null at the top; for walking up to the parents. */
  public static @Nullable String parentOf(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? null : name.substring(dot + 1);
  }
}
