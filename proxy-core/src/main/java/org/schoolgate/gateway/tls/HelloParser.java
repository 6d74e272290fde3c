package org.schoolgate.gateway.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a ClientHello (RFC 8446 section 4.1.2). Every length is checked against what
 * encloses it, and all of it must be used up: a hello that two readers could read differently is
 * refused. Extensions that are not known, GREASE (RFC 8701) among them, are skipped.
 */
final class HelloParser {

  private static final int EXTENSION_SERVER_NAME = 0;
  private static final int EXTENSION_ALPN = 16;
  private static final int NAME_TYPE_HOST = 0;
  private static final int RANDOM_BYTES = 32;
  private static final int SESSION_ID_BYTES_MAX = 32;

  private final byte[] bytes;
  private int at;
  private @Nullable String serverName;
  private final List<String> alpn = new ArrayList<>();

  private HelloParser(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  static ClientHello parse(byte[] bytes, int from, int to) throws NotTlsException {
    HelloParser parser = new HelloParser(bytes, from);
    parser.hello(to);
    return new ClientHello(parser.serverName, parser.alpn);
  }

  private void hello(int end) throws NotTlsException {
    if (number(1, end) != 3) {
      throw new NotTlsException("the version of the hello is not of TLS");
    }
    number(1, end);
    skip(RANDOM_BYTES, end);
    int session = number(1, end);
    check(session <= SESSION_ID_BYTES_MAX);
    skip(session, end);
    int ciphers = number(2, end);
    check(ciphers >= 2 && ciphers % 2 == 0);
    skip(ciphers, end);
    int compressions = number(1, end);
    check(compressions >= 1);
    skip(compressions, end);
    if (at < end) {
      int extensions = number(2, end);
      check(at + extensions == end);
      extensions(end);
    }
  }

  private void extensions(int end) throws NotTlsException {
    Set<Integer> seen = new HashSet<>();
    while (at < end) {
      int type = number(2, end);
      int length = number(2, end);
      int extensionEnd = at + length;
      check(extensionEnd <= end && seen.add(type));
      if (type == EXTENSION_SERVER_NAME) {
        serverNames(extensionEnd);
      } else if (type == EXTENSION_ALPN) {
        protocols(extensionEnd);
      }
      at = extensionEnd;
    }
  }

  private void serverNames(int end) throws NotTlsException {
    int list = number(2, end);
    check(list > 0 && at + list == end);
    while (at < end) {
      int type = number(1, end);
      int length = number(2, end);
      check(length > 0 && at + length <= end);
      if (type == NAME_TYPE_HOST) {
        check(serverName == null);
        serverName = text(length);
      }
      at += length;
    }
  }

  private void protocols(int end) throws NotTlsException {
    int list = number(2, end);
    check(list >= 2 && at + list == end);
    while (at < end) {
      int length = number(1, end);
      check(length > 0 && at + length <= end);
      if (!isGrease(length)) {
        alpn.add(new String(bytes, at, length, StandardCharsets.ISO_8859_1));
      }
      at += length;
    }
  }

  private String text(int length) throws NotTlsException {
    for (int i = at; i < at + length; i++) {
      check(bytes[i] > ' ' && bytes[i] < 0x7F);
    }
    return new String(bytes, at, length, StandardCharsets.US_ASCII);
  }

  /** 0x?A0x?A with the same first half-byte twice. */
  private boolean isGrease(int length) {
    return length == 2 && bytes[at] == bytes[at + 1] && (bytes[at] & 0x0F) == 0x0A;
  }

  private int number(int size, int end) throws NotTlsException {
    check(at + size <= end);
    int value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | (bytes[at++] & 0xFF);
    }
    return value;
  }

  private void skip(int length, int end) throws NotTlsException {
    check(at + length <= end);
    at += length;
  }

  private static void check(boolean good) throws NotTlsException {
    if (!good) {
      throw new NotTlsException("the hello is malformed");
    }
  }
}
