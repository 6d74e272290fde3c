package org.schoolgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.gateway.RequestRefused;
import org.schoolgate.gateway.TargetReader;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.ListingEffect;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Overrides;
import org.schoolgate.policy.PolicyEngine;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.Trace;

/**
 * Whether listing a site in a category that closes would close nothing, because the policy trusts
 * the site or has a row for it: who adds or ratifies it would believe that it is blocked.
 */
final class StillOpen {

  private final Desk desk;
  private final PolicyEngine engine;

  StillOpen(Desk desk) {
    this.desk = desk;
    this.engine = new PolicyEngine(desk.office().config().policy(), Overrides.NONE);
  }

  /**
   * Refuses a site that the category closes to nobody to whom it is open.
   *
   * @throws CommandFailure saying what keeps it open, and what to do
   */
  void requireClosed(Category category, String site) {
    keptOpen(category, site)
        .ifPresent(
            why -> {
              throw new CommandFailure(
                  ExitStatus.NO, site + " would stay open, so it is not added: " + why);
            });
  }

  /**
   * Why a site is open to all whom it would be closed to, if it is in the category, and what to do
   * about that; empty if it is closed to one of them.
   */
  Optional<String> keptOpen(Category category, String site) {
    Target target;
    Target unknown;
    try {
      target = TargetReader.ofAddress(site);
      unknown = TargetReader.ofAddress("unknown.invalid");
    } catch (RequestRefused noSite) {
      return Optional.empty(); // the library says better what is wrong with it
    }
    Match.Listed listed = new Match.Listed(category, site, ListLibrary.OWN);
    Classification alone = Classification.of(List.of(listed));
    Classification found = without(category, desk.office().lists().classify(target));
    List<Match.Listed> evidence = new ArrayList<>(found.evidence());
    evidence.add(listed);
    Classification with = Classification.of(evidence, found.sure().with(category));
    String row = null;
    for (Group group : engine.policy().groups().all()) {
      if (decide(group, unknown, alone) instanceof Decision.Block) {
        Decision listedToo = decide(group, target, with);
        if (!(listedToo instanceof Decision.Block)) {
          row = listedToo.reason().text();
        } else if (!(decide(group, target, found) instanceof Decision.Block)) {
          return Optional.empty(); // it closes something
        }
      }
    }
    return row == null ? Optional.empty() : Optional.of(because(found, row));
  }

  /** What else is known of it than that the school's own list has it there. */
  private static Classification without(Category category, Classification found) {
    List<Match.Listed> others =
        found.evidence().stream()
            .filter(each -> !(isOwn(each) && each.category().equals(category)))
            .toList();
    boolean same = others.stream().anyMatch(each -> each.category().equals(category));
    CategorySet alone = CategorySet.EMPTY.with(category);
    return Classification.of(others, same ? found.sure() : found.sure().minus(alone));
  }

  private static boolean isOwn(Match.Listed listed) {
    return listed.source().startsWith(ListLibrary.OWN + "/");
  }

  /** What keeps it open: an entry of the school's own, a list of others, or the policy. */
  private String because(Classification found, String row) {
    Optional<Match.Listed> own = opening(found, true);
    if (own.isPresent()) {
      return "the school's own list has "
          + own.get().entry()
          + " in "
          + own.get().category().id()
          + "; take that off first: schoolgate lists remove "
          + ShellWord.of(own.get().entry());
    }
    Optional<Match.Listed> theirs = opening(found, false);
    if (theirs.isPresent()) {
      return "the list "
          + theirs.get().source()
          + " has "
          + theirs.get().entry()
          + ", and what opens comes before the school's own list; tell its publisher, or take that"
          + " list out: schoolgate lists remove --source "
          + ListsFiles.sourceOf(theirs.get());
    }
    return row.replaceFirst("[.]$", "")
        + ", and that comes before the school's own list; change its row in matrix.yaml";
  }

  /** The entry that opens; of others only one whose list can be taken out. */
  private Optional<Match.Listed> opening(Classification found, boolean ofTheSchool) {
    return found.evidence().stream()
        .filter(each -> isOwn(each) == ofTheSchool)
        .filter(each -> ofTheSchool || !ListsFiles.ships(desk, each))
        .filter(each -> ListingEffect.of(engine.policy(), each.category()).opens())
        .findFirst();
  }

  private Decision decide(Group group, Target target, Classification classification) {
    return engine.decide(
        new Subject("anybody", List.of(group.id()), Confidence.DEVICE, ""),
        target,
        classification,
        desk.office().clock().instant(),
        Trace.NONE);
  }
}
