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

/**
 * Reads what was searched for out of the address of a search on the main engines, and what is being
 * typed out of the addresses at which their pages and browsers ask for suggestions. Which these are
 * stands in {@code search-engines.txt}.
 */
public final class SearchTerms {

  /** Longer than any address that is taken, so that nothing hides behind this limit. */
  static final int QUERY_CHARS_MAX = 64 * 1024;

  private enum Kind {
    WEB,
    SEARCH,
    TYPING
  }

  /**
   * Addresses of a search engine.
   *
   * @param brand what stands in each of its hosts; asked first, because it is cheap
   * @param kind what is asked there
   * @param host what its hosts match, in full
   * @param path what the paths match, in full, in lower case
   * @param parameters which query parameters hold words
   */
  private record Engine(
      String brand, Kind kind, Pattern host, Pattern path, Set<String> parameters) {

    static Engine of(String line) {
      String[] columns = line.split("\\s+", -1);
      return new Engine(
          columns[0],
          Kind.valueOf(columns[1].toUpperCase(Locale.ROOT)),
          Pattern.compile(columns[2]),
          Pattern.compile(columns[3]),
          Set.of(columns[4].split(",", -1)));
    }
  }

  private static final List<Engine> ENGINES =
      WordFiles.table("search-engines.txt").stream().map(Engine::of).toList();

  private SearchTerms() {}

  /** What somebody searches for, or types on the way to it; empty if it is no search. */
  public static Optional<Search> of(Target target) {
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
        boolean typing = engine.kind() == Kind.TYPING;
        if (terms.isPresent() && (!typing || isNothingElse(target, terms.get()))) {
          return Optional.of(
              new Search(engine.brand(), terms.get(), engine.kind() == Kind.WEB, typing));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether an address holds no other text of several words, and is plainly what it seems: at a key
   * that is typed nothing is on record, so nothing may hide there. Single words are names of
   * browsers and their ways to ask.
   */
  private static boolean isNothingElse(Target target, String terms) {
    return !CanonicalPath.isDoubtful(target.path())
        && QueryWords.of(target).stream()
            .map(String::strip)
            .allMatch(value -> value.indexOf(' ') < 0 || terms.contains(value));
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
