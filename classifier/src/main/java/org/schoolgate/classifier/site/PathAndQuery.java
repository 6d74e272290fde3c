package org.schoolgate.classifier.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.schoolgate.policy.CanonicalPath;
import org.schoolgate.policy.Target;

/**
 * What stands behind a host in an entry or an address, in canonical spelling: a path, and the
 * parameters of the query as a set, since a site takes them in any order and among others.
 *
 * @param path canonical; of an entry without a separator at its end, and empty for a whole host
 * @param parameters canonical; of an entry sorted
 */
public record PathAndQuery(String path, List<String> parameters) {

  /** Copies the parameters. */
  public PathAndQuery {
    parameters = List.copyOf(parameters);
  }

  private static final HexFormat HEX = HexFormat.of();

  /** That of a host alone. */
  static final PathAndQuery NONE = new PathAndQuery("", List.of());

  /** What an entry says behind its host. */
  static PathAndQuery ofEntry(String text) {
    int fragment = text.indexOf('#');
    String address = fragment < 0 ? text : text.substring(0, fragment);
    int mark = address.indexOf('?');
    String path = mark < 0 ? address : address.substring(0, mark);
    List<String> parameters =
        mark < 0
            ? List.of()
            : parameters(address.substring(mark + 1)).stream()
                .map(PathAndQuery::withoutSeparator)
                .filter(parameter -> !parameter.isEmpty())
                .sorted()
                .distinct()
                .toList();
    String canonical = wholePath(CanonicalPath.of(path.startsWith("/") ? path : "/" + path));
    return new PathAndQuery(
        canonical.isEmpty() && !parameters.isEmpty() ? "/" : canonical, parameters);
  }

  /** The ways in which servers read an address: two, where parameters stand in its path. */
  public static List<PathAndQuery> readings(Target target) {
    String query = target.query();
    List<String> parameters = query == null ? List.of() : parameters(query);
    String path = CanonicalPath.of(target.path());
    String other = CanonicalPath.withoutParameters(target.path());
    PathAndQuery asked = new PathAndQuery(path, parameters);
    return other.equals(path)
        ? List.of(asked)
        : List.of(asked, new PathAndQuery(other, parameters));
  }

  private static List<String> parameters(String query) {
    List<String> parameters = new ArrayList<>();
    for (String parameter : query.split("[&;]", -1)) {
      String canonical = CanonicalPath.ofParameter(parameter);
      if (!canonical.isEmpty()) {
        parameters.add(canonical);
      }
    }
    return parameters;
  }

  private static String withoutSeparator(String text) {
    int length = text.length();
    while (length > 0 && CanonicalPath.isBoundary(text.charAt(length - 1))) {
      length--;
    }
    return text.substring(0, length);
  }

  /** Whether this, of an entry, covers what is asked for, or all that another entry covers. */
  boolean covers(PathAndQuery asked) {
    return parameters.isEmpty()
        ? CanonicalPath.startsAt(asked.path, path)
        : asked.wholePath().equals(path)
            && parameters.stream()
                .allMatch(
                    mine ->
                        asked.parameters.stream()
                            .anyMatch(theirs -> CanonicalPath.startsAt(theirs, mine)));
  }

  /** The path without a slash at its end: what an entry with parameters must name in full. */
  public String wholePath() {
    String whole = wholePath(path);
    return whole.isEmpty() ? "/" : whole;
  }

  /** What would be read as a dot segment without what ends it keeps that. */
  private static String wholePath(String path) {
    String whole = withoutSeparator(path);
    boolean dots = whole.endsWith("/.") || whole.endsWith("/..");
    return dots ? path.substring(0, whole.length() + 1) : whole;
  }

  /**
   * Says of a parameter whether one of that name stands here twice. Some sites take the first and
   * some the last, so the other value may be there to deceive. Reads all of them once.
   */
  public Predicate<String> repeats() {
    Set<String> once = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (String parameter : parameters) {
      String name = nameOf(parameter);
      if (!once.add(name)) {
        twice.add(name);
      }
    }
    return parameter -> twice.contains(nameOf(parameter));
  }

  private static String nameOf(String parameter) {
    int equals = parameter.indexOf('=');
    return equals < 0 ? parameter : parameter.substring(0, equals);
  }

  /** As it stands in a list file. */
  String text() {
    return text(path, parameters.toArray(String[]::new));
  }

  /**
   * Canonical text as it stands in a list file: what would be read there as something else, such as
   * a space, a question mark or what nobody sees, is escaped.
   *
   * @param parameters in any order; none for a path alone
   */
  public static String text(String path, String... parameters) {
    return parameters.length == 0
        ? escaped(path, "%#?")
        : escaped(path, "%#?") + queryText(parameters);
  }

  private static String queryText(String... parameters) {
    Arrays.sort(parameters);
    return Arrays.stream(parameters)
        .map(parameter -> escaped(parameter, "%#&;"))
        .collect(Collectors.joining("&", "?", ""));
  }

  private static String escaped(String canonical, String syntax) {
    if (canonical.codePoints().noneMatch(c -> isEscaped(c, syntax))) {
      return canonical;
    }
    StringBuilder text = new StringBuilder();
    canonical
        .codePoints()
        .forEach(
            c -> {
              if (isEscaped(c, syntax)) {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                  text.append('%').append(HEX.toHexDigits(b));
                }
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.toString();
  }

  /** What is syntax, space, or a sign that is not seen and may turn what is around it. */
  private static boolean isEscaped(int c, String syntax) {
    return syntax.indexOf(c) >= 0
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }
}
