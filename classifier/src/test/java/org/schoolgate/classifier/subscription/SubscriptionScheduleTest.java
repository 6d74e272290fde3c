package org.schoolgate.classifier.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.schoolgate.classifier.subscription.ListUpdate.Outcome;

/** When publishers are asked, and what is said when that comes to nothing. */
class SubscriptionScheduleTest extends PublishedTest {

  @Test
  void theScheduleAsksWhenItsTimeHasComeAndLaterAfterFailures() throws Exception {
    Subscription daily = draft().schedule(new Schedule.DailyAt(LocalTime.of(3, 30))).done();
    Subscriptions subscriptions = school.to(daily);

    assertEquals(Outcome.FAILED, due(subscriptions).orElseThrow().outcome());
    List<Long> waits = new ArrayList<>();
    for (int failures = 1; failures <= 9; failures++) {
      waits.add(minutesUntilDue(subscriptions));
      assertEquals(Outcome.FAILED, due(subscriptions).orElseThrow().outcome());
    }
    List<Long> longest = List.of(5L, 10L, 20L, 40L, 80L, 160L, 320L, 360L, 360L);
    for (int i = 0; i < waits.size(); i++) {
      assertTrue(
          waits.get(i) <= longest.get(i) + 1 && waits.get(i) >= longest.get(i) * 3 / 4,
          waits + " against " + longest);
    }
    assertEquals(10, school.record().size());
    assertEquals("schedule", school.recorded.get(0).by());

    publisher.publishTagged("/list", "\"1\"", FIRST);
    minutesUntilDue(subscriptions);
    assertEquals(Outcome.INSTALLED, due(subscriptions).orElseThrow().outcome());
    assertEquals(Optional.empty(), due(subscriptions));
    minutesUntilDue(subscriptions);
    LocalTime asked = school.now.atZone(java.time.ZoneId.of("Europe/London")).toLocalTime();
    assertTrue(
        !asked.isBefore(LocalTime.of(3, 30)) && !asked.isAfter(LocalTime.of(3, 41)),
        asked.toString());
    assertEquals(Outcome.UNCHANGED, due(subscriptions).orElseThrow().outcome());
  }

  /** A restart often mends why it failed, as a certificate that was missing. */
  @Test
  void whatFailedIsAskedForAgainSoonAfterAStart() throws Exception {
    Subscription daily = draft().schedule(new Schedule.DailyAt(LocalTime.of(3, 30))).done();
    Subscriptions subscriptions = school.to(daily);
    for (int failures = 1; failures <= 5; failures++) {
      assertEquals(Outcome.FAILED, due(subscriptions).orElseThrow().outcome());
      minutesUntilDue(subscriptions);
    }
    assertEquals(Outcome.FAILED, due(subscriptions).orElseThrow().outcome());

    Subscriptions restarted = school.to(daily);
    restarted.clear();

    assertEquals(school.now.plusSeconds(60), restarted.freshness().get(0).nextAt());
    assertEquals(Optional.empty(), due(restarted), "not at once, whatever ended the process");
    school.now = school.now.plusSeconds(60);
    publisher.publishTagged("/list", "\"1\"", FIRST);
    assertEquals(Outcome.INSTALLED, due(restarted).orElseThrow().outcome());
    Instant asDue = restarted.freshness().get(0).nextAt();
    restarted.clear();
    assertEquals(asDue, restarted.freshness().get(0).nextAt(), "what did not fail waits");
  }

  /** Nothing came, so nothing that came is on record as refused. */
  @Test
  void whereNothingWaitsNothingIsOnRecord() throws Exception {
    ListUpdate update = school.run(draft(), Subscriptions.Mode.INSTALL);

    assertEquals(Outcome.REFUSED, update.outcome());
    assertEquals("no newer list waits to be installed", update.reason());
    assertEquals(List.of(), school.record());
  }

  @Test
  void whatAPersonTookOutIsTold() throws Exception {
    publisher.publishTagged("/list", "\"1\"", FIRST);
    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
    assertFalse(school.freshness(draft()).takenOut());

    school.library.removeSource("county", lists -> {});
    assertTrue(school.freshness(draft()).takenOut());

    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
    assertFalse(school.freshness(draft()).takenOut());
  }

  @Test
  void aPublisherWhoAsksToBeLeftAloneIs() throws Exception {
    publisher.on(
        "/list",
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "7200");
          Publisher.send(exchange, 503, new byte[0]);
        });
    Subscriptions subscriptions = school.to(draft().done());

    assertEquals(Outcome.FAILED, due(subscriptions).orElseThrow().outcome());

    assertEquals(120, minutesUntilDue(subscriptions));
  }

  @Test
  void whoStopsAnUpdateFindsNothingChanged() throws Exception {
    installFirst();
    publisher.stall("/list", "x");
    Subscriptions subscriptions = school.to(draft().done());
    school.now = school.now.plus(Duration.ofDays(2));
    Thread stopping =
        new Thread(
            () -> {
              while (publisher.asked().size() < 2) {
                Thread.onSpinWait();
              }
              subscriptions.stop();
            });
    stopping.start();

    assertThrows(InterruptedIOException.class, subscriptions::updateNextDue);

    stopping.join();
    assertEquals(FIRST_IN_FORCE, school.inForce("gambling"));
    assertEquals(0, school.freshness(draft()).failures());
    assertEquals(List.of(), school.record());
    assertEquals(Optional.empty(), subscriptions.updateNextDue(), "nothing begins any more");
  }

  private Optional<ListUpdate> due(Subscriptions subscriptions) throws Exception {
    return subscriptions.updateNextDue();
  }

  /** Lets time pass, minute by minute, until something is due, and says how many it took. */
  private long minutesUntilDue(Subscriptions subscriptions) throws Exception {
    for (long minutes = 0; minutes < 3000; minutes++) {
      Subscription only = subscriptions.all().get(0);
      SourceState state = SourceFolder.read(school.library, only.source());
      if (state.nextAt() != null && !state.nextAt().isAfter(school.now)) {
        return minutes;
      }
      school.now = school.now.plus(Duration.ofMinutes(1));
    }
    throw new AssertionError("never due");
  }

  @Test
  void aClockThatIsPutRightStopsNoSchedule() throws Exception {
    installFirst();
    Subscriptions subscriptions = school.to(draft().done());
    assertEquals(Optional.empty(), due(subscriptions));

    school.now = school.now.minus(Duration.ofDays(400));

    assertEquals(Outcome.UNCHANGED, due(subscriptions).orElseThrow().outcome());
  }

  @Test
  void aScheduleThatOnlyStagesInstallsNothing() throws Exception {
    publisher.publish("/list", FIRST);

    assertEquals(
        Outcome.STAGED, due(school.to(draft().installByHand().done())).orElseThrow().outcome());
    assertEquals(List.of(), school.inForce("gambling"));
  }

  @Test
  void theAlarmSaysWhichListIsOldAndWhyItWasNotRenewed() throws Exception {
    assertEquals(
        Optional.empty(),
        school.freshness(draft()).alarm(SubscriptionScheduleTest::shown),
        "not asked for yet");
    installFirst();
    publisher.on("/list", exchange -> Publisher.send(exchange, 404, new byte[0]));
    school.now = Subscriber.MORNING.plus(Duration.ofDays(3));
    school.update(draft());
    assertEquals(
        Optional.empty(), school.freshness(draft()).alarm(SubscriptionScheduleTest::shown));
    school.now = school.now.plusSeconds(1);

    assertEquals(
        Optional.of(
            "the list county is 3 days old, and 3 days is its limit; last tried at"
                + " 2026-03-05T09:00 without success: the publisher answers"
                + " 404 (not there) for "
                + publisher.url("/list")),
        school.freshness(draft()).alarm(SubscriptionScheduleTest::shown));
    publisher.publishTagged("/list", "\"1\"", FIRST);
    assertEquals(Outcome.UNCHANGED, school.update(draft()).outcome());
    assertEquals(
        Optional.empty(), school.freshness(draft()).alarm(SubscriptionScheduleTest::shown));
    assertEquals("unchanged", school.record().get(1), "that it is well again is on record");
  }

  @Test
  void aListThatWaitsForAPersonGrowsOldAllTheSame() throws Exception {
    installFirst();
    publisher.publishTagged("/list", "\"2\"", SECOND);
    assertEquals(Outcome.STAGED, school.run(draft(), Subscriptions.Mode.STAGE).outcome());
    school.now = school.now.plus(Duration.ofDays(3)).plusSeconds(1);
    assertEquals(Outcome.UNCHANGED, school.update(draft()).outcome());

    assertEquals(
        Optional.of(
            "the list county is 3 days old, and 3 days is its limit; a newer one has waited for 3"
                + " days: `schoolgate lists update county --install` puts it in force"),
        school.freshness(draft()).alarm(SubscriptionScheduleTest::shown));
    assertEquals(Outcome.INSTALLED, school.run(draft(), Subscriptions.Mode.INSTALL).outcome());
    assertEquals(
        Optional.empty(), school.freshness(draft()).alarm(SubscriptionScheduleTest::shown));
  }

  @Test
  void aFirstListThatNobodyPutsInForceIsAnAlarm() throws Exception {
    publisher.publish("/list", FIRST);
    assertEquals(Outcome.STAGED, school.run(draft(), Subscriptions.Mode.STAGE).outcome());
    assertFalse(school.freshness(draft()).isStale());
    school.now = school.now.plus(Duration.ofDays(3)).plusSeconds(1);

    assertEquals(
        Optional.of(
            "the list county was never put in force; a newer one has waited for 3 days:"
                + " `schoolgate lists update county --install` puts it in force"),
        school.freshness(draft()).alarm(SubscriptionScheduleTest::shown));
  }

  @Test
  void aVersionThatWasPutBackGrowsOld() throws Exception {
    installFirst();
    publisher.publishTagged("/list", "\"2\"", SECOND);
    school.update(draft());
    school.run(draft(), Subscriptions.Mode.ROLL_BACK);
    school.now = school.now.plus(Duration.ofDays(3)).plusSeconds(1);
    assertTrue(school.update(draft()).reason().startsWith("the version before was put back"));

    assertTrue(
        school
            .freshness(draft())
            .alarm(SubscriptionScheduleTest::shown)
            .orElse("")
            .endsWith(
                "; a person has put back the version before, which the publisher has no more"));
  }

  @Test
  void aSourceWhoseStateCannotBeReadStopsNoOther() throws Exception {
    publisher.publish("/list", FIRST);
    Path state = school.folder.resolve("lists/.subscriptions/broken/state");
    Files.createDirectories(state.resolveSibling("lock")); // no file that can be locked
    Subscriptions subscriptions = school.to(draft().source("broken").done(), draft().done());

    IOException named = assertThrows(IOException.class, subscriptions::updateNextDue);
    assertTrue(String.valueOf(named.getMessage()).startsWith("the list broken: "));
    assertEquals("county", due(subscriptions).orElseThrow().source());
    assertEquals(Optional.empty(), due(subscriptions));
    school.now = school.now.plus(Duration.ofMinutes(5));
    assertThrows(IOException.class, subscriptions::updateNextDue);
    assertEquals(FIRST_IN_FORCE, school.inForce("gambling"));
  }

  @Test
  void aFaultInTheProgramIsOnRecordAndNotMetAtOnceAgain() throws Exception {
    publisher.publish("/list", FIRST + "faulty.example\n");
    Subscriptions subscriptions = school.to(draft().done());

    for (int failures = 1; failures <= 3; failures++) {
      assertThrows(IllegalStateException.class, subscriptions::updateNextDue);
      assertEquals(failures, school.freshness(draft()).failures());
      assertEquals(
          "failed a fault in the program: IllegalStateException",
          school.record().get(failures - 1));
      assertEquals(Optional.empty(), due(subscriptions));
      assertTrue(minutesUntilDue(subscriptions) >= 5 * (1 << (failures - 1)) * 3 / 4);
    }
  }

  @Test
  void whenItIsAskedNextIsOnTheDiskBeforeItIsAsked() throws Exception {
    List<Boolean> written = new ArrayList<>();
    publisher.on(
        "/list",
        exchange -> {
          Instant next = SourceFolder.read(school.library, "county").nextAt();
          written.add(next != null && next.isAfter(school.now));
          Publisher.send(exchange, 404, new byte[0]);
        });

    assertEquals(Outcome.FAILED, due(school.to(draft().done())).orElseThrow().outcome());
    assertEquals(List.of(true), written);
  }

  @Test
  void aListThatWasNeverGotIsAnAlarm() throws Exception {
    school.update(draft());

    assertTrue(
        school
            .freshness(draft())
            .alarm(SubscriptionScheduleTest::shown)
            .orElse("")
            .startsWith("the list county was never got"));
  }

  private static String shown(Instant at) {
    return at.atZone(ZoneId.of("Europe/Paris")).toLocalDateTime().toString();
  }
}
