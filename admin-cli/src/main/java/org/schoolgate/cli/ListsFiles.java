package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.ListStore;
import org.schoolgate.classifier.LoadReport;
import org.schoolgate.classifier.subscription.ListUpdate;
import org.schoolgate.classifier.text.PhraseFileException;
import org.schoolgate.policy.Match;

/** The list files as a command works with them, and how a change to them comes into force. */
final class ListsFiles {

  private ListsFiles() {}

  /** A gateway's own library, so that its lock is shared; without one the files are enough. */
  static ListLibrary library(Desk desk) {
    Office office = desk.office();
    return desk.gateway().isPresent()
        ? office.lists().library()
        : new ListLibrary(
            office.folders().lists(),
            office.config().categories(),
            office.entryKeys(),
            office::isEnded);
  }

  /** The library for a command that fills it: what makes lists unreadable is drawn before that. */
  static ListLibrary libraryToFill(Desk desk) {
    desk.office().prepare();
    return library(desk);
  }

  /** The source of the list that holds an entry. */
  static String sourceOf(Match.Listed listed) {
    int slash = listed.source().indexOf('/');
    return slash < 0 ? listed.source() : listed.source().substring(0, slash);
  }

  /** Whether the list that holds an entry comes with the configuration. */
  static boolean ships(Desk desk, Match.Listed listed) {
    try {
      return desk.office().lists().library().isShipped(sourceOf(listed));
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitStatus.NO, "the lists cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  /** Where what became of every line of an import is kept, beside the lists. */
  static Path importReport(Desk desk, String source) {
    return report(desk.office(), source, "import");
  }

  /** The same of the last update that is not in force: one that was refused, or waits. */
  static Path updateReport(Desk desk, String source) {
    return report(desk.office(), source, "update");
  }

  /** Where the report of an update is kept: that of the list in force keeps its place. */
  static Path report(Office office, ListUpdate update) {
    boolean isInForce = update.outcome() == ListUpdate.Outcome.INSTALLED;
    return report(office, update.source(), isInForce ? "import" : "update");
  }

  private static Path report(Office office, String source, String of) {
    return office.folders().lists().writable().resolve(source + "." + of + "-report");
  }

  /** What puts lists in force. */
  private interface Reload {
    LoadReport of(ListStore lists) throws IOException, PhraseFileException;
  }

  /**
   * Puts the files in force in a running gateway.
   *
   * @return when it is in force, in words
   * @throws CommandFailure if the files cannot be loaded; what was in force stays
   */
  static String putInForce(Desk desk) {
    return putInForce(desk, ListStore::reload);
  }

  /** The same of the school's own lists alone, which waits for no list that is compiled. */
  static String putOwnInForce(Desk desk) {
    return putInForce(desk, ListStore::reloadOwn);
  }

  private static String putInForce(Desk desk, Reload reload) {
    if (desk.gateway().isEmpty()) {
      return "in force when the gateway starts";
    }
    try {
      LoadReport unused = reload.of(desk.office().lists());
      return "in force now";
    } catch (IOException | PhraseFileException notLoaded) {
      throw new CommandFailure(
          ExitStatus.NO,
          "the change is stored but not in force, because the lists cannot be loaded: "
              + notLoaded.getMessage(),
          notLoaded);
    }
  }
}
