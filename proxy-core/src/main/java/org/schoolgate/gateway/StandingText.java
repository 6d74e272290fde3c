package org.schoolgate.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.schoolgate.classifier.text.Search;

/**
 * What stands in a search box, as one request says it.
 *
 * @param engine whose box it is
 * @param text the words, in lower case, with single spaces
 * @param at when the request came
 * @param id of its flow; later ones have higher ids
 */
record StandingText(String engine, String text, Instant at, long id) {

  /** Of requests that are farther apart none overtakes the other. */
  private static final Duration OVERTAKES = Duration.ofSeconds(2);

  private static final int CHARS_MAX = 1_024;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  static StandingText of(Flow flow, Search search) {
    String terms = search.terms();
    String cut = terms.substring(0, Math.min(terms.length(), CHARS_MAX));
    String plain = SPACE.matcher(cut).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    return new StandingText(search.engine(), plain, flow.acceptedAt(), flow.id());
  }

  /**
   * Whether it came before another, in whatever order the two were decided about: browsers have
   * several connections, and one request may wait for a password to be checked. Where the two are
   * farther apart than that takes, the clock was set, and the ids alone say it.
   */
  boolean isBefore(StandingText other) {
    boolean clockTells =
        !at.equals(other.at) && Duration.between(at, other.at).abs().compareTo(OVERTAKES) <= 0;
    return clockTells ? at.isBefore(other.at) : id < other.id;
  }

  /** Whether it stood for that long when the other came. */
  boolean stoodUntil(StandingText other, Duration atLeast) {
    return Duration.between(at, other.at).compareTo(atLeast) >= 0;
  }

  /** Whether the text is the other with letters at its end. */
  boolean goesOnFrom(StandingText before) {
    return text.startsWith(before.text);
  }

  /**
   * How many letters the text is away from the one before, if it comes from that: letters at its
   * end, or a correction of which half of the longer one stays at least.
   *
   * @return -1 if it does not
   */
  int lettersFrom(StandingText before) {
    int longer = Math.max(text.length(), before.text.length());
    int kept = kept(text, before.text);
    return goesOnFrom(before) || 2 * kept >= longer ? longer - kept : -1;
  }

  /** The letters that stay, at both ends. */
  private static int kept(String text, String before) {
    int shorter = Math.min(text.length(), before.length());
    int first = 0;
    while (first < shorter && text.charAt(first) == before.charAt(first)) {
      first++;
    }
    int last = 0;
    while (last < shorter - first
        && text.charAt(text.length() - 1 - last) == before.charAt(before.length() - 1 - last)) {
      last++;
    }
    return first + last;
  }
}
