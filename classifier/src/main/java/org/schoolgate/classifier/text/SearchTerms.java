package org.schoolgate.classifier.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.schoolgate.policy.CanonicalPath;
import org.schoolgate.policy.Target;

/** Reads what was searched for out of the address of a search on the main engines. */
public final class SearchTerms {

  /** Longer than any address that is taken, so that nothing hides behind this limit. */
  static final int QUERY_CHARS_MAX = 64 * 1024;

  /**
   * A search engine.
   *
   * @param brand what stands in each of its hosts; asked first, because it is cheap
   * @param host what its hosts match, in full
   * @param path what the paths of its searches match, in full, in lower case
   * @param parameters which query parameters hold words
   */
  private record Engine(String brand, Pattern host, Pattern path, Set<String> parameters) {
    static Engine of(String brand, String host, String path, String... parameters) {
      return new Engine(brand, Pattern.compile(host), Pattern.compile(path), Set.of(parameters));
    }
  }

  private static final List<Engine> ENGINES =
      List.of(
          Engine.of(
              "google",
              "(.*\\.)?google\\.(com|cat|[a-z]{2}|com?\\.[a-z]{2})|.*\\.googleapis\\.com",
              "/(m/|gws_rd/)?(search|images|webhp|imghp|custom|cse|videohp|s|store/search)/?"
                  + "|/complete/(search|s)/?|/advanced_search|/m/?|/",
              "q",
              "as_q",
              "as_epq",
              "as_oq"),
          Engine.of(
              "youtu",
              "(.*\\.)?youtube(-nocookie|kids)?\\.com|youtu\\.be",
              "/results/?|/search/?|/complete/search/?",
              "search_query",
              "q"),
          Engine.of(
              "bing",
              "(.*\\.)?bing\\.com",
              "/|/([a-z]+/)*(search|async|asyncv2|suggestions|shop|overlaysearch)/?"
                  + "|/osjson\\.aspx|/qsonhs\\.aspx|/qsml\\.aspx|/maps/?|/chat/?",
              "q",
              "qry",
              "query"),
          Engine.of("duck", "(.*\\.)?(duckduckgo|duck)\\.com", "/.*", "q"),
          Engine.of(
              "yahoo",
              "(.*\\.)?search\\.yahoo\\.(com|net|co\\.jp)|(.*\\.)?yahoo\\.com",
              "/(search|mobile/s|sugg|gossip|s|sg).*|/",
              "p",
              "va",
              "vp",
              "command"),
          Engine.of("ecosia", "(.*\\.)?ecosia\\.org", "/.*", "q"),
          Engine.of("brave", "search\\.brave\\.com", "/.*", "q"),
          Engine.of("kiddle", "(www\\.)?kiddle\\.co", "/.*", "q"),
          Engine.of("kidzsearch", "(.*\\.)?kidzsearch\\.com", "/.*", "q"),
          Engine.of("qwant", "(.*\\.)?qwant(junior)?\\.com", "/.*", "q"),
          Engine.of("startpage", "(.*\\.)?startpage\\.com", "/.*", "query", "q"),
          Engine.of(
              "yandex", "(.*\\.)?yandex\\.(com|[a-z]{2}|com\\.[a-z]{2})", "/.*", "text", "part"),
          Engine.of("ask.com", "(.*\\.)?ask\\.com", "/.*", "q"),
          Engine.of("aol", "search\\.aol\\.[a-z.]+", "/.*", "q"));

  private SearchTerms() {}

  public static Optional<String> of(Target target) {
    String query = target.query();
    if (query == null || query.isEmpty()) {
      return Optional.empty();
    }
    String host = target.host().text();
    String path = CanonicalPath.of(target.path());
    for (Engine engine : ENGINES) {
      if (host.contains(engine.brand())
          && engine.host().matcher(host).matches()
          && engine.path().matcher(path).matches()) {
        Optional<String> terms = read(query, engine.parameters());
        if (terms.isPresent()) {
          return terms;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The values of the parameters, whole; of several, all, because engines differ in which they
   * take. What is put on record is cut short there, after it was scanned.
   */
  private static Optional<String> read(String query, Set<String> parameters) {
    String bounded = query.substring(0, Math.min(query.length(), QUERY_CHARS_MAX));
    StringBuilder terms = new StringBuilder();
    for (String pair : bounded.split("[&;]", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0
          && parameters.contains(decode(pair.substring(0, equals)).toLowerCase(Locale.ROOT))) {
        String value = decode(pair.substring(equals + 1)).strip();
        if (!value.isEmpty()) {
          terms.append(terms.length() == 0 ? "" : " ").append(value);
        }
      }
    }
    return terms.length() == 0 ? Optional.empty() : Optional.of(terms.toString());
  }

  /** Percent- and plus-decoded; UTF-8 if it can be, windows-1252 otherwise. */
  static String decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else if (c == '+') {
        bytes.write(' ');
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return decode(bytes.toByteArray());
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      StringBuilder text = new StringBuilder(bytes.length);
      for (byte b : bytes) {
        text.append(b >= 0 ? (char) b : Charsets.WINDOWS_1252_CHARS.charAt(b & 0x7F));
      }
      return text.toString();
    }
  }
}
