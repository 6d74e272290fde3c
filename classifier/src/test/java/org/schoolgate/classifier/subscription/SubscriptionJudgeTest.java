package org.schoolgate.classifier.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.classifier.source.Digests;
import org.schoolgate.classifier.subscription.ListUpdate.Change;
import org.schoolgate.classifier.subscription.ListUpdate.Outcome;
import org.schoolgate.policy.HostName;

/** Every list that is not to be believed leaves the one before as it was, and says why. */
class SubscriptionJudgeTest extends SubscribedTest {

  @Test
  void anEmptyList() throws Exception {
    publisher.publish("/list", "# nothing today\n");

    assertStays(
        draft(), Outcome.REFUSED, "there is not one usable entry in it, so what was there stays.");
  }

  @Test
  void somethingElseThanAList() throws Exception {
    publisher.publish("/list", "{\"error\": 17}\n{\"more\": 18}\nname.example\n");

    assertStays(
        draft(),
        Outcome.REFUSED,
        "this is no list of the format domains: it is JSON, which is read where it is one array with"
            + " a name a line: a tool such as jq makes it one name a line.");
  }

  @Test
  void aListMostOfWhichIsNone() throws Exception {
    publisher.publish("/list", "error: 17\nmore: 18\nname.example\n");
    assertStays(
        draft(),
        Outcome.REFUSED,
        "2 of its 3 lines are no entries, so it is no list of that format. What was there stays.");
  }

  @Test
  void aListThatHasShrunk() throws Exception {
    publisher.publish("/list", text(names("old", 49)));

    assertStays(
        draft(),
        Outcome.REFUSED,
        "its list for gambling has 49 entries, and the one there has 100: it has shrunk by more"
            + " than half. If that is meant, write 'may-shrink: true' beside it for once");
    assertEquals(Outcome.INSTALLED, school.update(draft().mayShrink()).outcome());
    assertEquals(49, school.inForce("gambling").size());
  }

  private static String rules(String before, int count) {
    return "[Adblock]\n"
        + text(names("name", count).stream().map(each -> before + "||" + each + "^").toList());
  }

  /** What a list excepts is as much less that it closes. */
  @Test
  void aListThatExceptsWhatItClosed() throws Exception {
    Subscriber.Draft rules = draft().source("rules").adblock();
    publisher.publish("/list", rules("", 100));
    assertEquals(Map.of("gambling", new Change(100, 100, 0)), school.update(rules).changes());

    for (String next : List.of(rules("@@", 100), rules("", 100) + rules("@@", 60))) {
      publisher.publish("/list", next);
      ListUpdate refused = school.update(rules);
      assertEquals(Outcome.REFUSED, refused.outcome());
      assertTrue(refused.reason().startsWith("its list for gambling "), refused::reason);
    }
    // Of a rule and its exception the exception alone is kept.
    publisher.publish("/list", rules("", 100) + rules("@@", 20));
    ListUpdate less = school.update(rules);
    assertEquals(Map.of("gambling", new Change(60, 0, 40)), less.changes(), less::reason);
  }

  @Test
  void whatOpensSitesIsInstalledByAPersonAlone() throws Exception {
    publisher.publish("/list", text(names("help", 3)));
    Subscriber.Draft opening = draft().source("opener").category("support");

    ListUpdate refused = school.update(opening);

    assertEquals(Outcome.REFUSED, refused.outcome());
    assertEquals(
        Map.of(
            "it may open a site, which takes a person: write 'install-by-hand: true' beside the list",
            3L),
        refused.report().orElseThrow().rejectedByReason());
    assertEquals(
        Outcome.STAGED, school.run(opening.installByHand(), Subscriptions.Mode.STAGE).outcome());
  }

  /** What was taken once stays, and keeps nothing else from being renewed. */
  @Test
  void aListIsRenewedWithoutWhatOpensSites() throws Exception {
    Subscriber.Draft table = draft().source("table").csv().mapping("help", "support");
    String csv = "domain,category\n";
    publisher.publish("/list", csv + "a.example,gambling\nb.example,help\n");
    assertEquals(Outcome.INSTALLED, school.update(table.installByHand()).outcome());

    publisher.publish("/list", csv + "a.example,gambling\nc.example,gambling\nd.example,help\n");
    Subscriber.Draft bySchedule = draft().source("table").csv().mapping("help", "support");
    ListUpdate renewed = school.update(bySchedule);

    assertEquals(Outcome.INSTALLED, renewed.outcome(), renewed::reason);
    assertEquals(
        Map.of("gambling", new Change(2, 1, 0), "support", new Change(1, 0, 0)), renewed.changes());
  }

  /** Nobody is there who could take what may show a page. */
  @Test
  void phrasesThatExcuseArePassedOver() throws Exception {
    Subscriber.Draft words = draft().source("words").phrases();
    publisher.publish("/list", phrases(3) + "<harmless words><-50>\n");

    ListUpdate update = school.update(words);

    assertEquals(Map.of("gambling", new Change(3, 3, 0)), update.changes());
    assertEquals(
        Map.of("what excuses pages comes by hand alone, with lists import", 1L),
        update.report().orElseThrow().leftOutByReason());
  }

  private static String phrases(int count) {
    return text(names("word", count).stream().map(each -> "<" + each + "><50>").toList());
  }

  @Test
  void phrasesThatHaveShrunk() throws Exception {
    Subscriber.Draft words = draft().source("words").phrases();
    publisher.publish("/list", phrases(100));
    assertEquals(Map.of("gambling", new Change(100, 100, 0)), school.update(words).changes());

    publisher.publish("/list", phrases(49));
    ListUpdate shrunk = school.update(words);

    assertEquals(Outcome.REFUSED, shrunk.outcome());
    assertEquals(
        "its list for gambling has 49 phrases, and the one there has 100: it has shrunk by more"
            + " than half. If that is meant, write 'may-shrink: true' beside it for once",
        shrunk.reason());
    assertEquals(
        Map.of("gambling", new Change(49, 0, 51)), school.update(words.mayShrink()).changes());
  }

  @Test
  void networksThatNoListHasAreLeftOut() throws Exception {
    publisher.publish(
        "/list", "domain\n" + text(OLD) + text(List.of("203.0.113.7", "198.51.100.9", "10.1.2.3")));
    Subscriber.Draft table = draft().category("gambling").csv();
    school.networks = List.of(Network.of(HostName.parse("203.0.113.0"), 24));

    ListUpdate update = school.update(table);

    assertEquals(Outcome.INSTALLED, update.outcome());
    assertEquals(
        Map.of(
            "it would close addresses of the school's own network", 1L,
            "addresses of private networks, where no site of the web is", 1L),
        update.report().orElseThrow().rejectedByReason());
  }

  @Test
  void aListThatHasGrown() throws Exception {
    publisher.publish("/list", text(names("old", 501)));

    assertStays(
        draft(),
        Outcome.REFUSED,
        "it has 501 entries, and what is there has 100: that is another list. If it is meant,"
            + " write 'may-grow: true' beside it for once");
    assertEquals(Outcome.INSTALLED, school.update(draft().mayGrow()).outcome());
  }

  /** As many entries as before, and what they closed is open. */
  @Test
  void aListThatAnotherTookThePlaceOf() throws Exception {
    publisher.publish("/list", text(names("old", 49)) + text(names("new", 60)));

    assertStays(
        draft(),
        Outcome.REFUSED,
        "its list for gambling has lost 51 of the 100 entries of the one there: that is another"
            + " list. If it is meant, write 'may-rotate: true' beside it for once, or for good if"
            + " its entries change like that from day to day");
    assertEquals(Outcome.REFUSED, school.update(draft().mayShrink().mayGrow()).outcome());
    ListUpdate rotated = school.update(draft().mayRotate());
    assertEquals(Map.of("gambling", new Change(109, 60, 51)), rotated.changes());
  }

  @ParameterizedTest
  @CsvSource({
    // before, kept, new, outcome
    "100, 50, 50, INSTALLED",
    "100, 100, 400, INSTALLED",
    "100, 50, 351, INSTALLED",
    "100, 49, 351, REFUSED",
    "49, 0, 49, INSTALLED",
    "50, 0, 50, REFUSED",
    "102, 102, 498, REFUSED",
    "600, 0, 5000, REFUSED",
    "600, 600, 1800, INSTALLED",
    "600, 600, 1801, REFUSED",
  })
  void howMuchOfAListMayChangeAtOnce(int before, int kept, int fresh, Outcome outcome)
      throws Exception {
    Subscriber.Draft other = draft().source("other");
    publisher.publish("/list", text(names("name", before)));
    assertEquals(Outcome.INSTALLED, school.update(other).outcome());

    publisher.publish("/list", text(names("name", kept)) + text(names("new", fresh)));
    ListUpdate update = school.update(other);

    assertEquals(outcome, update.outcome(), update::reason);
  }

  @Test
  void phrasesThatOthersTookThePlaceOf() throws Exception {
    Subscriber.Draft words = draft().source("words").phrases();
    publisher.publish("/list", phrases(100));
    assertEquals(Outcome.INSTALLED, school.update(words).outcome());

    publisher.publish("/list", phrases(200).replace("<word", "<other"));
    ListUpdate swapped = school.update(words);

    assertTrue(
        swapped.reason().startsWith("its list for gambling has lost 100 of the 100 phrases"),
        swapped::reason);
  }

  @Test
  void aLedgerThatTakesNothingLetsNothingChange() throws Exception {
    publisher.publish("/list", with("new.example"));
    school.ledgerIsClosed = true;

    ListUpdate update = school.update(draft());

    assertEquals(Outcome.FAILED, update.outcome());
    assertEquals("the ledger takes no records, so nothing was changed", update.reason());
    assertEquals(OLD, school.inForce("gambling"));
    school.ledgerIsClosed = false;
    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
  }

  @Test
  void listsThatCannotBeLoadedArePutBack() throws Exception {
    publisher.publish("/list", with("new.example"));
    school.putInForce =
        () -> {
          throw new IllegalStateException("a phrase file is wrong");
        };

    ListUpdate update = school.update(draft());

    assertEquals(Outcome.FAILED, update.outcome());
    assertEquals(
        "it cannot be loaded, so the version before was put back: a phrase file is wrong",
        update.reason());
    assertEquals(OLD, school.inForce("gambling"));
    school.putInForce = () -> {};
    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
  }

  private Subscriber.Draft checked() {
    return draft()
        .checksum(new Checksum(publisher.url("/SUMS"), Checksum.Algorithm.SHA256, null, null));
  }

  private static String sum(String text) {
    return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aListWhoseChecksumIsAnother() throws Exception {
    publisher.publish("/list", with("new.example"));
    publisher.publish("/SUMS", sum("something else") + "  list\n");

    assertStays(
        checked(),
        Outcome.FAILED,
        "its checksum is not the one that its publisher gives: it was changed on its way, or the"
            + " publisher is just changing it");
  }

  @Test
  void aListWithoutAChecksumAmongSeveral() throws Exception {
    publisher.publish("/list", with("new.example"));
    publisher.publish("/SUMS", sum("a") + "  a\n" + sum("b") + "  b\n");

    assertStays(checked(), Outcome.FAILED, "the file of checksums has none for list");
  }

  @Test
  void checksumsThatCannotBeGot() throws Exception {
    publisher.publish("/list", with("new.example"));

    assertStays(
        checked(),
        Outcome.FAILED,
        "the publisher answers 404 (not there) for " + publisher.url("/SUMS"));
  }

  @Test
  void aListWhoseChecksumIsRightIsInstalled() throws Exception {
    publisher.publish("/list", with("new.example"));
    publisher.publish("/SUMS", sum("a") + " *other\n" + sum(with("new.example")) + " *./list\n");

    assertEquals(Outcome.INSTALLED, school.update(checked()).outcome());
  }

  @Test
  void checksumsMustBeSignedByTheKeyThatIsPinned() throws Exception {
    KeyPair signer = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    publisher.publish("/list", with("new.example"));
    String sums = sum(with("new.example")) + "  list\n";
    publisher.publish("/SUMS", sums);
    publisher.publish("/SUMS.sig", signature(other, sums));
    Subscriber.Draft signed =
        draft()
            .checksum(
                new Checksum(
                    publisher.url("/SUMS"),
                    Checksum.Algorithm.SHA256,
                    publisher.url("/SUMS.sig"),
                    Base64.getEncoder().encodeToString(signer.getPublic().getEncoded())));

    assertStays(
        signed,
        Outcome.FAILED,
        "its checksums are not signed by the key that is pinned for this list");

    publisher.publish("/SUMS.sig", signature(signer, sums));
    assertEquals(Outcome.INSTALLED, school.update(signed).outcome());
  }

  private static byte[] signature(KeyPair signer, String text) throws Exception {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(signer.getPrivate());
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return signature.sign();
  }
}
