package org.schoolgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.gateway.RequestRefused;
import org.schoolgate.gateway.TargetReader;
import org.schoolgate.policy.Category;
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
 * Refuses to list a site in a category that closes where that would close nothing, because the
 * policy trusts the site or has a row for it: who adds it would believe that it is blocked.
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
   * @throws CommandFailure saying which row keeps it open
   */
  void requireClosed(Category category, String site) {
    Target target;
    Target unknown;
    try {
      target = TargetReader.ofAddress(site);
      unknown = TargetReader.ofAddress("unknown.invalid");
    } catch (RequestRefused noSite) {
      return; // the library says better what is wrong with it
    }
    Match.Listed listed = new Match.Listed(category, site, ListLibrary.OWN);
    Classification alone = Classification.of(List.of(listed));
    Classification found = desk.office().lists().classify(target);
    List<Match.Listed> evidence = new ArrayList<>(found.evidence());
    evidence.add(listed);
    Classification with = Classification.of(evidence, found.sure().with(category));
    String keptOpen = null;
    for (Group group : engine.policy().groups().all()) {
      if (decide(group, unknown, alone) instanceof Decision.Block) {
        Decision listedToo = decide(group, target, with);
        if (!(listedToo instanceof Decision.Block)) {
          keptOpen = listedToo.reason().text();
        } else if (!(decide(group, target, found) instanceof Decision.Block)) {
          return; // it closes something
        }
      }
    }
    Optional<Match.Listed> own =
        found.evidence().stream()
            .filter(each -> each.source().startsWith(ListLibrary.OWN + "/"))
            .filter(each -> ListingEffect.of(engine.policy(), each.category()).opens())
            .findFirst();
    if (keptOpen != null && own.isPresent()) {
      throw new CommandFailure(
          ExitStatus.NO,
          site
              + " would stay open, so it is not added: the school's own list has "
              + own.get().entry()
              + " in "
              + own.get().category().id()
              + "; take that off first: schoolgate lists remove "
              + ShellWord.of(own.get().entry()));
    }
    if (keptOpen != null) {
      throw new CommandFailure(
          ExitStatus.NO,
          site
              + " would stay open, so it is not added: "
              + keptOpen.replaceFirst("[.]$", "")
              + ", and that comes before the school's own list; change its row in matrix.yaml");
    }
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
