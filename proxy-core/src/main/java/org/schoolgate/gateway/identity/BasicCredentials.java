package org.schoolgate.gateway.identity;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * An account and a password out of a Proxy-Authorization header (RFC 7617 section 2), read as UTF-8
 * as the challenge asks for.
 */
final class BasicCredentials {

  /** More than any account and password need; what is longer is not decoded. */
  static final int HEADER_CHARS_MAX = 1024;

  private static final String SCHEME = "Basic";

  private final String account;
  private final char[] password;

  private BasicCredentials(String account, char[] password) {
    this.account = account;
    this.password = password;
  }

  /** What stands in the header; empty if it is not one header with an account and a password. */
  static Optional<BasicCredentials> read(List<String> headers) {
    if (headers.size() != 1 || headers.get(0).length() > HEADER_CHARS_MAX) {
      return Optional.empty();
    }
    String header = headers.get(0);
    int space = header.indexOf(' ');
    if (space < 0 || !header.regionMatches(true, 0, SCHEME, 0, Math.max(space, SCHEME.length()))) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(header.substring(space).strip());
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    try {
      return split(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)));
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** At the first colon: an account has none, a password may. */
  private static Optional<BasicCredentials> split(CharBuffer text) {
    char[] all = new char[text.remaining()];
    text.duplicate().get(all);
    int colon = 0;
    while (colon < all.length && all[colon] != ':') {
      colon++;
    }
    boolean whole = colon > 0 && colon < all.length && !hasControl(all);
    Optional<BasicCredentials> read =
        whole
            ? Optional.of(
                new BasicCredentials(
                    new String(all, 0, colon), Arrays.copyOfRange(all, colon + 1, all.length)))
            : Optional.empty();
    Arrays.fill(all, '\0');
    while (text.hasRemaining()) {
      text.put('\0');
    }
    return read;
  }

  private static boolean hasControl(char[] text) {
    for (char c : text) {
      if (Character.isISOControl(c)) {
        return true;
      }
    }
    return false;
  }

  String account() {
    return account;
  }

  /** The password itself, not a copy: whoever takes it wipes it. */
  char[] password() {
    return password;
  }

  @Override
  public String toString() {
    return "credentials";
  }
}
