package org.schoolgate.gateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reduces what a client accepts to what the gateway can decode, because a body that nobody can read
 * is blocked for pupils. It never adds a coding that the client did not name.
 *
 * <p>Each answer is one of a few strings made at the start, one for each subset of the codings.
 */
final class AcceptEncoding {

  /** More codings than exist would make the table of subsets large. */
  private static final int CODINGS_MAX = 8;

  /** The bytes as they are (RFC 9110 section 12.5.3). */
  static final String NOTHING = "identity";

  private final List<String> codings;
  private final String[] bySubset;

  /**
   * The codings that can be decoded, as a header value.
   *
   * @param decodable such as {@code gzip, deflate, br}
   */
  AcceptEncoding(String decodable) {
    List<String> names = new ArrayList<>();
    for (String name : decodable.toLowerCase(Locale.ROOT).split(",", CODINGS_MAX)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    codings = List.copyOf(names);
    bySubset = new String[1 << codings.size()];
    for (int subset = 0; subset < bySubset.length; subset++) {
      bySubset[subset] = describe(subset);
    }
  }

  private String describe(int subset) {
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < codings.size(); i++) {
      if ((subset & 1 << i) != 0) {
        chosen.add(codings.get(i));
      }
    }
    return chosen.isEmpty() ? NOTHING : String.join(", ", chosen);
  }

  /** What to ask the origin for, when the client sent that value. */
  String reduce(String accepted) {
    int subset = 0;
    int from = 0;
    while (from <= accepted.length()) {
      int comma = accepted.indexOf(',', from);
      int to = comma < 0 ? accepted.length() : comma;
      subset |= subsetOf(accepted, from, to);
      from = to + 1;
    }
    return bySubset[subset];
  }

  private int subsetOf(String accepted, int from, int to) {
    int start = from;
    while (start < to && accepted.charAt(start) <= ' ') {
      start++;
    }
    int semicolon = accepted.indexOf(';', start);
    int end = semicolon < 0 || semicolon > to ? to : semicolon;
    boolean refused = end < to && isZero(accepted.substring(end + 1, to));
    while (end > start && accepted.charAt(end - 1) <= ' ') {
      end--;
    }
    if (refused) {
      return 0;
    }
    if (end - start == 1 && accepted.charAt(start) == '*') {
      return bySubset.length - 1;
    }
    for (int i = 0; i < codings.size(); i++) {
      String coding = codings.get(i);
      if (coding.length() == end - start
          && accepted.regionMatches(true, start, coding, 0, coding.length())) {
        return 1 << i;
      }
    }
    return 0;
  }

  /** Whether a weight says not at all: q=0, q=0.0, q=0.000. */
  private static boolean isZero(String parameters) {
    String weight = parameters.strip().toLowerCase(Locale.ROOT);
    return weight.startsWith("q=0")
        && weight.substring(3).chars().allMatch(c -> c == '.' || c == '0');
  }
}
