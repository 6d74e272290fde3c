package org.schoolgate.classifier.subscription;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.site.ProtectedSites;
import org.schoolgate.classifier.source.FileCipher;
import org.schoolgate.classifier.subscription.ListUpdate.Outcome;

/**
 * The lists that the school subscribes to, and every change of them.
 *
 * <p>An update is fetched into a file of its own, checked against what its publisher says of it,
 * unpacked, imported beside what is in force, judged, put on record, and only then installed by a
 * rename and put in force. Whatever goes wrong on that way leaves the list as it was, is on record
 * with its reason, and is tried again: after five minutes, then after twice as long each time, but
 * no later than the schedule has it and than six hours. The version before is kept, and a person
 * can put it back; then the publisher's is not fetched again until it is another one.
 *
 * <p>One update of a source runs at a time, in this process and in any other on the same folders.
 * There is no thread in here: who runs it calls {@link #updateNextDue}. Thread-safe.
 */
public final class Subscriptions {

  /** Who updates by schedule, in the ledger. */
  public static final String SCHEDULE = "schedule";

  /** What is asked for. */
  public enum Mode {
    /** Fetch what is newer, judge it and install it. */
    UPDATE,
    /** Fetch what is newer, judge it and keep it for a person to install. */
    STAGE,
    /** Install what was kept. */
    INSTALL,
    /** Put back the version before. */
    ROLL_BACK
  }

  private final List<Subscription> subscriptions;
  private final ListLibrary library;
  private final ListFetcher fetcher;
  private final ProtectedSites sites;
  private final UpdateRules rules;
  private final Clock clock;
  private final RandomGenerator random;
  private final AskTimes times;
  private final Map<String, Lock> locks = new ConcurrentHashMap<>();

  /** Until when sources are left alone whose state could not be read or written. */
  private final Map<String, Instant> putOff = new ConcurrentHashMap<>();

  /**
   * The subscriptions of a school.
   *
   * @param sites what no list may close
   * @param clock in the school's time zone
   * @param random keeps the schools of a county from asking in the same second, and draws the keys
   *     that lists of illegal content are encrypted under while they wait to be read, and those by
   *     which entries of two versions are told apart
   */
  public Subscriptions(
      List<Subscription> subscriptions,
      ListLibrary library,
      ListFetcher fetcher,
      ProtectedSites sites,
      UpdateRules rules,
      Clock clock,
      RandomGenerator random) {
    this.subscriptions = List.copyOf(subscriptions);
    this.library = library;
    this.fetcher = fetcher;
    this.sites = sites;
    this.rules = rules;
    this.clock = clock;
    this.random = random;
    this.times = new AskTimes(clock.getZone(), random);
  }

  /** All of them, in the order of the configuration. */
  public List<Subscription> all() {
    return subscriptions;
  }

  /** The subscription of that source. */
  public Optional<Subscription> find(String source) {
    return subscriptions.stream().filter(each -> each.source().equals(source)).findFirst();
  }

  /**
   * The folders of the versions before, of every source that was ever updated, subscribed to still
   * or not.
   */
  public static List<Path> versionsBefore(ListLibrary library) throws IOException {
    return SourceFolder.allPrevious(library);
  }

  /** How fresh each of them is; of one whose state cannot be read, that. */
  public List<Freshness> freshness() {
    return subscriptions.stream().map(this::freshness).toList();
  }

  private Freshness freshness(Subscription of) {
    try {
      return Freshness.of(
          of,
          SourceFolder.read(library, of.source()),
          Files.isDirectory(library.folderOf(of.source())),
          clock.instant());
    } catch (IOException unreadable) {
      return Freshness.unknown(of, unreadable);
    }
  }

  /**
   * Deletes at a start what a crash left of lists that were being fetched, of every source, and
   * what waits as a file of one that is of illegal content by now; of those it has the ones fetched
   * again at once whose keys cannot be used, as after a change of their format. What could not be
   * got is asked for again soon, since a restart often mends why.
   *
   * @throws IOException naming the first source where that cannot be done; the others are done
   */
  public void clear() throws IOException {
    Set<String> unusable = library.unusableIllegalSources();
    IOException failed = null;
    for (String source : SourceFolder.all(library)) {
      Lock one = locks.computeIfAbsent(source, each -> new ReentrantLock());
      if (one.tryLock()) {
        try {
          clear(source, unusable.contains(source));
        } catch (IOException fault) {
          failed = failed == null ? new IOException(source + ": " + fault, fault) : failed;
        } finally {
          one.unlock();
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  /** Whoever has the lock clears away for himself. */
  private void clear(String source, boolean again) throws IOException {
    SourceFolder folder = new SourceFolder(library, source, FileCipher.NONE);
    try (FileChannel channel =
            FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = tryLock(channel)) {
      if (held == null) {
        return;
      }
      folder.discardFetched();
      SourceState state = SourceFolder.read(library, source);
      Instant soon = clock.instant().plus(AskTimes.RETRY_AFTER_START);
      Instant next = state.nextAt();
      if (state.failures() > 0 && next != null && next.isAfter(soon)) {
        state.nextAt(soon);
        folder.write(state);
      }
      if (find(source).filter(Subscription::fillsIllegal).isEmpty()) {
        return;
      }
      boolean waits = !state.staged().isEmpty();
      folder.discard(folder.staged());
      if (waits || again) {
        state.notStaged();
        state.forget();
        state.nextAt(null);
        folder.write(state);
      }
    }
  }

  /**
   * Updates the first source whose time has come, if there is one.
   *
   * @throws InterruptedIOException if it was stopped; nothing has changed
   * @throws IOException naming a source whose state cannot be read or written; that one is put off,
   *     so that asking again comes to the others
   */
  public Optional<ListUpdate> updateNextDue() throws IOException {
    if (fetcher.isStopped()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    for (Subscription each : subscriptions) {
      Optional<ListUpdate> update = updateIfDue(each, now);
      if (update.isPresent()) {
        return update;
      }
    }
    return Optional.empty();
  }

  private Optional<ListUpdate> updateIfDue(Subscription one, Instant now) throws IOException {
    Instant putOffTo = putOff.get(one.source());
    if (putOffTo != null && now.isBefore(putOffTo)) {
      return Optional.empty();
    }
    try {
      if (!times.isDue(one, SourceFolder.read(library, one.source()).nextAt(), now)) {
        return Optional.empty();
      }
      ListUpdate update = update(one, one.installByHand() ? Mode.STAGE : Mode.UPDATE, SCHEDULE, "");
      putOff.remove(one.source());
      return Optional.of(update);
    } catch (InterruptedIOException stopping) {
      throw stopping;
    } catch (IOException fault) {
      putOff.put(one.source(), now.plus(AskTimes.RETRY_FIRST));
      throw new IOException("the list " + one.source() + ": " + fault.getMessage(), fault);
    }
  }

  /**
   * Does to a source what is asked for.
   *
   * @param by the account that asks
   * @param why why the version before is to come back; empty for all else
   * @throws InterruptedIOException if it was stopped; nothing has changed
   * @throws IOException if the folder of lists cannot be written
   */
  public ListUpdate update(Subscription subscription, Mode mode, String by, String why)
      throws IOException {
    return update(subscription, mode, by, why, UpdateGate.OPEN);
  }

  /**
   * The same through a gate. What a gate refuses with is thrown; then nothing has changed.
   *
   * @param gate lets through what would change the lists in force
   */
  public ListUpdate update(
      Subscription subscription, Mode mode, String by, String why, UpdateGate gate)
      throws IOException {
    Lock one = locks.computeIfAbsent(subscription.source(), each -> new ReentrantLock());
    one.lock();
    try {
      return alone(subscription, mode, by, why, gate);
    } finally {
      one.unlock();
    }
  }

  private ListUpdate alone(
      Subscription subscription, Mode mode, String by, String why, UpdateGate gate)
      throws IOException {
    Files.createDirectories(library.writable());
    SourceFolder folder = folder(subscription);
    try (FileChannel channel =
            FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = tryLock(channel)) {
      if (held == null) {
        return new ListUpdate(
            subscription.source(),
            Outcome.FAILED,
            "",
            Map.of(),
            "another process is updating it; try again when that has ended",
            by,
            null);
      }
      return update(subscription, folder, mode, by, why, gate);
    }
  }

  private SourceFolder folder(Subscription subscription) throws IOException {
    return new SourceFolder(
        library,
        subscription.source(),
        subscription.fillsIllegal() ? FileCipher.ephemeral(random) : FileCipher.NONE);
  }

  private ListUpdate update(
      Subscription subscription,
      SourceFolder folder,
      Mode mode,
      String by,
      String why,
      UpdateGate gate)
      throws IOException {
    Instant now = clock.instant();
    SourceState state = folder.recover(now);
    UpdateAttempt attempt =
        new UpdateAttempt(
            subscription,
            folder,
            state,
            library,
            fetcher,
            sites,
            rules,
            now,
            by,
            gate,
            new ListChanges(random));
    try {
      return switch (mode) {
        case UPDATE, STAGE -> asked(subscription, folder, attempt, state, mode == Mode.STAGE, now);
        case INSTALL ->
            state.staged().isEmpty()
                ? attempt.nothingWaits()
                : judged(attempt, attempt.installStaged());
        case ROLL_BACK -> judged(attempt, attempt.rollBack(why));
      };
    } catch (FetchFailedException damaged) {
      return attempt.recorded(attempt.failed(damaged.reason()));
    } finally {
      folder.write(state);
    }
  }

  /** Asks the publisher, and says when it is asked next. */
  private ListUpdate asked(
      Subscription subscription,
      SourceFolder folder,
      UpdateAttempt attempt,
      SourceState state,
      boolean keep,
      Instant now)
      throws IOException {
    boolean failedBefore = state.failures() > 0;
    Instant due = state.nextAt();
    // On the disk before anything is fetched: what ends the process is not met at once again.
    state.nextAt(times.afterFailure(subscription, state.failures() + 1, Duration.ZERO, now));
    folder.write(state);
    Duration askAgainAfter = Duration.ZERO;
    ListUpdate update;
    try {
      update = attempt.fetch(keep);
    } catch (FetchFailedException failed) {
      askAgainAfter = failed.askAgainAfter().orElse(Duration.ZERO);
      update = attempt.failed(failed.reason());
    } catch (InterruptedIOException stopping) {
      state.nextAt(due);
      throw stopping;
    } catch (IOException notWritten) {
      update = attempt.failed("the lists cannot be written: " + notWritten.getMessage());
    } catch (RuntimeException fault) {
      String why = "a fault in the program: " + fault.getClass().getSimpleName();
      state.failed(now, why);
      state.nextAt(times.afterFailure(subscription, state.failures(), Duration.ZERO, now));
      ListUpdate unused = attempt.recorded(attempt.failed(why));
      throw fault; // whoever runs this has a log for where it was
    }
    if (update.outcome().isGood()) {
      state.answered(now);
      state.nextAt(times.afterSuccess(subscription, now));
    } else {
      state.failed(now, update.reason());
      state.nextAt(times.afterFailure(subscription, state.failures(), askAgainAfter, now));
    }
    boolean backAgain = update.outcome() == Outcome.UNCHANGED && failedBefore;
    return backAgain ? attempt.recorded(update) : judged(attempt, update);
  }

  /** What changed the lists is on record already; what did not is put there now, if it matters. */
  private static ListUpdate judged(UpdateAttempt attempt, ListUpdate update) {
    return switch (update.outcome()) {
      case STAGED, REFUSED, FAILED -> attempt.recorded(update);
      case INSTALLED, ROLLED_BACK, UNCHANGED -> update;
    };
  }

  /** Ends what is under way, with nothing changed, and begins nothing more. */
  public void stop() {
    fetcher.stop();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      return null;
    }
  }
}
