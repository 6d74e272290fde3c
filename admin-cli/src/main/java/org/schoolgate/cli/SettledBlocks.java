package org.schoolgate.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.ListRefusedException;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.console.lists.OwnEntry;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.ListingEffect;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Target;

/**
 * What a change of lists must not undo by the way: a block that a second person has ratified (S33,
 * S35), and that a site is watched which lists have in a category that is monitored (S43).
 */
final class SettledBlocks {

  private final Office office;
  private final ListLibrary library;
  private final Map<String, Optional<ListingEffect>> effects = new ConcurrentHashMap<>();

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
    return ratified()
        .filter(known -> known.category().equals(category.id()) && known.entry().equals(entry))
        .findFirst()
        .flatMap(this::undone);
  }

  /** What opening a site undoes: of what covers it, and of what stands under it. */
  Optional<Undone> undoneByOpening(String site) throws IOException {
    try {
      SiteEntry opened = ListLibrary.entry(site);
      Optional<Undone> block =
          ratified()
              .filter(known -> mayBeOpened(known.category()))
              .filter(known -> concerns(opened, known.entry()))
              .findFirst()
              .flatMap(this::undone);
      return block.isPresent() ? block : unwatched(site);
    } catch (ListRefusedException noSite) {
      throw new CommandFailure(ExitStatus.USAGE, noSite.getMessage(), noSite);
    }
  }

  private static boolean concerns(SiteEntry opened, String block) {
    try {
      SiteEntry blocked = ListLibrary.entry(block);
      return opened.covers(blocked) || blocked.covers(opened.target());
    } catch (ListRefusedException noEntry) {
      return false;
    }
  }

  private Optional<Undone> unwatched(String site) throws IOException, ListRefusedException {
    return Stream.concat(
            library.why(site).stream(),
            library.within(site, each -> isMonitored(each) && mayBeOpened(each.id()), 1).stream())
        .filter(listed -> !listed.kind().excepts())
        .filter(listed -> isMonitored(listed.category()) && mayBeOpened(listed.category().id()))
        .findFirst()
        .map(
            listed ->
                new Undone(
                    "that "
                        + listed.text()
                        + " is watched as "
                        + listed.category().id()
                        + ", where the list "
                        + listed.source()
                        + " has it",
                    ""));
  }

  /** What is open to nobody is refused to everybody, by {@link ListsOpening}. */
  private boolean mayBeOpened(String category) {
    return category.equals(BuiltInCategory.SCHOOL_BLOCKED.id())
        || effectOf(category).filter(effect -> !effect.openToNobody()).isPresent();
  }

  /** What a second person has settled by now, to see whether more is later. */
  Set<OwnEntry> settled() {
    return ratified().collect(Collectors.toSet());
  }

  /** Why a list of somebody else may not open a site, in a few words without the site. */
  Optional<String> refusal(Target site, Classification found) {
    Optional<String> watched =
        found.evidence().stream()
            .map(Match.Listed::category)
            .filter(SettledBlocks::isMonitored)
            .findFirst()
            .map(category -> "other lists have it in " + category.id());
    return watched.or(
        () ->
            blocks()
                .filter(
                    known ->
                        standsUnder(known.entry(), site)
                            || (mayCover(known.entry(), site) && covers(known.entry(), site)))
                .findFirst()
                .map(
                    known ->
                        known.ratified() == null
                            ? "the school has blocked it"
                            : "the school has blocked it, and a second person has ratified that"));
  }

  /** Quick, since it is asked for each line of a list; what begins with a host covers under it. */
  private static boolean mayCover(String block, Target site) {
    int end = block.indexOf('/');
    return site.host().isUnder(end < 0 ? block : block.substring(0, end));
  }

  /** Whether it is a part of the site, which would be open with it. */
  private static boolean standsUnder(String block, Target site) {
    int end = block.indexOf('/');
    String host = end < 0 ? block : block.substring(0, end);
    String whole = site.host().text();
    return site.path().equals("/")
        ? host.equals(whole) || host.endsWith("." + whole)
        : host.equals(whole) && end >= 0 && block.startsWith(site.path(), end);
  }

  private static boolean covers(String block, Target site) {
    try {
      return ListLibrary.entry(block).covers(site);
    } catch (ListRefusedException noEntry) {
      return false;
    }
  }

  private static boolean isMonitored(Category category) {
    return category.severity() != null && !category.illegal();
  }

  /** The blocks in force that a second person has ratified. */
  private Stream<OwnEntry> ratified() {
    return inForce().filter(known -> known.ratified() != null);
  }

  /** The school's own blocks in force, those that wait for a second person too. */
  private Stream<OwnEntry> blocks() {
    return inForce()
        .filter(known -> effectOf(known.category()).filter(ListingEffect::closes).isPresent());
  }

  /** Worked out once, since it is asked for each line of a list; empty of no category. */
  private Optional<ListingEffect> effectOf(String category) {
    return effects.computeIfAbsent(
        category,
        id ->
            office
                .config()
                .categories()
                .find(id)
                .map(each -> ListingEffect.of(office.config().policy(), each)));
  }

  private Stream<OwnEntry> inForce() {
    return office.ownListsForReading().all().stream()
        .filter(known -> !known.hasEndedAt(office.clock().instant()));
  }

  private Optional<Undone> undone(OwnEntry block) {
    return Optional.ofNullable(block.ratified()).map(how -> words(block, how));
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
