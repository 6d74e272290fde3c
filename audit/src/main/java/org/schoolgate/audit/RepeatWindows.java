package org.schoolgate.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;

/**
 * Counts repeats: a page that is blocked asks again, and its every picture too, a broken client
 * sends the same nonsense all day, and a hundred records would tell no more than one and a number.
 * The first of a minute is recorded by itself; the rest share its reference and are told of when
 * the minute is over.
 *
 * <p>Thread-safe. Has no clock and no timer: every call says what time it is.
 *
 * @param <K> what makes two of them the same one
 */
final class RepeatWindows<K extends RepeatWindows.Key> {

  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Beyond it, each is recorded by itself, as a first one. */
  static final int WINDOWS_MAX = 20_000;

  /** What makes two the same one, and how their repeats are told. Has equality by value. */
  interface Key {
    /**
     * The record of repeats.
     *
     * @param first the record of the first
     * @param count how many, the first not counted
     * @param from the first repeat
     * @param until the last repeat
     */
    LedgerEvent told(Reference first, long count, Instant from, Instant until);
  }

  /**
   * A decision, and the violations that came with it.
   *
   * @param decision its id
   * @param subject whose
   * @param site where: the listed site, or the host; null if not known or where any will do
   * @param siteIsOpaque whether the site may not be told
   * @param category the blocking category's id; null if there is none
   * @param cause the override's id or the reason's kind and source
   * @param violations category and severity of each, so that none is ever taken for a lesser one
   */
  record DecisionKey(
      String decision,
      Subject subject,
      @Nullable String site,
      boolean siteIsOpaque,
      @Nullable String category,
      String cause,
      List<String> violations)
      implements Key {

    static DecisionKey of(Decision decision, DecisionFacts facts, boolean siteIsOpaque) {
      String category = null;
      String cause = decision.reason().kind().id() + " " + decision.reason().source();
      if (decision instanceof Decision.Block block) {
        Category blocking = block.category();
        category = blocking == null ? null : blocking.id();
      } else if (decision instanceof Decision.AllowByOverride allowed) {
        cause = allowed.override().id();
      }
      return new DecisionKey(
          decision.id(),
          facts.subject(),
          siteOf(facts),
          siteIsOpaque,
          category,
          cause,
          facts.violations().stream()
              .map(found -> found.category().id() + " " + found.severity().id())
              .sorted()
              .toList());
    }

    /** What lists name is one site whatever its hosts are called; anything else is its host. */
    private static @Nullable String siteOf(DecisionFacts facts) {
      Target target = facts.target();
      if (target == null) {
        return null;
      }
      return facts.classification().evidence().stream()
          .map(Match.Listed::entry)
          .filter(target.host()::isUnder)
          .min(Comparator.comparingInt(String::length))
          .orElse(target.host().text());
    }

    /** The same wherever it was. What is illegal names its entry as the cause, so any will do. */
    DecisionKey anywhere() {
      return new DecisionKey(
          decision, subject, null, siteIsOpaque, category, siteIsOpaque ? "" : cause, violations);
    }

    @Override
    public LedgerEvent told(Reference first, long count, Instant from, Instant until) {
      return new LedgerEvent.Repeats(
          decision, first, subject, siteIsOpaque ? null : site, category, count, from, until);
    }
  }

  /** A malformed request: of one client, with one problem. */
  record RefusedKey(String address, String problem, int status) implements Key {
    @Override
    public LedgerEvent told(Reference first, long count, Instant from, Instant until) {
      return new LedgerEvent.RefusedAgain(address, problem, status, first, count, from, until);
    }
  }

  /** One minute of one key. */
  static final class Window {
    private final Instant start;
    private final CompletableFuture<Reference> first = new CompletableFuture<>();
    private long count;
    private Instant from;
    private Instant until;

    private Window(Instant start) {
      this.start = start;
      this.from = start;
      this.until = start;
    }

    /** Completed by whoever opened the window. */
    CompletableFuture<Reference> first() {
      return first;
    }

    private boolean isOver(Instant now) {
      if (!first.isDone()) {
        return false; // a slow disk makes the minute longer, or its repeats would be nobody's
      }
      // A clock that was set back ends it too; otherwise it would stay open for that long.
      return now.isBefore(start) || !now.isBefore(start.plus(WINDOW));
    }

    private void count(Instant now) {
      from = count == 0 ? now : from;
      until = now;
      count++;
    }
  }

  /**
   * What one of them met.
   *
   * @param window its minute
   * @param isFirst whether it opened that, and must be recorded by itself
   * @param ended the minute before of the same key, if it was over and held repeats; else null
   */
  record Entered(Window window, boolean isFirst, @Nullable LedgerEvent ended) {}

  private final Map<K, Window> windows = new LinkedHashMap<>();

  /** Counts one, opening a minute if there is none. */
  synchronized Entered enter(K key, Instant now) {
    Window window = windows.get(key);
    LedgerEvent ended = null;
    if (window != null && !window.isOver(now)) {
      window.count(now);
      return new Entered(window, false, null);
    }
    if (window != null) {
      windows.remove(key);
      ended = endOf(key, window);
    }
    Window fresh = new Window(now);
    if (windows.size() < WINDOWS_MAX) {
      windows.put(key, fresh);
    }
    return new Entered(fresh, true, ended);
  }

  /** Whether that would be a repeat now. */
  synchronized boolean holds(K key, Instant now) {
    Window window = windows.get(key);
    return window != null && !window.isOver(now);
  }

  /** Forgets a minute whose first record failed. */
  synchronized void forget(K key, Window window) {
    windows.remove(key, window);
  }

  /** Takes out what is over, and gives what held repeats. */
  synchronized List<LedgerEvent> takeOver(Instant now) {
    return take(now, false);
  }

  /** Takes out everything. */
  synchronized List<LedgerEvent> takeAll(Instant now) {
    return take(now, true);
  }

  private List<LedgerEvent> take(Instant now, boolean all) {
    List<LedgerEvent> ended = new ArrayList<>();
    Iterator<Map.Entry<K, Window>> entries = windows.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<K, Window> entry = entries.next();
      if (all || entry.getValue().isOver(now)) {
        entries.remove();
        LedgerEvent repeats = endOf(entry.getKey(), entry.getValue());
        if (repeats != null) {
          ended.add(repeats);
        }
      }
    }
    return ended;
  }

  private @Nullable LedgerEvent endOf(K key, Window window) {
    // Without a first record its repeats failed too, and their callers were told so.
    if (window.count == 0 || !window.first.isDone() || window.first.isCompletedExceptionally()) {
      return null;
    }
    return key.told(window.first.join(), window.count, window.from, window.until);
  }
}
