package org.schoolgate.policy;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

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

  /**
   * Reads an address such as {@code https://engine.example/search?q={words}}.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong
   */
  public static ChildEngine of(String address) {
    int words = address.indexOf(WORDS);
    if (words < 0 || address.indexOf(WORDS, words + 1) >= 0 || words < address.indexOf('?')) {
      throw new IllegalArgumentException("the words belong into its query, once");
    }
    URI uri;
    try {
      uri = new URI(address.replace(WORDS, "words"));
    } catch (URISyntaxException notAnAddress) {
      throw new IllegalArgumentException("it is no address", notAnAddress);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getQuery() == null) {
      throw new IllegalArgumentException("it is not the address of a search");
    }
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("it is not on the web");
    }
    return new ChildEngine(address, HostName.parse(uri.getHost()));
  }

  /** The address at which those words are searched for. */
  public String searchFor(String words) {
    return address.replace(WORDS, URLEncoder.encode(words, StandardCharsets.UTF_8));
  }

  /** Whether a host is this engine's own, or that of its site without or with {@code www}. */
  public boolean isAt(HostName other) {
    return other.isUnder(host.text().startsWith("www.") ? host.text().substring(4) : host.text());
  }
}
