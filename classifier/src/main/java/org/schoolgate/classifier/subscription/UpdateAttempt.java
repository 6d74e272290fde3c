package org.schoolgate.classifier.subscription;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.ImportReport;
import org.schoolgate.classifier.ImportRequest;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.ListRefusedException;
import org.schoolgate.classifier.site.ProtectedSites;
import org.schoolgate.classifier.source.Digests;
import org.schoolgate.classifier.subscription.ListFetcher.Fetched;
import org.schoolgate.classifier.subscription.ListFetcher.Validators;
import org.schoolgate.classifier.subscription.ListUpdate.Outcome;

/** One try to update one source. Used once, on one thread, while nobody else updates. */
final class UpdateAttempt {

  /** Good, and kept for a person. */
  private static final class KeptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeptException() {
      super("kept", null, false, false);
    }
  }

  private final Subscription subscription;
  private final SourceFolder folder;
  private final SourceState state;
  private final ListLibrary library;
  private final ListFetcher fetcher;
  private final ProtectedSites sites;
  private final UpdateRules rules;
  private final Instant now;
  private final String by;
  private final UpdateGate gate;
  private final ListChanges comparison;
  private Map<String, ListUpdate.Change> changes = Map.of();
  private @Nullable ImportReport report;

  UpdateAttempt(
      Subscription subscription,
      SourceFolder folder,
      SourceState state,
      ListLibrary library,
      ListFetcher fetcher,
      ProtectedSites sites,
      UpdateRules rules,
      Instant now,
      String by,
      UpdateGate gate,
      ListChanges comparison) {
    this.subscription = subscription;
    this.folder = folder;
    this.state = state;
    this.library = library;
    this.fetcher = fetcher;
    this.sites = sites;
    this.rules = rules;
    this.now = now;
    this.by = by;
    this.gate = gate;
    this.comparison = comparison;
  }

  /** Fetches what is newer, and installs it or keeps it for a person. */
  ListUpdate fetch(boolean keep) throws FetchFailedException, IOException {
    if (keep && subscription.fillsIllegal()) {
      return refused(
          "a list of illegal content is never kept as a file; update it without --staged, and"
              + " without install-by-hand");
    }
    String recipe = subscription.recipe();
    Validators known = isThere() ? state.validatorsFor(recipe) : Validators.NONE;
    Subscription.Limits limits = subscription.limits();
    Path body = folder.incoming();
    try {
      Fetched fetched =
          fetcher.fetch(
              subscription.url(),
              subscription.privateAddress(),
              known,
              body,
              folder.cipher(),
              limits.bytesMax(),
              limits.fetchMax());
      if (!fetched.modified()) {
        return unchanged();
      }
      String digest = Digests.sha256(body, folder.cipher());
      verify(body);
      if (isThere() && state.hasSeen(recipe, digest)) {
        state.seen(recipe, fetched.validators(), digest);
        return unchanged();
      }
      return take(body, digest, fetched.validators(), keep);
    } finally {
      folder.discard(body, folder.expanded(), folder.checksums());
    }
  }

  /** There is nothing to install; nothing came, so it is not put on record as refused. */
  ListUpdate nothingWaits() {
    return refused("no newer list waits to be installed");
  }

  /** Installs what was kept. */
  ListUpdate installStaged() throws FetchFailedException, IOException {
    String digest = state.staged();
    Path body = folder.staged();
    if (subscription.fillsIllegal()) {
      dropStaged();
      return refused(
          "what waited was kept as a file before it was a list of illegal content, and is deleted;"
              + " update it without --install");
    }
    if (!Files.isRegularFile(body) || !Digests.sha256(body, folder.cipher()).equals(digest)) {
      dropStaged();
      return refused("what waited to be installed was changed since; fetch it again");
    }
    try {
      ListUpdate update = take(body, digest, state.validatorsOf(digest), false);
      if (update.outcome() == Outcome.INSTALLED) {
        state.confirmedWhenTried(now);
      }
      return update;
    } finally {
      folder.discard(folder.expanded());
    }
  }

  private void dropStaged() throws IOException {
    state.notStaged();
    state.forget();
    folder.discard(folder.staged());
  }

  /** Puts back the version before. */
  ListUpdate rollBack(String why) throws IOException {
    if (!folder.hasPrevious()) {
      return refused("there is no version before this one");
    }
    Path inForce = library.folderOf(subscription.source());
    String digest = state.previous();
    changes = comparison.between(inForce, folder.previous());
    Optional<String> wrong = refusalOfPrevious();
    if (wrong.isPresent()) {
      return refused("the version before may not be put back any more: " + wrong.get());
    }
    folder.begin(state, digest, true);
    try {
      library.restoreSource(
          subscription.source(),
          folder.previous(),
          () -> {
            gate.admit(changes);
            rules.record(update(Outcome.ROLLED_BACK, digest, why));
          });
    } catch (UpdateGate.RefusedException notAdmitted) {
      folder.abandon(state);
      throw notAdmitted.refusal();
    } catch (UpdateRules.NotRecordedException closed) {
      folder.abandon(state);
      return refused(String.valueOf(closed.getMessage()));
    }
    folder.finish(state, now);
    ListUpdate done = update(Outcome.ROLLED_BACK, digest, why);
    try {
      rules.putInForce();
    } catch (Exception notLoaded) {
      return recorded(
          update(
              Outcome.FAILED,
              digest,
              "the version before is stored but not in force: " + notLoaded.getMessage()));
    }
    return done;
  }

  /**
   * What the version before was judged by may have changed since, as what the school has settled.
   */
  private Optional<String> refusalOfPrevious() throws IOException {
    Set<String> comeBack = new TreeSet<>();
    changes.forEach(
        (category, change) -> {
          if (change.added() > 0) {
            comeBack.add(category);
          }
        });
    Optional<String> wrong =
        library.keptVersion(folder.previous()).refusal(comeBack, rules::refusal);
    return wrong.or(() -> rules.refusal(changes));
  }

  private ListUpdate take(Path body, String digest, Validators validators, boolean keep)
      throws FetchFailedException, IOException {
    Path list =
        Unpacked.of(
            body, folder.expanded(), folder.cipher(), subscription.limits().expandedBytesMax());
    Judge judge =
        new Judge(
            subscription,
            sites,
            rules,
            (found, read) -> {
              changes = found;
              report = read;
              allow(body, digest, validators, keep);
            },
            fetcher::isStopped,
            comparison);
    try {
      report = read(list, judge);
    } catch (KeptException kept) {
      return update(Outcome.STAGED, digest, "");
    } catch (Judge.HeldBackException wrong) {
      return refused(digest, String.valueOf(wrong.getMessage()));
    } catch (ListRefusedException wrong) {
      report = wrong.report().orElse(null);
      return refused(digest, judge.hostility().orElse(wrong.reason()));
    } catch (UpdateRules.NotRecordedException closed) {
      folder.abandon(state);
      changes = Map.of();
      return update(Outcome.FAILED, digest, String.valueOf(closed.getMessage()));
    } catch (UpdateGate.RefusedException notAdmitted) {
      throw notAdmitted.refusal();
    } catch (Judge.StoppedException stopping) {
      throw new InterruptedIOException("stopping");
    } catch (UncheckedIOException notWritten) {
      throw notWritten.getCause();
    }
    folder.finish(state, now);
    folder.discard(folder.staged());
    return inForce(digest);
  }

  private ImportReport read(Path list, Judge judge) throws IOException, ListRefusedException {
    ImportRequest request =
        new ImportRequest(
            subscription.source(),
            list,
            subscription.format(),
            subscription.category(),
            subscription.mapping(),
            false,
            folder.cipher(),
            folder.cipher());
    return library.importList(request, judge::stopIfAsked, judge);
  }

  /** The last say before a list takes the place of the one before. */
  private void allow(Path body, String digest, Validators validators, boolean keep) {
    try {
      if (!keep) {
        gate.admit(changes);
      }
      state.seen(subscription.recipe(), validators, digest);
      if (keep) {
        Files.move(body, folder.staged(), StandardCopyOption.REPLACE_EXISTING);
        state.staged(digest, now);
        throw new KeptException();
      }
      folder.begin(state, digest, false);
      rules.record(update(Outcome.INSTALLED, digest, ""));
    } catch (IOException notWritten) {
      throw new UncheckedIOException(notWritten);
    }
  }

  private ListUpdate inForce(String digest) throws IOException {
    try {
      rules.putInForce();
      return update(Outcome.INSTALLED, digest, "");
    } catch (Exception notLoaded) {
      library.restoreSource(subscription.source(), folder.previous(), () -> {});
      state.undone();
      changes = Map.of();
      return update(
          Outcome.FAILED,
          digest,
          "it cannot be loaded, so the version before was put back: " + notLoaded.getMessage());
    }
  }

  /** Checks what was fetched against what its publisher says of it. */
  private void verify(Path body) throws FetchFailedException, IOException {
    Checksum checksum = subscription.checksum();
    if (checksum == null) {
      return;
    }
    byte[] file = small(checksum.url());
    if (checksum.signatureUrl() != null
        && !checksum.isSigned(file, small(checksum.signatureUrl()))) {
      throw new FetchFailedException(
          "its checksums are not signed by the key that is pinned for this list");
    }
    String name = PublicUrl.fileName(subscription.url());
    Optional<String> expected = checksum.of(name, new String(file, StandardCharsets.UTF_8));
    if (expected.isEmpty()) {
      throw new FetchFailedException("the file of checksums has none for " + name);
    }
    if (!expected
        .get()
        .equals(Digests.of(body, folder.cipher(), checksum.algorithm().digestName()))) {
      throw new FetchFailedException(
          "its checksum is not the one that its publisher gives: it was changed on its way, or the"
              + " publisher is just changing it");
    }
  }

  private byte[] small(java.net.URI url) throws FetchFailedException, IOException {
    Path into = folder.checksums();
    Fetched unused =
        fetcher.fetch(
            url,
            subscription.privateAddress(),
            Validators.NONE,
            into,
            folder.cipher(),
            Checksum.BYTES_MAX,
            subscription.limits().fetchMax());
    try (InputStream in = folder.cipher().open(into)) {
      return in.readAllBytes();
    }
  }

  /** Whether there is something that an unchanged list is unchanged from. */
  private boolean isThere() throws IOException {
    return !state.staged().isEmpty() || Files.isDirectory(library.folderOf(subscription.source()));
  }

  private ListUpdate unchanged() {
    String standing =
        !state.staged().isEmpty()
            ? "a newer one waits: install it with --install"
            : state.rolledBack()
                ? "the version before was put back by hand and stays until the publisher has"
                    + " another one; --rollback once more puts the publisher's in force"
                : "";
    return update(Outcome.UNCHANGED, state.installed(), standing);
  }

  private ListUpdate refused(String reason) {
    return refused("", reason);
  }

  private ListUpdate refused(String digest, String reason) {
    changes = Map.of();
    return update(Outcome.REFUSED, digest, reason);
  }

  ListUpdate failed(String reason) {
    changes = Map.of();
    return update(Outcome.FAILED, "", reason);
  }

  /** On record if it can be; what it tells of has changed nothing. */
  ListUpdate recorded(ListUpdate update) {
    try {
      rules.record(update);
    } catch (UpdateRules.NotRecordedException closed) {
      return update; // the ledger's own alarm is louder than this
    }
    return update;
  }

  private ListUpdate update(Outcome outcome, String digest, String reason) {
    return new ListUpdate(subscription.source(), outcome, digest, changes, reason, by, report);
  }
}
