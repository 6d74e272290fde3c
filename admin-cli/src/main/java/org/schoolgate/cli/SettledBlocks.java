package org.schoolgate.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.schoolgate.classifier.ListEntry;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.ListRefusedException;
import org.schoolgate.console.lists.OwnEntry;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.ListingEffect;
import org.schoolgate.policy.Match;

/**
 * What a change of lists must not undo by the way: a block that a second person has ratified (S33,
 * S35), and that a site is watched which lists have in a category that is monitored (S43).
 */
final class SettledBlocks {

  private static final int PARTS_MAX = 1000;

  private final Office office;
  private final ListLibrary library;

  SettledBlocks(Office office, ListLibrary library) {
    this.office = office;
    this.library = library;
  }

  /**
   * Something that a change undoes.
   *
   * @param what it is, in words that follow "this undoes" and name nobody
   * @param who made it and settled it, in words that follow; empty if that is not known
   */
  record Undone(String what, String who) {
    String words() {
      return what + who;
    }
  }

  /** What taking an entry off undoes; empty if nothing. */
  Optional<Undone> undoneByRemoving(Category category, String entry) {
    return ratified(category, entry);
  }

  /** What opening a site undoes: of what covers it, and of what stands under it. */
  Optional<Undone> undoneByOpening(String site) throws IOException {
    try {
      return Stream.concat(
              library.why(site).stream(),
              library.within(site, category -> !category.illegal(), PARTS_MAX).stream())
          .filter(listed -> !listed.kind().excepts() && mayBeOpened(listed.category()))
          .flatMap(listed -> undone(listed).stream())
          .findFirst();
    } catch (ListRefusedException noSite) {
      throw new CommandFailure(ExitStatus.USAGE, noSite.getMessage(), noSite);
    }
  }

  /** What is open to nobody is refused to everybody, by {@link ListsOpening}. */
  private boolean mayBeOpened(Category category) {
    return category.id().equals(BuiltInCategory.SCHOOL_BLOCKED.id())
        || !ListingEffect.of(office.config().policy(), category).openToNobody();
  }

  private Optional<Undone> undone(ListEntry listed) {
    Optional<Undone> block =
        listed.source().equals(ListLibrary.OWN)
            ? ratified(listed.category(), listed.text())
            : Optional.empty();
    return block.or(
        () ->
            isMonitored(listed.category())
                ? Optional.of(
                    new Undone(
                        "that "
                            + listed.text()
                            + " is watched as "
                            + listed.category().id()
                            + ", where the list "
                            + listed.source()
                            + " has it",
                        ""))
                : Optional.empty());
  }

  /** Why a list of somebody else may not open a site, in a few words without the site. */
  Optional<String> refusal(Classification found) {
    for (Match.Listed listed : found.evidence()) {
      if (isMonitored(listed.category())) {
        return Optional.of("other lists have it in " + listed.category().id());
      }
      if (listed.source().equals(ListLibrary.OWN + "/" + listed.category().id())
          && ratified(listed.category(), listed.entry()).isPresent()) {
        return Optional.of("the school has blocked it, and a second person has ratified that");
      }
    }
    return Optional.empty();
  }

  private static boolean isMonitored(Category category) {
    return category.severity() != null && !category.illegal();
  }

  private Optional<Undone> ratified(Category category, String entry) {
    return office
        .ownListsForReading()
        .find(category.id(), entry)
        .filter(known -> !known.hasEndedAt(office.clock().instant()))
        .flatMap(known -> Optional.ofNullable(known.ratified()).map(how -> words(known, how)));
  }

  private Undone words(OwnEntry block, OwnEntry.Ratified how) {
    return new Undone(
        "the ratified block of " + block.entry() + " (" + block.category() + ")",
        ", which "
            + block.addedBy()
            + " made and "
            + how.by()
            + " ratified at "
            + new AuditTimes(office).text(how.at())
            + ", because: "
            + how.reason());
  }
}
