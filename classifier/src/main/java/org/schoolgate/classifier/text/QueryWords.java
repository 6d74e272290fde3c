package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.schoolgate.policy.Target;

/**
 * Tells which values in the query of an address may be what a person typed: a form that is sent
 * with GET, a search on a site that is no search engine.
 *
 * <p>A value is taken if it has white space, or is one word or several joined by hyphens or
 * underscores. Identifiers, tokens, numbers and addresses are not, nor what pages put into an
 * address by themselves, nor the values of sensitive names.
 */
final class QueryWords {

  private static final String JOINS = "-_'\u2019";
  private static final String ENDS = ".!?";

  /** What programs say about a page or a visit: its title, where it was reached from. */
  private static final Set<String> MACHINE =
      Set.of("dt", "dl", "dr", "action_name", "ref", "referer", "referrer");

  private QueryWords() {}

  static List<String> of(Target target) {
    String query = target.query();
    if (query == null || query.isEmpty()) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    String bounded = query.substring(0, Math.min(query.length(), SearchTerms.QUERY_CHARS_MAX));
    for (String pair : bounded.split("&", -1)) {
      int equals = pair.indexOf('=');
      String value = SearchTerms.decode(pair.substring(equals + 1)).strip();
      if (mayBeTyped(value) && !isMachine(equals < 0 ? "" : pair.substring(0, equals))) {
        words.add(value);
      }
    }
    return words;
  }

  private static boolean mayBeTyped(String value) {
    return value.length() > 1
        && (value.chars().anyMatch(Character::isWhitespace) || isWords(value));
  }

  /** Words of one case, or with capitals at their beginnings alone, as tokens rarely are. */
  private static boolean isWords(String value) {
    int end = value.length();
    while (end > 0 && ENDS.indexOf(value.charAt(end - 1)) >= 0) {
      end--;
    }
    int wordStart = 0;
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      if (JOINS.indexOf(c) >= 0) {
        wordStart = i + 1;
      } else if (Character.isDigit(c) || (c < 0x80 && !Character.isLetter(c))) {
        return false;
      } else if (i > wordStart) {
        boolean afterSmall = Character.isLowerCase(value.charAt(i - 1));
        boolean smallAfterCapitals =
            Character.isLowerCase(c)
                && i - 1 > wordStart
                && Character.isUpperCase(value.charAt(i - 1));
        if ((afterSmall && Character.isUpperCase(c)) || smallAfterCapitals) {
          return false;
        }
      }
    }
    return end > 0;
  }

  private static boolean isMachine(String rawName) {
    String name = SearchTerms.decode(rawName);
    String lower = name.toLowerCase(Locale.ROOT);
    return SensitiveNames.isSensitive(name) || MACHINE.contains(lower) || lower.startsWith("utm_");
  }
}
