package org.schoolgate.classifier.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.CanonicalPath;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Target;

/**
 * Tells an address at which a search engine shows pictures from anywhere on the web (S17), by the
 * table {@code image-searches.txt}. Of a target that is on no engine it makes nothing.
 */
public final class ImageSearches {

  /**
   * A line of the table.
   *
   * @param parameters any of which says so, in lower case; empty where the path does
   */
  private record Line(String engine, Pattern host, Pattern path, Set<String> parameters) {

    static Line of(String text) {
      String[] columns = text.split("\\s+", -1);
      return new Line(
          columns[0],
          Pattern.compile(columns[1]),
          Pattern.compile(columns[2]),
          columns[3].equals("-") ? Set.of() : Set.of(columns[3].split(",", -1)));
    }
  }

  private static final List<Line> LINES =
      WordFiles.table("image-searches.txt").stream().map(Line::of).toList();

  /** Each engine once; asked of every request, so it costs a few comparisons and makes nothing. */
  private static final List<String> ENGINES = LINES.stream().map(Line::engine).distinct().toList();

  private ImageSearches() {}

  /** Whether it shows pictures from anywhere. */
  public static boolean has(Target target) {
    if (target.host().kind() != HostName.Kind.NAME || !mayBeEngine(target.host().text())) {
      return false;
    }
    String host = target.host().text();
    String path = CanonicalPath.of(target.path());
    for (Line line : LINES) {
      if (host.contains(line.engine())
          && line.host().matcher(host).matches()
          && line.path().matcher(path).matches()
          && (line.parameters().isEmpty() || asks(target.query(), line.parameters()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayBeEngine(String host) {
    for (String engine : ENGINES) {
      if (host.contains(engine)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a parameter says so, however it is written. */
  private static boolean asks(@Nullable String query, Set<String> wanted) {
    if (query == null) {
      return false;
    }
    for (String pair : query.split("[&;]", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String name = SearchTerms.decode(pair.substring(0, equals)).strip();
        String value = SearchTerms.decode(pair.substring(equals + 1)).strip();
        if (wanted.contains((name + "=" + value).toLowerCase(Locale.ROOT))) {
          return true;
        }
      }
    }
    return false;
  }
}
