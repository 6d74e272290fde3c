package org.schoolgate.console.override;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.policy.CategoryTable;

/** What the fold believes, whatever stands in a ledger. */
class OverrideEntriesTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
  private static final Instant TEN = NINE.plus(Duration.ofHours(1));
  private static final String ID = "ovr-aaaaaa";

  private final OverrideEntries entries = new OverrideEntries(CategoryTable.builtIn());

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of("a.example", null, NINE, TEN, true),
        Arguments.of(null, "video", NINE, TEN, true),
        Arguments.of("a.example", "video", NINE, TEN, false),
        Arguments.of(null, null, NINE, TEN, false),
        Arguments.of(null, "no-such", NINE, TEN, false),
        Arguments.of("a.example", "no-such", NINE, TEN, false),
        Arguments.of(null, "iwf-urls", NINE, TEN, false),
        Arguments.of(null, "iwf-keywords", NINE, TEN, false),
        Arguments.of("a.example", null, TEN, NINE, false),
        Arguments.of("a.example", null, NINE, NINE, false));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void believesRequests(
      @Nullable String domain,
      @Nullable String category,
      Instant from,
      Instant until,
      boolean believed) {
    assertEquals(
        believed,
        entries.apply(
            new LedgerEvent.OverrideRequested(
                ID, "t.teach", "year-5", domain, category, "for a lesson", from, until),
            NINE));
    assertEquals(believed ? 1 : 0, entries.size());
  }

  static Stream<Arguments> sequences() {
    LedgerEvent approve = new LedgerEvent.OverrideApproved(ID, "a.head", null);
    LedgerEvent refuse = new LedgerEvent.OverrideRefused(ID, "a.head", null);
    LedgerEvent expire = new LedgerEvent.OverrideEnded(ID, "expired", null, null);
    LedgerEvent revoke = new LedgerEvent.OverrideEnded(ID, "revoked", "a.head", "no longer needed");
    LedgerEvent own = new LedgerEvent.OverrideApproved(ID, "t.teach", null);
    return Stream.of(
        Arguments.of(List.of(), OverrideState.REQUESTED),
        Arguments.of(List.of(approve), OverrideState.ACTIVE),
        Arguments.of(List.of(approve, approve), OverrideState.ACTIVE),
        Arguments.of(List.of(own), OverrideState.REQUESTED),
        Arguments.of(List.of(refuse), OverrideState.REFUSED),
        Arguments.of(List.of(refuse, approve), OverrideState.REFUSED),
        Arguments.of(List.of(approve, refuse), OverrideState.ACTIVE),
        Arguments.of(List.of(approve, revoke), OverrideState.REVOKED),
        Arguments.of(List.of(approve, revoke, approve), OverrideState.REVOKED),
        Arguments.of(List.of(revoke), OverrideState.REVOKED),
        Arguments.of(List.of(revoke, approve), OverrideState.REVOKED),
        Arguments.of(List.of(approve, expire), OverrideState.EXPIRED),
        Arguments.of(List.of(expire, approve), OverrideState.EXPIRED),
        Arguments.of(List.of(refuse, revoke), OverrideState.REFUSED));
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void believesWhatIsPossible(List<LedgerEvent> events, OverrideState state) {
    request();
    events.forEach(event -> entries.apply(event, NINE));

    assertEquals(state, entries.find(ID, NINE).orElseThrow().state());
    assertEquals(state == OverrideState.ACTIVE ? 1 : 0, entries.approved(NINE).size());
  }

  @Test
  void anApprovalAfterItsTimeHoldsNothing() {
    request();

    assertFalse(entries.apply(new LedgerEvent.OverrideApproved(ID, "a.head", null), TEN));
    assertEquals(List.of(), entries.approved(TEN));
  }

  @Test
  void oneIdIsOneRequest() {
    request();
    assertFalse(request());
    assertEquals(1, entries.size());
  }

  @Test
  void eventsAboutNothingDoNothing() {
    assertFalse(entries.apply(new LedgerEvent.OverrideApproved(ID, "a.head", null), NINE));
    assertFalse(entries.apply(new LedgerEvent.OverrideEnded(ID, "expired", null, null), NINE));
    assertFalse(entries.apply(new LedgerEvent.Stopped("signal", null, null), NINE));
    assertEquals(0, entries.size());
  }

  @Test
  void anApprovedOneIsOverdueFromItsLastInstant() {
    request();
    assertTrue(entries.apply(new LedgerEvent.OverrideApproved(ID, "a.head", null), NINE));

    assertEquals(List.of(), entries.overdue(TEN.minusNanos(1)));
    assertEquals(1, entries.overdue(TEN).size());
    assertEquals(List.of(), entries.approved(TEN));
  }

  private boolean request() {
    return entries.apply(
        new LedgerEvent.OverrideRequested(
            ID, "t.teach", "year-5", "a.example", null, "for a lesson", NINE, TEN),
        NINE);
  }
}
