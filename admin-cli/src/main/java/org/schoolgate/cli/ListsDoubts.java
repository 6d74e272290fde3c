package org.schoolgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.classifier.site.ProtectedSites;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.site.TopLevelNames;
import org.schoolgate.cli.config.Nearest;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Match;

/**
 * What is asked of a person who adds an entry, before it is taken: whether a name that no site can
 * have is mistyped, and whether one of the most used sites, a public service or the school's own is
 * to be closed. Lines that help children are closed by nobody.
 */
final class ListsDoubts {

  /** Of several names that differ by one letter, one of these is meant. */
  private static final List<String> USUAL = List.of("com", "org", "net", "uk");

  private final Desk desk;
  private final ProtectedSites protectedSites;

  ListsDoubts(Desk desk) {
    this.desk = desk;
    this.protectedSites = ListsImportWatch.protectedSites(desk);
  }

  /**
   * Refuses what must be confirmed, and what cannot be.
   *
   * @param closes whether being listed there closes a site
   * @param anyway whether it was confirmed beforehand
   * @return what goes on record of what was confirmed, in a sentence; null if there was no doubt
   */
  @Nullable String settle(Category category, SiteEntry entry, boolean closes, boolean anyway) {
    List<String> doubts = new ArrayList<>();
    mistyped(entry.host()).ifPresent(doubts::add);
    if (closes) {
      closing(category, entry).ifPresent(doubts::add);
    }
    if (doubts.isEmpty()) {
      return null;
    }
    String all = doubts.stream().collect(Collectors.joining("; "));
    if (!anyway) {
      throw new CommandFailure(
          ExitStatus.NO,
          all
              + (all.endsWith("?") ? " If it" : "; if it")
              + " is meant so, say it again with --anyway, and that goes on record");
    }
    return "added with --anyway: " + all;
  }

  private static Optional<String> mistyped(HostName host) {
    if (TopLevelNames.mayEnd(host)) {
      return Optional.empty();
    }
    int dot = host.text().lastIndexOf('.');
    String last = host.text().substring(dot + 1);
    return Optional.of(
        "no site's name ends in ."
            + last
            + Nearest.to(last, USUAL)
                .or(() -> Nearest.to(last, TopLevelNames.known()))
                .map(near -> ": did you mean " + host.text().substring(0, dot + 1) + near + "?")
                .orElse(""));
  }

  private Optional<String> closing(Category category, SiteEntry entry) {
    requireNoHelp(entry);
    Optional<ProtectedSites.Finding> found = protectedSites.findOwn(category, entry.target());
    if (found.isPresent()) {
      if (found.get().kind() == ProtectedSites.Kind.SUPPORT) {
        throw helps(found.get().site());
      }
      return Optional.of("this closes " + found.get().site() + ", " + found.get().kind().title());
    }
    return entry.kind() == ListKind.DOMAINS && entry.host().kind() != HostName.Kind.NAME
        ? protectedSites
            .findOwnAddress(Network.of(entry.host(), Network.bits(entry.host())))
            .map(words -> "this closes " + words)
        : Optional.empty();
  }

  /**
   * What ships as a support line is one, also where the table of protected sites has it not; what a
   * publisher calls one is not.
   */
  private void requireNoHelp(SiteEntry entry) {
    for (Match.Listed listed : desk.office().lists().classify(entry.target()).evidence()) {
      if (listed.category().id().equals(BuiltInCategory.SUPPORT.id())
          && ListsFiles.ships(desk, listed)) {
        throw helps(listed.entry());
      }
    }
  }

  private static CommandFailure helps(String site) {
    return new CommandFailure(
        ExitStatus.NO,
        site
            + " is "
            + ProtectedSites.Kind.SUPPORT.title()
            + ", so it stays open for everybody and is on no list that closes it; whoever sees a"
            + " reason to close it speaks to the designated safeguarding lead");
  }
}
