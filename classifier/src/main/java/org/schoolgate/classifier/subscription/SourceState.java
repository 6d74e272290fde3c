package org.schoolgate.classifier.subscription;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.subscription.ListFetcher.Validators;

/**
 * What is known of one source from one run of the program to the next; kept as a text file of one
 * {@code name value} a line, which holds no secret. Of a line that cannot be read the rest counts:
 * at worst a list is fetched once more than it need be. Not thread-safe.
 */
final class SourceState {

  private static final int FAILURES_MAX = 1000;

  /** A change of the files that a crash may have left done or not done. */
  record Pending(String digest, boolean rollBack) {}

  /** {@link Subscription#recipe} of what was seen last. */
  private String recipe = "";

  /** What tells whether the publisher has another version than the one last judged good. */
  private Validators seen = Validators.NONE;

  /** SHA-256 of that version as it was fetched. */
  private String seenDigest = "";

  private String installed = "";
  private String previous = "";
  private String staged = "";
  private @Nullable Instant stagedAt;
  private boolean rolledBack;
  private int failures;
  private String failure = "";
  private @Nullable Instant installedAt;
  private @Nullable Instant confirmedAt;
  private @Nullable Instant triedAt;
  private @Nullable Instant nextAt;
  private @Nullable Pending pending;

  /** Of a source that was never asked for. */
  SourceState() {}

  /** SHA-256 of the version in force, as it was fetched; empty if there is none. */
  String installed() {
    return installed;
  }

  @Nullable Instant installedAt() {
    return installedAt;
  }

  /** SHA-256 of the version that a roll-back puts back; empty if it is not known. */
  String previous() {
    return previous;
  }

  /** SHA-256 of the version that waits for a person; empty if none does. */
  String staged() {
    return staged;
  }

  /** Whether a person has put back the version before the one last seen. */
  boolean rolledBack() {
    return rolledBack;
  }

  /** When the publisher last had what is here, or gave what was found good. */
  @Nullable Instant confirmedAt() {
    return confirmedAt;
  }

  /** When it was last asked. */
  @Nullable Instant triedAt() {
    return triedAt;
  }

  /** How often in a row asking it has failed. */
  int failures() {
    return failures;
  }

  /** Why it failed last; empty if it did not. */
  String failure() {
    return failure;
  }

  @Nullable Instant nextAt() {
    return nextAt;
  }

  void nextAt(@Nullable Instant at) {
    nextAt = at;
  }

  @Nullable Pending pending() {
    return pending;
  }

  /** What to ask by; nothing where the same bytes would become something else by now. */
  Validators validatorsFor(String wanted) {
    return recipe.equals(wanted) ? seen : Validators.NONE;
  }

  /** What a version that was last judged good came with. */
  Validators validatorsOf(String digest) {
    return seenDigest.equals(digest) ? seen : Validators.NONE;
  }

  /** Whether that is the version that was last judged good. */
  boolean hasSeen(String wanted, String digest) {
    return recipe.equals(wanted) && seenDigest.equals(digest);
  }

  /** Since when a version has waited for a person; null if none does. */
  @Nullable Instant stagedAt() {
    return staged.isEmpty() ? null : stagedAt;
  }

  /**
   * The publisher was asked and all was well. It confirms what is in force only where that is what
   * the publisher has: not while a newer version waits, or a person has put back the one before.
   */
  void answered(Instant now) {
    if (staged.isEmpty() && !rolledBack) {
      confirmedAt = now;
    }
    triedAt = now;
    failures = 0;
    failure = "";
  }

  /** What waited is in force, which the publisher had when it was last asked. */
  void confirmedWhenTried(Instant now) {
    confirmedAt = triedAt == null ? now : triedAt;
  }

  /** Asking it, or what came, was no good. */
  void failed(Instant now, String why) {
    triedAt = now;
    failures = Math.min(FAILURES_MAX, failures + 1);
    failure = why;
  }

  void seen(String newRecipe, Validators validators, String digest) {
    recipe = newRecipe;
    seen = validators;
    seenDigest = digest;
  }

  /** What was seen is to be fetched and judged again. */
  void forget() {
    seen("", Validators.NONE, "");
  }

  void staged(String digest, Instant now) {
    if (staged.isEmpty()) {
      stagedAt = now;
    }
    staged = digest;
  }

  void notStaged() {
    staged = "";
  }

  /** About to change the files. */
  void pending(String digest, boolean rollBack) {
    pending = new Pending(digest, rollBack);
  }

  /** What was pending did not happen. */
  void abandoned() {
    if (pending != null && !pending.rollBack()) {
      forget();
    }
    pending = null;
  }

  /** What was pending is done: another version is in force, and the one before is kept. */
  void done(Instant now) {
    Pending what = pending;
    if (what != null) {
      previous = installed;
      installed = what.digest();
      installedAt = now;
      rolledBack = what.rollBack() && !rolledBack;
      if (!what.rollBack()) {
        staged = "";
      }
      pending = null;
    }
  }

  /** What was done last was undone at once, as if it had not been. */
  void undone() {
    installed = previous;
    previous = "";
    forget();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    add(lines, "recipe", recipe);
    add(lines, "etag", seen.etag());
    add(lines, "last-modified", seen.lastModified());
    add(lines, "seen", seenDigest);
    add(lines, "installed", installed);
    add(lines, "installed-at", text(installedAt));
    add(lines, "previous", previous);
    add(lines, "staged", staged);
    add(lines, "staged-at", text(stagedAt()));
    add(lines, "rolled-back", rolledBack ? "true" : "");
    add(lines, "confirmed-at", text(confirmedAt));
    add(lines, "tried-at", text(triedAt));
    add(lines, "failures", failures == 0 ? "" : String.valueOf(failures));
    add(lines, "failure", failure);
    add(lines, "next-at", text(nextAt));
    Pending what = pending;
    if (what != null) {
      add(lines, "pending", (what.rollBack() ? "roll-back " : "install ") + what.digest());
    }
    return lines;
  }

  /** Reads what {@link #lines} wrote. */
  static SourceState of(List<String> lines) {
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      int blank = line.indexOf(' ');
      if (blank > 0) {
        values.put(line.substring(0, blank), line.substring(blank + 1));
      }
    }
    SourceState state = new SourceState();
    state.recipe = values.getOrDefault("recipe", "");
    state.seen =
        new Validators(values.getOrDefault("etag", ""), values.getOrDefault("last-modified", ""));
    state.seenDigest = values.getOrDefault("seen", "");
    state.installed = values.getOrDefault("installed", "");
    state.installedAt = instant(values.get("installed-at"));
    state.previous = values.getOrDefault("previous", "");
    state.staged = values.getOrDefault("staged", "");
    state.stagedAt = instant(values.get("staged-at"));
    state.rolledBack = values.containsKey("rolled-back");
    state.confirmedAt = instant(values.get("confirmed-at"));
    state.triedAt = instant(values.get("tried-at"));
    state.failures = number(values.get("failures"));
    state.failure = values.getOrDefault("failure", "");
    state.nextAt = instant(values.get("next-at"));
    String what = values.getOrDefault("pending", "");
    if (!what.isEmpty()) {
      state.pending(what.substring(what.indexOf(' ') + 1), what.startsWith("roll-back "));
    }
    return state;
  }

  private static void add(List<String> lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.add(name + " " + value.replaceAll("\\p{Cntrl}", " "));
    }
  }

  private static String text(@Nullable Instant instant) {
    return instant == null ? "" : instant.toString();
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException damaged) {
      return null;
    }
  }

  private static int number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
  }
}
