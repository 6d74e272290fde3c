package org.schoolgate.classifier.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.classifier.subscription.ListUpdate.Outcome;
import org.schoolgate.policy.HostName;

/**
 * What no list of somebody else may close, or call itself: what comes of each, and what is told.
 */
class SubscriptionHostilityTest extends SubscribedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "google.com              | google.com, one of the most used sites",
        "www.gov.uk              | www.gov.uk, a public service",
        "meadow.county.sch.uk    | meadow.county.sch.uk, the school's own site",
      })
  void anEntryThatClosesWhatChildrenNeed(String entry, String told) throws Exception {
    publisher.publish("/list", with("new.example", entry));

    assertStays(
        draft(),
        Outcome.REFUSED,
        "it lists "
            + told
            + ", as gambling. Tell its publisher; if the school means that, name the site under"
            + " 'accept' beside the list, or the category under 'map'");
  }

  /** No list closes such a line; what is asked of the school is what becomes of the rest. */
  @Test
  void aListThatHasALineThatHelpsChildrenMayBeTakenWithoutIt() throws Exception {
    publisher.publish("/list", with("new.example", "www.nspcc.org.uk"));

    assertStays(
        draft(),
        Outcome.REFUSED,
        "it lists nspcc.org.uk, a line that helps children, as gambling. Tell its publisher; to have"
            + " the rest of the list all the same, name the site under 'accept' beside the list: it"
            + " stays open");
  }

  /** What illegal content has is blocked whatever else lists it: there it would not stay open. */
  @ParameterizedTest
  @CsvSource({"nspcc.org.uk", "www.nspcc.org.uk"})
  void aLineThatHelpsChildrenIsInNoIllegalListWhateverIsAccepted(String entry) throws Exception {
    Subscriber.Draft illegal = draft().category("iwf-urls");
    publisher.publish("/list", with("new.example", entry));

    ListUpdate refused = school.update(illegal);
    ListUpdate taken = school.update(illegal.accepting("nspcc.org.uk"));

    assertEquals(Outcome.REFUSED, refused.outcome());
    assertTrue(refused.reason().contains("name the site under 'accept'"), refused.reason());
    assertEquals(Outcome.INSTALLED, taken.outcome());
    assertEquals(
        Map.of("it would close a protected site", 1L),
        taken.report().orElseThrow().rejectedByReason());
  }

  /** One site by many of its pages is one site. */
  @Test
  void hostileSitesAreCountedOnce() throws Exception {
    publisher.publish(
        "/list",
        with(
            "google.com",
            "nspcc.org.uk",
            "a.nspcc.org.uk",
            "b.nspcc.org.uk",
            "c.nspcc.org.uk",
            "wikipedia.org",
            "www.gov.uk",
            "childline.org.uk",
            "mind.org.uk",
            "a.mind.org.uk",
            "b.mind.org.uk",
            "samaritans.org"));

    String reason = school.update(draft()).reason();

    assertTrue(
        reason.contains(
            "childline.org.uk, a line that helps children, as gambling and 2 more. Tell"),
        reason);
  }

  @Test
  void whatTheSchoolAcceptsIsInstalled() throws Exception {
    publisher.publish("/list", with("facebook.com"));

    assertEquals(Outcome.INSTALLED, school.update(draft().accepting("facebook.com")).outcome());
    assertTrue(school.inForce("gambling").contains("facebook.com"));
  }

  @Test
  void aSlipThatRealListsHaveIsLeftOutAlone() throws Exception {
    Subscriber.Draft games = draft().category("games").source("county");
    publisher.publish("/list", with("new.example", "internetmatters.org"));

    ListUpdate update = school.update(games);

    assertEquals(Outcome.INSTALLED, update.outcome());
    assertEquals(101, school.inForce("games").size());
    assertFalse(school.inForce("games").contains("internetmatters.org"));
    assertEquals(
        "[RejectedLine[file=the list, line=102, reason=it would close internetmatters.org, a line"
            + " that helps children]]",
        update.report().orElseThrow().rejected().toString());
  }

  @Test
  void whatThePolicyForbidsIsLeftOut() throws Exception {
    publisher.publish("/list", with("new.example", "forbidden.example"));

    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
    assertEquals(101, school.inForce("gambling").size());
  }

  @Test
  void noEntryOfAnIllegalListIsEverTold() throws Exception {
    Subscriber.Draft illegal = draft().category("iwf-urls");
    publisher.publish("/list", with("google.com"));

    ListUpdate update = school.update(illegal);

    assertEquals(Outcome.REFUSED, update.outcome());
    assertTrue(
        update.reason().startsWith("it lists a protected site, as iwf-urls."), update.reason());
    assertFalse(update.toString().contains("google"), update.toString());
    ListUpdate kept = school.run(illegal, Subscriptions.Mode.STAGE);
    assertEquals(Outcome.REFUSED, kept.outcome());
    assertEquals(List.of(), school.leftOver());
    Subscriber.Draft inATree = draft().tree().mapping("bad", "iwf-urls");
    assertEquals(Outcome.REFUSED, school.run(inATree, Subscriptions.Mode.STAGE).outcome());
    assertEquals(List.of(), school.leftOver());
  }

  @Test
  void noAddressOfAnIllegalListIsEverTold() throws Exception {
    school.networks = List.of(Network.of(HostName.parse("203.0.113.0"), 24));
    publisher.publish("/list", "domain\n" + text(OLD) + "203.0.113.7\n");

    ListUpdate update = school.update(draft().source("hashes").category("iwf-urls").csv());

    assertEquals(
        Map.of("it would close a protected site", 1L),
        update.report().orElseThrow().rejectedByReason());
  }

  @ParameterizedTest
  @CsvSource({"iwf-urls", "school-allowed", "school-blocked"})
  void aListThatCallsItsPartsLikeTheSchoolsOwn(String category) throws Exception {
    publisher.publish(
        "/list", "domain,category\nnew.example,gambling\nother.example," + category + "\n");

    assertStays(
        draft().table(),
        Outcome.REFUSED,
        "it fills "
            + category
            + ", which only its issuer and the school do. Tell its publisher; if the school means"
            + " that, name the site under 'accept' beside the list, or the category under 'map'");
  }
}
