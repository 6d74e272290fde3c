package org.schoolgate.classifier.subscription;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.schoolgate.classifier.ImportReport;
import org.schoolgate.classifier.ImportWatch;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.classifier.site.ProtectedSites;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Target;

/**
 * Judges a list while it is imported: nothing that a child may need, no more and no fewer entries
 * than a list of its kind gains or loses from one day to the next. Used once, on one thread.
 */
final class Judge implements ImportWatch {

  /** A list that becomes so many times as long ... */
  private static final int GROWTH_MAX = 4;

  /**
   * ... and longer than this is another list. Below it a handful of names is many times as many.
   */
  private static final long GROWTH_ENTRIES_MIN = 500;

  /** From so many entries on a list that keeps less than half of them is another list. */
  private static final long SWAP_ENTRIES_MIN = 50;

  private static final int HOSTILE_TOLD_MAX = 5;

  private static final Optional<String> CLOSES_HELP =
      Optional.of("it would close a protected site");

  /** What was judged is not to be installed, or not now. */
  static final class HeldBackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HeldBackException(String reason) {
      super(reason, null, false, false);
    }
  }

  /** The program is about to end. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
      super("stopping", null, false, false);
    }
  }

  /** What is done when all was judged good, before it takes the place of what is there. */
  @FunctionalInterface
  interface Verdict {
    void good(Map<String, ListUpdate.Change> changes, ImportReport report);
  }

  private final Subscription subscription;
  private final ProtectedSites sites;

  /** The same with what the school has accepted. */
  private final ProtectedSites all;

  private final UpdateRules rules;
  private final Verdict verdict;
  private final BooleanSupplier stopped;
  private final ListChanges comparison;

  /** No longer than the table of protected sites, for each category that the list fills. */
  private final Set<String> hostile = new LinkedHashSet<>();

  /** Whether all that is hostile names lines that help children, which stay open anyway. */
  private boolean hostileToHelpAlone = true;

  private Map<String, ListUpdate.Change> changes = Map.of();
  private Map<String, ListUpdate.Change> ofSites = Map.of();
  private Map<String, ListUpdate.Change> ofPhrases = Map.of();

  Judge(
      Subscription subscription,
      ProtectedSites sites,
      UpdateRules rules,
      Verdict verdict,
      BooleanSupplier stopped,
      ListChanges comparison) {
    this.subscription = subscription;
    this.all = sites;
    this.sites = sites.without(subscription.accepted());
    this.rules = rules;
    this.verdict = verdict;
    this.stopped = stopped;
    this.comparison = comparison;
  }

  @Override
  public String title(Path file) {
    return "the list";
  }

  /** The judge counts for itself, because its remedy is another one. */
  @Override
  public boolean mayShrink() {
    return true;
  }

  /** What opens something takes a person, and here is none. */
  @Override
  public boolean takesExcuses() {
    return false;
  }

  @Override
  public Optional<String> refusal(Category category, Target site) {
    if (isNotForLists(category)) {
      hostileToHelpAlone = false;
      hostile.add("it fills " + category.id() + ", which only its issuer and the school do");
      return Optional.of("no list from outside fills " + category.id());
    }
    if (rules.opens(category) && !subscription.installByHand()) {
      return Optional.of(
          "it may open a site, which takes a person: write 'install-by-hand: true' beside the list");
    }
    Optional<ProtectedSites.Finding> found = sites.find(category, site);
    if (found.isEmpty()) {
      return closesHelp(category, site) ? CLOSES_HELP : rules.refusal(category, site);
    }
    String words = words(category, found.get().words());
    if (found.get().weight() == ProtectedSites.Weight.HOSTILE) {
      hostileToHelpAlone &= found.get().kind() == ProtectedSites.Kind.SUPPORT;
      hostile.add("it lists " + words + ", as " + category.id());
    }
    return Optional.of("it would close " + words);
  }

  /**
   * Whether a line that helps children would be closed by its acceptance: elsewhere it stays open
   * whatever lists it, but what illegal content has is blocked whatever else says.
   */
  private boolean closesHelp(Category category, Target site) {
    return category.illegal() && all.coversHelp(site);
  }

  @Override
  public Optional<String> refusal(Category category, Network network) {
    return sites
        .findAddresses(category, network)
        .map(found -> "it would close " + words(category, found));
  }

  /** Of a list of illegal content nothing that stands in it is ever told. */
  private static String words(Category category, String found) {
    return category.illegal() ? "a protected site" : found;
  }

  /** A folder or a column that is called like one of these does not make it one. */
  private boolean isNotForLists(Category category) {
    boolean kept =
        category.illegal()
            || category.id().equals(BuiltInCategory.SCHOOL_ALLOWED.id())
            || category.id().equals(BuiltInCategory.SCHOOL_BLOCKED.id());
    return kept
        && !category.equals(subscription.category())
        && !subscription.mapping().containsValue(category.id());
  }

  /** Called while a long list is read. */
  void stopIfAsked(long lines) {
    if (stopped.getAsBoolean()) {
      throw new StoppedException();
    }
  }

  /** Why nothing of the list is to be believed, if that is so. */
  Optional<String> hostility() {
    if (hostile.isEmpty()) {
      return Optional.empty();
    }
    int untold = hostile.size() - HOSTILE_TOLD_MAX;
    return Optional.of(
        hostile.stream().limit(HOSTILE_TOLD_MAX).collect(Collectors.joining("; "))
            + (untold > 0 ? " and " + untold + " more" : "")
            + (hostileToHelpAlone
                ? ". Tell its publisher; to have the rest of the list all the same, name the site"
                    + " under 'accept' beside the list: it stays open"
                : ". Tell its publisher; if the school means that, name the site under 'accept'"
                    + " beside the list, or the category under 'map'"));
  }

  @Override
  public void staged(Path fresh, Path replaced) throws IOException {
    ofSites = comparison.ofSites(replaced, fresh);
    ofPhrases = comparison.ofPhrases(replaced, fresh);
    changes = ListChanges.sum(ofSites, ofPhrases);
    Optional<String> wrong = hostility().or(this::shrunk).or(this::swapped).or(this::grown);
    wrong = wrong.or(() -> rules.refusal(changes));
    if (wrong.isPresent()) {
      throw new HeldBackException(wrong.get());
    }
  }

  @Override
  public void before(ImportReport report) {
    verdict.good(changes, report);
  }

  private Optional<String> shrunk() {
    if (subscription.mayShrink()) {
      return Optional.empty();
    }
    return firstThat(
        Judge::hasShrunk,
        (category, change, what) ->
            "its list for "
                + category
                + " has "
                + change.entries()
                + " "
                + what
                + ", and the one there has "
                + change.before()
                + ": it has shrunk by more than half. If that is meant, write 'may-shrink: true'"
                + " beside it for once");
  }

  /**
   * As long as before, and yet another list: what it has closed is open. Lists of illegal content
   * change quickly by themselves, and of keys under another key nobody knows what they had.
   */
  private Optional<String> swapped() {
    if (subscription.mayRotate() || subscription.fillsIllegal()) {
      return Optional.empty();
    }
    return firstThat(
        this::isSwapped,
        (category, change, what) ->
            "its list for "
                + category
                + " has lost "
                + change.removed()
                + " of the "
                + change.before()
                + " "
                + what
                + " of the one there: that is another list. If it is meant, write"
                + " 'may-rotate: true' beside it for once, or for good if its entries change like"
                + " that from day to day");
  }

  /** What is wrong with a category, in a sentence; {@code what} it counts. */
  @FunctionalInterface
  private interface Sentence {
    String of(String category, ListUpdate.Change change, String what);
  }

  /** The sentence of the first category with which something is wrong, its phrases last. */
  private Optional<String> firstThat(Predicate<ListUpdate.Change> isWrong, Sentence sentence) {
    return firstThat(ofSites, "entries", isWrong, sentence)
        .or(() -> firstThat(ofPhrases, "phrases", isWrong, sentence));
  }

  private static Optional<String> firstThat(
      Map<String, ListUpdate.Change> changes,
      String what,
      Predicate<ListUpdate.Change> isWrong,
      Sentence sentence) {
    return new TreeMap<>(changes)
        .entrySet().stream()
            .filter(each -> isWrong.test(each.getValue()))
            .findFirst()
            .map(each -> sentence.of(each.getKey(), each.getValue(), what));
  }

  /** Of what has shrunk and may, most is gone anyway. */
  private boolean isSwapped(ListUpdate.Change change) {
    boolean mayBeGone = subscription.mayShrink() && hasShrunk(change);
    return change.before() >= SWAP_ENTRIES_MIN
        && change.removed() * 2 > change.before()
        && !mayBeGone;
  }

  private static boolean hasShrunk(ListUpdate.Change change) {
    return change.entries() * 2 < change.before();
  }

  private Optional<String> grown() {
    long before = changes.values().stream().mapToLong(ListUpdate.Change::before).sum();
    long now = changes.values().stream().mapToLong(ListUpdate.Change::entries).sum();
    return before > 0
            && now > GROWTH_ENTRIES_MIN
            && now > before * GROWTH_MAX
            && !subscription.mayGrow()
        ? Optional.of(
            "it has "
                + now
                + " entries, and what is there has "
                + before
                + ": that is another list. If it is meant, write 'may-grow: true' beside it for"
                + " once")
        : Optional.empty();
  }
}
