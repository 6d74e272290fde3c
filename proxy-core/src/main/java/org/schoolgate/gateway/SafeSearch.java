package org.schoolgate.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.CanonicalPath;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.SearchSafety;
import org.schoolgate.policy.Target;

/**
 * How each search engine is held to safe search (S16): the table {@code safe-search.txt}. Where an
 * operator has a name under which every answer is safe, that one is asked, for the site's own name,
 * so that no setting of the user counts; parameters, fields and cookies are for those that have
 * none, and for where another proxy does the asking. Thread-safe.
 */
final class SafeSearch {

  private static final String TABLE = "safe-search.txt";
  private static final List<Line> LINES = read();
  private static final List<String> ENGINES = LINES.stream().map(Line::engine).distinct().toList();

  /** What a line changes. */
  private enum What {
    NAME,
    QUERY,
    HEADER,
    COOKIE,
    UNREAD
  }

  /**
   * A line of the table.
   *
   * @param path null for every path
   */
  private record Line(
      What what,
      String engine,
      Pattern host,
      @Nullable Pattern path,
      String moderate,
      String strict) {

    static Line of(String text) {
      List<String> columns = List.of(text.strip().split("\\s+", -1));
      What what = What.valueOf(columns.get(0).toUpperCase(Locale.ROOT));
      boolean ofPaths = what == What.QUERY;
      int last = columns.size() - 1;
      return new Line(
          what,
          columns.get(1),
          Pattern.compile(columns.get(2)),
          ofPaths ? Pattern.compile(columns.get(3)) : null,
          what == What.COOKIE ? columns.get(last) : columns.get(last - 1),
          columns.get(last));
    }

    boolean isFor(String name) {
      return name.contains(engine) && host.matcher(name).matches();
    }

    boolean hasPath(String canonical) {
      return path == null || path.matcher(canonical).matches();
    }

    String value(SearchSafety safety) {
      return safety == SearchSafety.STRICT ? strict : moderate;
    }
  }

  private SafeSearch() {}

  private static List<Line> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(SafeSearch.class.getResourceAsStream(TABLE)),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Line::of)
          .toList();
    } catch (IOException unreadableJar) {
      throw new UncheckedIOException(unreadableJar);
    }
  }

  /** Asked of every request, so it costs a few comparisons and makes nothing. */
  static boolean mayBeOf(Target target) {
    if (target.host().kind() != HostName.Kind.NAME) {
      return false;
    }
    String host = target.host().text();
    for (String engine : ENGINES) {
      if (host.contains(engine)) {
        return true;
      }
    }
    return false;
  }

  /** Whether nothing holds its answers safe on a connection that is not read. */
  static boolean isLostUnread(Target target) {
    String host = target.host().text();
    return mayBeOf(target)
        && LINES.stream().anyMatch(line -> line.what() == What.UNREAD && line.isFor(host));
  }

  /** What is changed of a request for that target, or of a connection for its host. */
  static RequestLock lock(Target target, SearchSafety safety) {
    if (safety == SearchSafety.OPEN || !mayBeOf(target)) {
      return RequestLock.NONE;
    }
    String host = target.host().text();
    String path = CanonicalPath.of(target.path());
    boolean readable = target.protocol() != Protocol.TLS;
    HostName asked = null;
    Map<String, String> query = new HashMap<>();
    Map<String, String> fields = new HashMap<>();
    Set<String> cookies = new HashSet<>();
    for (Line line : LINES) {
      if (line.isFor(host) && (readable || line.what() == What.NAME) && line.hasPath(path)) {
        String value = line.value(safety);
        switch (line.what()) {
          case NAME -> asked = HostName.parse(value);
          case QUERY -> {
            for (String pair : value.split("&", -1)) {
              query.put(
                  pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
          }
          case HEADER ->
              fields.put(
                  value.substring(0, value.indexOf(':')).toLowerCase(Locale.ROOT),
                  value.substring(value.indexOf(':') + 1));
          case COOKIE -> cookies.add(value);
          case UNREAD -> {}
        }
      }
    }
    boolean nothing = asked == null && query.isEmpty() && fields.isEmpty() && cookies.isEmpty();
    return nothing
        ? RequestLock.NONE
        : new RequestLock(
            List.of("safe search is on and locked (" + safety.id() + ")"),
            asked,
            query,
            fields,
            cookies);
  }
}
