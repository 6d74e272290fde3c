package org.schoolgate.console.override;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.Reference;
import org.schoolgate.console.RefusedException;
import org.schoolgate.console.TestClock;
import org.schoolgate.console.people.Person;
import org.schoolgate.console.people.Staffroom;
import org.schoolgate.policy.ApprovedOverride;
import org.schoolgate.policy.CategoryTable;

/** The book against a ledger whose answers the test gives by hand, to look between two steps. */
class OverrideBookTest {

  private final TestClock clock = new TestClock("2026-11-23T09:00:00Z");
  private final List<LedgerEvent> appended = new ArrayList<>();
  private final List<CompletableFuture<Reference>> waiting = new ArrayList<>();
  private boolean atOnce = true;
  private final OverrideBook book =
      new OverrideBook(
          this::append,
          CategoryTable.builtIn(),
          group -> group.startsWith("year-"),
          clock,
          new SecureRandom());

  @Test
  void aRequestHoldsOnlyOnceAnotherPersonApproved() {
    OverrideEntry requested = done(book.request(Staffroom.TEACHER, hour("bbc.co.uk")));
    assertEquals(OverrideState.REQUESTED, requested.state());
    assertEquals(List.of(), book.approved());

    clock.advance(Duration.ofMinutes(10));
    OverrideEntry active = done(book.approve(requested.id(), Staffroom.HEAD, "for the topic"));

    assertEquals(OverrideState.ACTIVE, active.state());
    ApprovedOverride approved = book.approved().get(0);
    assertEquals("bbc.co.uk", approved.domain());
    assertEquals("t.teach", approved.requestedBy());
    assertEquals("a.head", approved.approvedBy());
    assertEquals(clock.instant(), approved.from());
    assertEquals(requested.until(), approved.until());
  }

  @Test
  void expiresByTheClock() {
    OverrideEntry active = approvedHour();
    clock.advance(Duration.ofMinutes(59));
    assertTrue(book.approved().get(0).holdsAt(clock.instant()));

    clock.advance(Duration.ofMinutes(1));
    assertFalse(book.approved().get(0).holdsAt(clock.instant()));
    assertEquals(OverrideState.EXPIRED, book.find(active.id()).orElseThrow().state());

    book.tick();
    assertEquals(List.of(), book.approved());
    assertEquals(
        new LedgerEvent.OverrideEnded(active.id(), "expired", null, null), appended.get(2));
    book.tick();
    assertEquals(3, appended.size());
  }

  @Test
  void anUndecidedRequestLapses() {
    OverrideEntry requested = done(book.request(Staffroom.TEACHER, hour("bbc.co.uk")));
    clock.advance(Duration.ofHours(1));

    assertRefused(
        RefusedException.Kind.CONFLICT,
        book.approve(requested.id(), Staffroom.HEAD, "for the topic"));
    book.tick();
    assertEquals(
        new LedgerEvent.OverrideEnded(requested.id(), "expired", null, null), appended.get(1));
  }

  @ParameterizedTest
  @CsvSource({
    "p.pupil, a.head, request",
    "g.gov, a.head, request",
    "t.teach, t.teach, approve",
    "t.teach, s.safe, approve",
    "t.teach, n.net, approve",
    "a.head, a.head, approve",
    "t.teach, a.head, ''",
    "t.teach, d.deputy, ''",
    "a.head, d.deputy, ''",
    "n.net, a.head, ''"
  })
  void takesTwoPeopleWhoMay(String requester, String approver, String refusedAt) {
    Person by = Staffroom.everybody().require(requester);
    CompletionStage<OverrideEntry> request = book.request(by, hour("bbc.co.uk"));
    if (refusedAt.equals("request")) {
      assertRefused(RefusedException.Kind.NOT_PERMITTED, request);
      return;
    }
    CompletionStage<OverrideEntry> approve =
        book.approve(done(request).id(), Staffroom.everybody().require(approver), "for the topic");
    if (refusedAt.equals("approve")) {
      assertRefused(RefusedException.Kind.NOT_PERMITTED, approve);
      assertEquals(List.of(), book.approved());
    } else {
      assertEquals(OverrideState.ACTIVE, done(approve).state());
    }
  }

  @Test
  void ofTwoWhoDecideAtOnceOneWins() {
    String id = done(book.request(Staffroom.TEACHER, hour("bbc.co.uk"))).id();
    atOnce = false;
    CompletionStage<OverrideEntry> first = book.refuse(id, Staffroom.DEPUTY, "for the topic");
    CompletionStage<OverrideEntry> second = book.approve(id, Staffroom.HEAD, "for the topic");

    assertRefused(RefusedException.Kind.CONFLICT, second);
    assertEquals(OverrideState.REQUESTED, book.find(id).orElseThrow().state());
    waiting.get(0).complete(new Reference(9));

    assertEquals(OverrideState.REFUSED, done(first).state());
    assertRefused(
        RefusedException.Kind.CONFLICT, book.approve(id, Staffroom.HEAD, "for the topic"));
    assertEquals(2, appended.size());
    assertEquals(List.of(), book.approved());
  }

  @Test
  void nothingHoldsThatTheLedgerDidNotTake() {
    String id = done(book.request(Staffroom.TEACHER, hour("bbc.co.uk"))).id();
    atOnce = false;
    CompletionStage<OverrideEntry> failing = book.approve(id, Staffroom.HEAD, "for the topic");
    assertEquals(List.of(), book.approved());
    waiting.get(0).completeExceptionally(new IOException("no space"));

    assertThrows(CompletionException.class, () -> failing.toCompletableFuture().join());
    assertEquals(OverrideState.REQUESTED, book.find(id).orElseThrow().state());
    atOnce = true;
    assertEquals(
        OverrideState.ACTIVE, done(book.approve(id, Staffroom.HEAD, "for the topic")).state());
  }

  @Test
  void anEndThatTheLedgerDidNotTakeIsTriedAgain() {
    approvedHour();
    clock.advance(Duration.ofHours(2));
    atOnce = false;
    book.tick();
    book.tick();
    assertEquals(3, appended.size());
    waiting.get(0).completeExceptionally(new IOException("no space"));
    atOnce = true;
    book.tick();

    assertEquals(4, appended.size());
    assertEquals(List.of(), book.approved());
  }

  @ParameterizedTest
  @CsvSource({"t.teach, true", "a.head, true", "d.deputy, true", "n.net, false", "s.safe, false"})
  void whoAskedOrMayApproveEndsItEarly(String by, boolean may) {
    OverrideEntry active = approvedHour();
    CompletionStage<OverrideEntry> revoked =
        book.revoke(active.id(), Staffroom.everybody().require(by), "no longer needed");
    if (may) {
      assertEquals(OverrideState.REVOKED, done(revoked).state());
      assertEquals(List.of(), book.approved());
      assertRefused(
          RefusedException.Kind.CONFLICT,
          book.revoke(active.id(), Staffroom.HEAD, "no longer needed"));
    } else {
      assertRefused(RefusedException.Kind.NOT_PERMITTED, revoked);
      assertEquals(1, book.approved().size());
    }
  }

  @Test
  void refusesUnknownGroupsAndIds() {
    OverrideRequest nowhere =
        OverrideRequest.forSite("staff-typo", "bbc.co.uk", "for a lesson", Duration.ofHours(1));

    assertRefused(RefusedException.Kind.UNKNOWN, book.request(Staffroom.TEACHER, nowhere));
    assertRefused(
        RefusedException.Kind.UNKNOWN, book.approve("ovr-000000", Staffroom.HEAD, "for the topic"));
    assertEquals(List.of(), appended);
  }

  @Test
  void findsAnIdInAnySpelling() {
    String id = done(book.request(Staffroom.TEACHER, hour("bbc.co.uk"))).id();

    assertEquals(
        OverrideState.ACTIVE,
        done(book.approve(
                id.toUpperCase(Locale.ROOT).substring(4), Staffroom.HEAD, "for the topic"))
            .state());
  }

  @Test
  void listsTheLatestFirstAndForgetsAfterNinetyDays() {
    String first = done(book.request(Staffroom.TEACHER, hour("one.example"))).id();
    clock.advance(Duration.ofMinutes(1));
    String second = done(book.request(Staffroom.TEACHER, hour("two.example"))).id();
    assertEquals(List.of(second, first), book.list().stream().map(OverrideEntry::id).toList());

    clock.advance(Duration.ofDays(91));
    book.tick();
    assertEquals(List.of(), book.list());
  }

  @Test
  void theNumbersAreLimited() {
    for (int i = 0; i < OverrideBook.REQUESTED_MAX; i++) {
      done(book.request(Staffroom.TEACHER, hour("site" + i + ".example")));
    }
    assertRefused(
        RefusedException.Kind.CONFLICT, book.request(Staffroom.TEACHER, hour("more.example")));

    List<OverrideEntry> requested = book.list();
    for (int i = 0; i < OverrideBook.ACTIVE_MAX; i++) {
      done(book.approve(requested.get(i).id(), Staffroom.HEAD, "for the topic"));
    }
    assertRefused(
        RefusedException.Kind.CONFLICT,
        book.approve(requested.get(OverrideBook.ACTIVE_MAX).id(), Staffroom.HEAD, "for the topic"));
    assertEquals(OverrideBook.ACTIVE_MAX, book.approved().size());
  }

  private OverrideEntry approvedHour() {
    String id = done(book.request(Staffroom.TEACHER, hour("bbc.co.uk"))).id();
    return done(book.approve(id, Staffroom.HEAD, "for the topic"));
  }

  private static OverrideRequest hour(String site) {
    return OverrideRequest.forSite("year-5", site, "for a lesson", Duration.ofHours(1));
  }

  private CompletionStage<Reference> append(LedgerEvent event) {
    appended.add(event);
    if (atOnce) {
      return CompletableFuture.completedFuture(new Reference(appended.size()));
    }
    CompletableFuture<Reference> later = new CompletableFuture<>();
    waiting.add(later);
    return later;
  }

  private static OverrideEntry done(CompletionStage<OverrideEntry> stage) {
    assertTrue(stage.toCompletableFuture().isDone());
    return stage.toCompletableFuture().join();
  }

  private static void assertRefused(
      RefusedException.Kind kind, CompletionStage<OverrideEntry> stage) {
    CompletionException failed =
        assertThrows(CompletionException.class, () -> stage.toCompletableFuture().join());
    assertEquals(kind, assertInstanceOf(RefusedException.class, failed.getCause()).kind());
  }
}
