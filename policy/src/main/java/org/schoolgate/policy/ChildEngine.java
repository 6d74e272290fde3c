package org.schoolgate.policy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The search engine, made for children, at which a group searches: what its members search for on
 * any other engine is searched for there (LM§8).
 *
 * @param address of a search there, with {@link #WORDS} where the words stand
 * @param host whose it is
 */
public record ChildEngine(String address, HostName host) {

  /** What stands in an address in place of the words. */
  public static final String WORDS = "{words}";

  private static final String PLAIN =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.*";

  /**
   * Reads an address such as {@code https://engine.example/search?q={words}}.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong
   */
  public static ChildEngine of(String address) {
    int question = address.indexOf('?');
    int words = address.indexOf(WORDS);
    if (question < 0 || words < question || address.indexOf(WORDS, words + 1) >= 0) {
      throw new IllegalArgumentException("the words belong into its query, once");
    }
    String scheme = address.startsWith("http://") ? "http://" : "https://";
    if (!address.startsWith(scheme)
        || address.indexOf('#') >= 0
        || !address.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException("it is not the address of a search");
    }
    int slash = address.indexOf('/', scheme.length());
    String authority =
        address.substring(scheme.length(), Math.min(slash < 0 ? question : slash, question));
    int port = authority.lastIndexOf(':');
    if (port >= 0 && !authority.substring(port + 1).matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("it is not the address of a search");
    }
    return new ChildEngine(
        address, HostName.parse(port < 0 ? authority : authority.substring(0, port)));
  }

  /** The address at which those words are searched for: in UTF-8, as forms are sent. */
  public String searchFor(String words) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : words.getBytes(StandardCharsets.UTF_8)) {
      if (each == ' ') {
        encoded.append('+');
      } else if (PLAIN.indexOf(each) >= 0) {
        encoded.append((char) each);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
      }
    }
    return address.replace(WORDS, encoded);
  }

  /** Whether a host is this engine's own, or that of its site without or with {@code www}. */
  public boolean isAt(HostName other) {
    return other.isUnder(host.text().startsWith("www.") ? host.text().substring(4) : host.text());
  }
}
