package org.schoolgate.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Subject;

/**
 * Counts repeats: a page that is blocked asks again, and its every picture too, and a hundred
 * records would tell no more than one and a number. The first of a minute is recorded by itself;
 * the rest share its reference and are told of when the minute is over.
 *
 * <p>Thread-safe. Has no clock and no timer: every call says what time it is.
 */
final class RepeatWindows {

  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Beyond it, each block is recorded by itself, as a first one. */
  static final int WINDOWS_MAX = 20_000;

  /**
   * What makes two decisions the same one.
   *
   * @param decision its id
   * @param subject whose
   * @param host where; null if not known
   * @param category the blocking category's id; null if there is none
   * @param cause the override's id or the reason's kind and source
   */
  record Key(
      String decision,
      Subject subject,
      @Nullable String host,
      @Nullable String category,
      String cause) {

    static Key of(Decision decision, DecisionFacts facts) {
      String category = null;
      String cause = decision.reason().kind().id() + " " + decision.reason().source();
      if (decision instanceof Decision.Block block) {
        Category blocking = block.category();
        category = blocking == null ? null : blocking.id();
      } else if (decision instanceof Decision.AllowByOverride allowed) {
        cause = allowed.override().id();
      }
      String host = facts.target() == null ? null : facts.target().host().text();
      return new Key(decision.id(), facts.subject(), host, category, cause);
    }
  }

  /** One minute of one key. */
  static final class Window {
    private final Instant start;
    private final boolean hostIsOpaque;
    private final CompletableFuture<Reference> first = new CompletableFuture<>();
    private long count;
    private Instant from;
    private Instant until;

    private Window(Instant start, boolean hostIsOpaque) {
      this.start = start;
      this.hostIsOpaque = hostIsOpaque;
      this.from = start;
      this.until = start;
    }

    /** Completed by whoever opened the window. */
    CompletableFuture<Reference> first() {
      return first;
    }

    private boolean isOver(Instant now) {
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
   * What a decision met.
   *
   * @param window its minute
   * @param isFirst whether it opened that, and must be recorded by itself
   * @param ended the minute before of the same key, if it was over and held repeats; else null
   */
  record Entered(Window window, boolean isFirst, LedgerEvent.@Nullable Repeats ended) {}

  private final Map<Key, Window> windows = new LinkedHashMap<>();

  /** Counts a decision, opening a minute if there is none. */
  synchronized Entered enter(Key key, boolean hostIsOpaque, Instant now) {
    Window window = windows.get(key);
    LedgerEvent.Repeats ended = null;
    if (window != null && !window.isOver(now)) {
      window.count(now);
      return new Entered(window, false, null);
    }
    if (window != null) {
      windows.remove(key);
      ended = endOf(key, window);
    }
    Window fresh = new Window(now, hostIsOpaque);
    if (windows.size() < WINDOWS_MAX) {
      windows.put(key, fresh);
    }
    return new Entered(fresh, true, ended);
  }

  /** Forgets a minute whose first record failed. */
  synchronized void forget(Key key, Window window) {
    windows.remove(key, window);
  }

  /** Takes out what is over, and gives what held repeats. */
  synchronized List<LedgerEvent.Repeats> takeOver(Instant now) {
    return take(now, false);
  }

  /** Takes out everything. */
  synchronized List<LedgerEvent.Repeats> takeAll(Instant now) {
    return take(now, true);
  }

  private List<LedgerEvent.Repeats> take(Instant now, boolean all) {
    List<LedgerEvent.Repeats> ended = new ArrayList<>();
    Iterator<Map.Entry<Key, Window>> entries = windows.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Key, Window> entry = entries.next();
      if (all || entry.getValue().isOver(now)) {
        entries.remove();
        LedgerEvent.Repeats repeats = endOf(entry.getKey(), entry.getValue());
        if (repeats != null) {
          ended.add(repeats);
        }
      }
    }
    return ended;
  }

  private static LedgerEvent.@Nullable Repeats endOf(Key key, Window window) {
    // Without a first record its repeats failed too, and their callers were told so.
    if (window.count == 0 || !window.first.isDone() || window.first.isCompletedExceptionally()) {
      return null;
    }
    return new LedgerEvent.Repeats(
        key.decision(),
        window.first.join(),
        key.subject(),
        window.hostIsOpaque ? null : key.host(),
        key.category(),
        window.count,
        window.from,
        window.until);
  }
}
