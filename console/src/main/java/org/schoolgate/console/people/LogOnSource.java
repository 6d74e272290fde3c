package org.schoolgate.console.people;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a password comes from: a local user, or an address on the network. Whoever has one IPv6
 * address has a whole /64 of them (RFC 4291 section 2.5.4), so that prefix is one source.
 *
 * @param key what tells sources apart
 * @param unixUser the local user, as the operating system says; null for an address
 * @param address the address in text; null for a local user
 */
public record LogOnSource(String key, @Nullable String unixUser, @Nullable String address) {

  private static final int PREFIX_BYTES = 8;

  /** A local user, on the control socket or in a shell. */
  public static LogOnSource local(String unixUser) {
    return new LogOnSource("local:" + unixUser, unixUser, null);
  }

  /** A client on the network. */
  public static LogOnSource of(InetAddress client) {
    String text = client.getHostAddress();
    return new LogOnSource(client instanceof Inet6Address ? prefixOf(client) : text, null, text);
  }

  private static String prefixOf(InetAddress client) {
    byte[] bytes = client.getAddress();
    Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address has four or sixteen bytes", impossible);
    }
  }

  /** What to call it in a sentence. */
  String inWords() {
    return unixUser == null ? "the address " + address : "the local user " + unixUser;
  }
}
