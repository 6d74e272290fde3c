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

/**
 * What the school has settled of one request, whatever its user, a cookie or the address says: so
 * that a search engine answers safely (S16), and that only the school's accounts are let in.
 * Immutable.
 *
 * @param sentences what it is, each without its full stop, for {@code explain}; empty for nothing
 * @param asked the host whose address is asked in place of the site's own; null for its own
 * @param query parameters that stand in the query, by name; no other of such a name does, and none
 *     at all where the value is empty
 * @param fields header fields that are sent, by name in lower case; no other of such a name is
 * @param cookies names of cookies that stay behind
 */
public record RequestLock(
    List<String> sentences,
    @Nullable HostName asked,
    Map<String, String> query,
    Map<String, String> fields,
    Set<String> cookies) {

  /** Changes nothing. */
  public static final RequestLock NONE =
      new RequestLock(List.of(), null, Map.of(), Map.of(), Set.of());

  /** Copies what it is given, in an order of its own. */
  public RequestLock {
    sentences = List.copyOf(sentences);
    query = java.util.Collections.unmodifiableMap(new TreeMap<>(query));
    fields = java.util.Collections.unmodifiableMap(new TreeMap<>(fields));
    cookies = Set.copyOf(cookies);
  }

  /** Whether anything is changed. */
  public boolean isOn() {
    return !sentences.isEmpty();
  }

  /** The same with more fields. */
  RequestLock with(String sentence, Map<String, String> more) {
    List<String> all = new ArrayList<>(sentences);
    all.add(sentence);
    Map<String, String> both = new TreeMap<>(fields);
    both.putAll(more);
    return new RequestLock(all, asked, query, both, cookies);
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
    query.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            pairs.add(name + "=" + value);
          }
        });
    return pairs.isEmpty() && original == null ? null : String.join("&", pairs);
  }

  /** Whether a parameter has one of the names, however it is written. */
  private boolean isSet(String pair) {
    // Some servers take a semicolon for an ampersand: what hides behind one goes with it.
    for (String part : pair.split(";", -1)) {
      int equals = part.indexOf('=');
      if (settles(equals < 0 ? part : part.substring(0, equals))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a parameter is settled that has this name, escaped as it came. */
  public boolean settles(String name) {
    return query.containsKey(decoded(name));
  }

  /** Whether the beginning of a name says nothing yet: servers may leave it out. */
  public boolean isSpace(String beginning) {
    return decoded(beginning).isEmpty();
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
      if (!pair.isBlank() && !isSetting(pair)) {
        kept.add(pair.strip());
      }
    }
    return kept.isEmpty() ? null : String.join("; ", kept);
  }

  /** Whether a cookie has one of the names, or hides one as servers of RFC 2109 would read it. */
  private boolean isSetting(String pair) {
    for (String part : pair.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = (equals < 0 ? part : part.substring(0, equals)).strip();
      if (cookies.stream().anyMatch(name::equalsIgnoreCase)) {
        return true;
      }
    }
    return false;
  }
}
