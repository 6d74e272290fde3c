package org.schoolgate.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.SearchSafety;

/**
 * What is changed of one request, so that a search engine answers it safely whatever its user, a
 * cookie or the address says (S16). Immutable.
 *
 * @param safety how far
 * @param asked the host whose address is asked in place of the site's own; null for its own
 * @param query parameters that stand in the query, by name; no other of such a name does
 * @param fields header fields that are sent, by name in lower case; no other of such a name is
 * @param cookies names of cookies that stay behind
 */
public record SearchLock(
    SearchSafety safety,
    @Nullable HostName asked,
    Map<String, String> query,
    Map<String, String> fields,
    Set<String> cookies) {

  /** Changes nothing. */
  public static final SearchLock NONE =
      new SearchLock(SearchSafety.OPEN, null, Map.of(), Map.of(), Set.of());

  /** Copies what it is given, in an order of its own. */
  public SearchLock {
    query = java.util.Collections.unmodifiableMap(new TreeMap<>(query));
    fields = java.util.Collections.unmodifiableMap(new TreeMap<>(fields));
    cookies = Set.copyOf(cookies);
  }

  /** Whether anything is changed. */
  public boolean isOn() {
    return safety != SearchSafety.OPEN;
  }

  /** One sentence without its full stop, for {@code explain}. */
  public String sentence() {
    return "safe search is on and locked (" + safety.id() + ")";
  }

  /**
   * The query that is sent in place of one.
   *
   * @param original without its question mark; null if there is none
   */
  public @Nullable String query(@Nullable String original) {
    if (query.isEmpty()) {
      return original;
    }
    List<String> pairs = new ArrayList<>();
    if (original != null && !original.isEmpty()) {
      for (String pair : original.split("&", -1)) {
        if (!isSet(pair)) {
          pairs.add(pair);
        }
      }
    }
    query.forEach((name, value) -> pairs.add(name + "=" + value));
    return String.join("&", pairs);
  }

  /** Whether a parameter has one of the names, however it is written. */
  private boolean isSet(String pair) {
    // Some servers take a semicolon for an ampersand: what hides behind one goes with it.
    for (String part : pair.split(";", -1)) {
      int equals = part.indexOf('=');
      if (query.containsKey(decoded(equals < 0 ? part : part.substring(0, equals)))) {
        return true;
      }
    }
    return false;
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException noEscape) {
      return name.toLowerCase(Locale.ROOT);
    }
  }

  /** The value of a Cookie field without those that stay behind; null if nothing is left. */
  public @Nullable String cookie(String value) {
    if (cookies.isEmpty()) {
      return value;
    }
    List<String> kept = new ArrayList<>();
    for (String pair : value.split(";", -1)) {
      int equals = pair.indexOf('=');
      String name = (equals < 0 ? pair : pair.substring(0, equals)).strip();
      if (!name.isEmpty() && cookies.stream().noneMatch(name::equalsIgnoreCase)) {
        kept.add(pair.strip());
      }
    }
    return kept.isEmpty() ? null : String.join("; ", kept);
  }
}
