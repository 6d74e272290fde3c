package org.schoolgate.classifier.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.schoolgate.classifier.source.Fixtures.CATEGORIES;
import static org.schoolgate.classifier.source.Fixtures.OPAQUE_IDS;
import static org.schoolgate.classifier.source.Fixtures.http;
import static org.schoolgate.classifier.subscription.Subscriptions.Mode.INSTALL;
import static org.schoolgate.classifier.subscription.Subscriptions.Mode.ROLL_BACK;
import static org.schoolgate.classifier.subscription.Subscriptions.Mode.STAGE;
import static org.schoolgate.classifier.subscription.Subscriptions.Mode.UPDATE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolgate.classifier.ListFolders;
import org.schoolgate.classifier.ListStore;
import org.schoolgate.classifier.source.Durable;
import org.schoolgate.classifier.subscription.ListUpdate.Change;
import org.schoolgate.classifier.subscription.ListUpdate.Outcome;
import org.schoolgate.policy.Target;

/** What an update does, and what is left of it wherever it ends. */
class SubscriptionsTest extends PublishedTest {

  @Test
  void anUpdateTellsWhatItAddedAndRemoved() throws Exception {
    installFirst();
    publisher.publishTagged("/list", "\"2\"", SECOND);

    ListUpdate update = school.update(draft());

    assertEquals(Map.of("gambling", new Change(4, 2, 1)), update.changes());
    assertEquals(64, update.digest().length());
    assertEquals(List.of("installed"), school.record());
    assertEquals(update.changes(), school.recorded.get(0).changes());
    assertEquals(SECOND_IN_FORCE, school.inForce("gambling"));
  }

  @Test
  void aTreeTellsOfEachCategory() throws Exception {
    Path tree = folder.resolve("tree.tar");
    makeTree(tree, "a.example\n", "b.example\n");
    publisher.publish("/list", Files.readAllBytes(tree));
    assertEquals(Outcome.INSTALLED, school.update(draft().tree()).outcome());
    makeTree(tree, "c.example\n", "b.example\n");
    publisher.publish("/list", Files.readAllBytes(tree));

    ListUpdate update = school.update(draft().tree());

    assertEquals(
        Map.of("gambling", new Change(1, 1, 1), "games", new Change(1, 0, 0)), update.changes());
  }

  private void makeTree(Path archive, String gambling, String games) throws Exception {
    Path blacklists = folder.resolve("blacklists");
    Files.createDirectories(blacklists.resolve("gambling"));
    Files.createDirectories(blacklists.resolve("games"));
    Files.writeString(blacklists.resolve("gambling/domains"), gambling);
    Files.writeString(blacklists.resolve("games/domains"), games);
    Process tar =
        new ProcessBuilder("tar", "-cf", archive.toString(), "-C", folder.toString(), "blacklists")
            .inheritIO()
            .start();
    assertEquals(0, tar.waitFor());
  }

  @Test
  void aListThatIsTheSameIsNotFetchedAgain() throws Exception {
    installFirst();

    ListUpdate update = school.update(draft());

    assertEquals(Outcome.UNCHANGED, update.outcome());
    assertEquals(List.of("/list", "/list \"1\""), publisher.asked());
    assertEquals(List.of(), school.record(), "nothing happened, so there is nothing to record");
  }

  @Test
  void theSameBytesUnderAnotherTagAreTheSameList() throws Exception {
    installFirst();
    publisher.publishTagged("/list", "\"2\"", FIRST);

    assertEquals(Outcome.UNCHANGED, school.update(draft()).outcome());
    school.update(draft());
    assertEquals("/list \"2\"", publisher.asked().get(2));
  }

  @Test
  void whatIsDoneWithAListIsDoneAnewWhenItsSettingsChange() throws Exception {
    installFirst();

    assertEquals(Outcome.INSTALLED, school.update(draft().category("games")).outcome());
    assertEquals(FIRST_IN_FORCE, school.inForce("games"));
  }

  @Test
  void aListThatWasTakenOutComesBack() throws Exception {
    installFirst();
    school.library.removeSource("county", lists -> {});

    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
    assertEquals(FIRST_IN_FORCE, school.inForce("gambling"));
  }

  @Test
  void whatIsStagedWaitsForAPerson() throws Exception {
    installFirst();
    publisher.publishTagged("/list", "\"2\"", SECOND);

    ListUpdate staged = school.run(draft(), STAGE);

    assertEquals(Outcome.STAGED, staged.outcome());
    assertEquals(Map.of("gambling", new Change(4, 2, 1)), staged.changes());
    assertEquals(FIRST_IN_FORCE, school.inForce("gambling"));
    assertEquals(List.of(".subscriptions/county/staged"), school.leftOver());
    assertTrue(school.freshness(draft()).staged());
    ListUpdate again = school.update(draft());
    assertEquals(Outcome.UNCHANGED, again.outcome());
    assertEquals("a newer one waits: install it with --install", again.reason());

    ListUpdate installed = school.run(draft(), INSTALL);

    assertEquals(Outcome.INSTALLED, installed.outcome());
    assertEquals(staged.digest(), installed.digest());
    assertEquals(SECOND_IN_FORCE, school.inForce("gambling"));
    assertEquals(List.of("staged", "installed"), school.record());
    assertFalse(school.freshness(draft()).staged());
    assertEquals(Outcome.UNCHANGED, school.update(draft()).outcome());
    assertEquals("no newer list waits to be installed", school.run(draft(), INSTALL).reason());
  }

  @Test
  void whatIsStagedAndChangedSinceIsNotInstalled() throws Exception {
    installFirst();
    publisher.publishTagged("/list", "\"2\"", SECOND);
    school.run(draft(), STAGE);
    Files.writeString(folder.resolve("lists/.subscriptions/county/staged"), "f.example\n");

    ListUpdate update = school.run(draft(), INSTALL);

    assertEquals(Outcome.REFUSED, update.outcome());
    assertEquals(FIRST_IN_FORCE, school.inForce("gambling"));
    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
    assertEquals(SECOND_IN_FORCE, school.inForce("gambling"));
  }

  @Test
  void aRollBackPutsTheVersionBeforeBackUntilThePublisherHasAnotherOne() throws Exception {
    installFirst();
    publisher.publishTagged("/list", "\"2\"", SECOND);
    school.update(draft());

    ListUpdate back = school.run(draft(), ROLL_BACK);

    assertEquals(Outcome.ROLLED_BACK, back.outcome());
    assertEquals(Map.of("gambling", new Change(3, 1, 2)), back.changes());
    assertEquals(FIRST_IN_FORCE, school.inForce("gambling"));
    assertEquals(List.of("installed", "rolled-back"), school.record());
    assertTrue(school.freshness(draft()).rolledBack());
    assertEquals(Outcome.UNCHANGED, school.update(draft()).outcome());
    publisher.publish("/list", SECOND);
    assertEquals(Outcome.UNCHANGED, school.update(draft()).outcome(), "the same without a tag");
    assertEquals(FIRST_IN_FORCE, school.inForce("gambling"));

    publisher.publish("/list", SECOND + "f.example\n");
    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
    assertEquals(5, school.inForce("gambling").size());
    assertFalse(school.freshness(draft()).rolledBack());
  }

  @Test
  void aRollBackCanBeTakenBack() throws Exception {
    installFirst();
    publisher.publishTagged("/list", "\"2\"", SECOND);
    school.update(draft());
    school.run(draft(), ROLL_BACK);

    school.run(draft(), ROLL_BACK);

    assertEquals(SECOND_IN_FORCE, school.inForce("gambling"));
    assertFalse(school.freshness(draft()).rolledBack());
  }

  @Test
  void thereIsNoVersionBeforeTheFirstImport() throws Exception {
    publisher.publish("/list", FIRST);

    ListUpdate update = school.run(draft(), ROLL_BACK);

    assertEquals(Outcome.REFUSED, update.outcome());
    assertEquals("there is no version before this one", update.reason());
  }

  @Test
  void aLedgerThatTakesNothingLetsNothingBeRolledBack() throws Exception {
    installFirst();
    publisher.publishTagged("/list", "\"2\"", SECOND);
    school.update(draft());
    school.ledgerIsClosed = true;

    assertEquals(Outcome.REFUSED, school.run(draft(), ROLL_BACK).outcome());
    assertEquals(SECOND_IN_FORCE, school.inForce("gambling"));
    school.ledgerIsClosed = false;
    assertEquals(Outcome.ROLLED_BACK, school.run(draft(), ROLL_BACK).outcome());
  }

  /** Where a crash can leave the four steps of a change. */
  enum Crash {
    BEFORE_THE_RENAME,
    BETWEEN_THE_RENAMES,
    AFTER_THE_RENAME,
    AFTER_THE_VERSION_BEFORE_WAS_KEPT
  }

  /**
   * The state of a crash is made from one that was really passed through: the files are taken while
   * the ledger is asked, which is just before the lists are renamed.
   */
  @ParameterizedTest
  @EnumSource(Crash.class)
  void aCrashLeavesTheOneOrTheOther(Crash crash) throws Exception {
    installFirst();
    publisher.publishTagged("/list", "\"2\"", SECOND);
    Path lists = folder.resolve("lists");
    Path crashed = folder.resolve("crashed/lists");
    List<Integer> records = new ArrayList<>();
    Subscriber dying =
        new Subscriber(folder, Publisher.trusting(keys)) {
          @Override
          public void record(ListUpdate update) {
            records.add(1);
            copyLinked(lists, crashed);
            super.record(update);
          }
        };
    dying.update(draft());
    assertEquals(1, records.size());
    String temporary = null;
    try (var children = Files.list(crashed)) {
      temporary =
          children
              .filter(Files::isDirectory)
              .map(child -> String.valueOf(child.getFileName()))
              .filter(name -> name.startsWith(".import-"))
              .findFirst()
              .orElse(null);
    }
    assertNotNull(temporary);
    if (crash != Crash.BEFORE_THE_RENAME) {
      Files.move(crashed.resolve("county"), crashed.resolve(".old-county"));
    }
    boolean isNew = crash.compareTo(Crash.AFTER_THE_RENAME) >= 0;
    if (isNew) {
      Files.move(crashed.resolve(temporary), crashed.resolve("county"));
    }
    if (crash == Crash.AFTER_THE_VERSION_BEFORE_WAS_KEPT) {
      Path source = crashed.resolve(".subscriptions/county");
      Durable.deleteTree(source.resolve("previous"));
      Files.move(source.resolve("outgoing"), source.resolve("previous"));
    }

    Subscriber after = new Subscriber(folder.resolve("crashed"), Publisher.trusting(keys));
    after.library.folderOf("county");
    assertEquals(isNew ? SECOND_IN_FORCE : FIRST_IN_FORCE, after.inForce("gambling"));
    assertEquals(isNew ? Outcome.UNCHANGED : Outcome.INSTALLED, after.update(draft()).outcome());
    assertEquals(SECOND_IN_FORCE, after.inForce("gambling"));
    after.run(draft(), ROLL_BACK);
    assertEquals(FIRST_IN_FORCE, after.inForce("gambling"));
  }

  /** A publisher who says so to somebody who has nothing has not given a list (S30). */
  @Test
  void nothingIsNotUnchanged() throws Exception {
    publisher.on(
        "/list",
        exchange -> {
          exchange.sendResponseHeaders(304, -1);
          exchange.close();
        });

    ListUpdate update = school.update(draft());

    assertEquals(Outcome.FAILED, update.outcome());
    assertTrue(update.reason().contains("304"), update.reason());
  }

  @Test
  void aStateThatIsNoTextIsANewOne() throws Exception {
    installFirst();
    Path state = folder.resolve("lists/.subscriptions/county/state");
    byte[] bytes = Files.readAllBytes(state);
    bytes[bytes.length / 2] = (byte) 0xC3;
    Files.write(state, bytes);

    assertNotNull(school.update(draft()).outcome());
    assertEquals(FIRST_IN_FORCE, school.inForce("gambling"));
  }

  private static void copyLinked(Path from, Path to) {
    try {
      Durable.linkTree(from, to);
    } catch (java.io.IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  /** Who looks up while lists change places gets the old answer or the new one, never none. */
  @Test
  void aSwapUnderLoadIsNeverSeenHalfDone() throws Exception {
    installFirst();
    ListStore store =
        ListStore.open(
            new ListFolders(List.of(), folder.resolve("lists"), List.of()),
            CATEGORIES,
            OPAQUE_IDS,
            new SecureRandom());
    Target inBoth = http("b.example", "/");
    Target onlyFirst = http("a.example", "/");
    Target onlySecond = http("d.example", "/");
    AtomicBoolean ended = new AtomicBoolean();
    List<String> wrong = new ArrayList<>();
    Thread looking =
        new Thread(
            () -> {
              while (!ended.get() && wrong.isEmpty()) {
                var current = store.current();
                boolean first = !current.classify(onlyFirst).categories().isEmpty();
                boolean second = !current.classify(onlySecond).categories().isEmpty();
                if (store.classify(inBoth).categories().isEmpty() || first == second) {
                  wrong.add(first + " " + second);
                }
              }
            });
    looking.start();
    school.putInForce =
        () -> {
          try {
            store.reload();
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
        };
    for (int i = 0; i < 30; i++) {
      publisher.publish("/list", i % 2 == 0 ? SECOND : FIRST);
      assertEquals(Outcome.INSTALLED, school.run(draft(), UPDATE).outcome());
    }
    for (int i = 0; i < 30; i++) {
      assertEquals(Outcome.ROLLED_BACK, school.run(draft(), ROLL_BACK).outcome());
    }
    ended.set(true);
    looking.join();

    assertEquals(List.of(), wrong);
  }

  @Test
  void twoAtOnceAreNotPossible() throws Exception {
    installFirst();
    Path lock = folder.resolve("lists/.subscriptions/county/lock");
    try (var channel =
            java.nio.channels.FileChannel.open(lock, java.nio.file.StandardOpenOption.WRITE);
        var held = channel.lock()) {
      assertTrue(held.isValid());
      ListUpdate update = school.update(draft());

      assertEquals(Outcome.FAILED, update.outcome());
      assertTrue(update.reason().startsWith("another process is updating it"));
    }
  }
}
