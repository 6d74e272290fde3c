package org.schoolgate.cli;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.schoolgate.classifier.ListEntry;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.ListRefusedException;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.console.people.Person;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.ListingEffect;
import org.schoolgate.policy.Policy;
import org.schoolgate.policy.Target;

/**
 * The rule for changes of lists that take protection away (S31-S33). Closing a site protects
 * children and is anybody's who manages lists; opening one takes a person with an account, and a
 * site that the policy gives to nobody is not opened by a list at all.
 */
final class ListsOpening {

  private final Office office;
  private final ListLibrary library;
  private final SettledBlocks settled;
  private final Map<Category, ListingEffect> effects = new HashMap<>();

  ListsOpening(Desk desk) {
    this(desk.office(), ListsFiles.library(desk));
  }

  ListsOpening(Office office, ListLibrary library) {
    this.office = office;
    this.library = library;
    this.settled = new SettledBlocks(office, library);
  }

  ListingEffect effectOf(Category category) {
    return effects.computeIfAbsent(category, each -> ListingEffect.of(policy(), each));
  }

  /**
   * Refuses a caller without an account, as soon as anybody can log on.
   *
   * @throws CommandFailure saying how to act as somebody
   */
  void requirePerson(Caller caller) {
    if (caller.mapped().isEmpty() && office.people().people().anyone(Person::canLogOn)) {
      throw new CommandFailure(
          ExitStatus.NO,
          "this can open a site to children, so it takes a person, and the local user "
              + caller.unixUser()
              + " has no account here; name yours with --by ACCOUNT");
    }
  }

  /**
   * Refuses to open a site that lists have in a category which the policy gives to nobody, and a
   * site that has such parts.
   *
   * @throws CommandFailure naming entry, list and category
   */
  void requireOpenable(String site) throws IOException {
    try {
      Optional<ListEntry> covering =
          library.why(site).stream()
              .filter(entry -> !entry.kind().excepts() && isOpenToNobody(entry.category()))
              .findFirst();
      if (covering.isPresent()) {
        throw refused(site + " cannot be opened", covering.get(), Optional.empty());
      }
      List<ListEntry> parts = library.within(site, this::isOpenToNobody, 1);
      if (!parts.isEmpty()) {
        throw refused(
            "opening " + site + " would open " + parts.get(0).text(), parts.get(0), part(site));
      }
    } catch (ListRefusedException noSite) {
      throw new CommandFailure(ExitStatus.USAGE, noSite.getMessage(), noSite);
    }
  }

  /**
   * Refuses to list what a list of illegal content closes: it is closed to everybody whatever the
   * school's lists say, nobody opens it, and its name would stand in ledger, lists and reports.
   * This tells what {@code explain} and the block page tell, in fewer words.
   */
  void requireNotIllegal(SiteEntry entry) {
    if (office.lists().classify(entry.target()).evidence().stream()
        .anyMatch(each -> each.category().illegal())) {
      throw new CommandFailure(
          ExitStatus.NO,
          "that address is closed to everybody, whatever the school's own lists say, so nothing was"
              + " added; do not write it down anywhere, and tell the designated safeguarding lead"
              + " where it came from");
    }
  }

  /** Why a site of an imported list may not be listed in a category that opens it. */
  Optional<String> refusal(Category into, Target site) {
    if (!effectOf(into).opens()) {
      return Optional.empty();
    }
    Classification found = office.lists().classify(site);
    return found.categories().in(policy().categories()).stream()
        .filter(this::isOpenToNobody)
        .findFirst()
        .map(category -> "other lists have it in " + category.id() + ", which is open to nobody")
        .or(() -> settled.refusal(site, found));
  }

  /**
   * The school's own blocks are its own to make exceptions from; of illegal ones nothing is told.
   */
  private boolean isOpenToNobody(Category category) {
    return !category.illegal()
        && !category.id().equals(BuiltInCategory.SCHOOL_BLOCKED.id())
        && effectOf(category).openToNobody();
  }

  /** What can be opened of a site whose parts cannot, as a remedy; empty if nobody knows. */
  private Optional<String> part(String site) throws IOException, ListRefusedException {
    HostName host = ListLibrary.entry(site).host();
    if (host.kind() != HostName.Kind.NAME || !isWhole(site)) {
      return Optional.empty();
    }
    String www = "www." + host.text();
    boolean closed =
        library.why(www).stream()
            .anyMatch(entry -> !entry.kind().excepts() && isOpenToNobody(entry.category()));
    return closed || !library.within(www, this::isOpenToNobody, 1).isEmpty()
        ? Optional.empty()
        : Optional.of("open " + www + " alone, which has no such part");
  }

  private static boolean isWhole(String site) throws ListRefusedException {
    return ListLibrary.entry(site).kind() == ListKind.DOMAINS;
  }

  private CommandFailure refused(String what, ListEntry entry, Optional<String> instead) {
    String remedy =
        effectOf(entry.category()).overridable()
            ? instead.map(part -> part + ", or ").orElse("")
                + "ask for an override, which another person decides about: schoolgate override"
                + " request --help"
            : instead.orElse("nobody can open it");
    return new CommandFailure(
        ExitStatus.NO,
        what
            + ": the list "
            + entry.source()
            + " has "
            + entry.text()
            + " in "
            + entry.category().id()
            + ", which the policy opens to nobody; "
            + remedy);
  }

  private Policy policy() {
    return office.config().policy();
  }
}
