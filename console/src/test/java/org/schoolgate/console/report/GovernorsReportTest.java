package org.schoolgate.console.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.audit.AuditGate;
import org.schoolgate.audit.AuditStore;
import org.schoolgate.audit.DecisionFacts;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.console.TestClock;
import org.schoolgate.console.override.OverrideBook;
import org.schoolgate.console.override.OverrideRequest;
import org.schoolgate.console.people.Staffroom;
import org.schoolgate.policy.ApprovedOverride;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;
import org.schoolgate.policy.Severity;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.Violation;

/** The report from a real ledger: that it reads what the gate writes. */
class GovernorsReportTest {

  private static final CategoryTable TABLE = CategoryTable.builtIn();
  private static final Subject PUPIL =
      new Subject("p.pupil", List.of("year-5"), Confidence.INDIVIDUAL, "10.0.0.7");

  @TempDir Path folder;

  private final TestClock clock = new TestClock("2026-11-18T09:00:00Z");

  @Test
  void countsWhatTheGateWrote() throws Exception {
    try (AuditStore store = AuditStore.open(folder, "urn-123", TABLE, clock, new SecureRandom())) {
      AuditGate gate = store.gate();
      done(gate.append(new LedgerEvent.Started("0.1.0", "p1")));
      done(gate.append(new LedgerEvent.PolicyLoaded("p1", null, null)));
      done(
          gate.append(
              new LedgerEvent.ListEdited(
                  "remove",
                  "games",
                  "quiz.example",
                  "n.net",
                  "asked by Pip Pupil",
                  null,
                  null,
                  "this undid the ratified block of quiz.example (games)")));
      done(gate.append(added("late.example", "2026-11-18T09:01:00Z")));
      done(gate.append(added("soon.example", "2026-11-19T09:00:00Z")));
      done(gate.append(added("brief.example", "2026-12-19T09:00:00Z")));
      done(gate.append(added("seen.example", "2026-11-19T09:00:00Z")));
      done(
          gate.append(
              new LedgerEvent.ListRatified("games", "seen.example", "a.head", "right for us")));
      playAMorning(store);
      String html = html(store.ledger(), store);

      assertTrue(
          html.contains("It blocked about 10 requests (most often: Games, non-educational)"));
      assertTrue(html.contains("recorded fewer than 5 violations, fewer than 5 of them urgent"));
      assertTrue(html.contains("<dd>Only since 18 Nov 2026"), html);
      assertTrue(
          html.contains(
              "quiz.example (Games, non-educational); this undid the ratified block of"
                  + " quiz.example (games)"),
          html);
      assertTrue(html.contains("asked by [a pupil]"));
      assertTrue(html.contains("late.example (Games, non-educational), until 18 Dec 2026, 00:00"));
      assertTrue(html.contains("1 block has waited for a second person for longer"), html);
      assertTrue(html.contains("1 was ratified in these days."), html);
      assertTrue(
          html.contains("Ratified by a second person: seen.example (Games, non-educational)"),
          html);
      assertTrue(html.contains("right for us"), html);
      assertTrue(html.contains("ends before that, on 18 Dec 2026, 00:00"), html);
      assertTrue(html.contains("<td>18 Nov 2026, 09:01: overdue</td>"), html);
      assertTrue(html.contains("<td>19 Nov 2026, 09:00</td>"), html);
      assertTrue(html.contains("Policy in force: p1"));
      assertTrue(html.contains("for a lesson on rivers"));
      assertTrue(html.contains("Ada Head, headteacher"));
      assertTrue(html.contains("1 exception was approved, by Ada Head, headteacher (1)."));
      assertTrue(html.contains("<td class=\"n\">10</td>"), "the override was used six times");
      assertTrue(html.contains("1 request is still waiting."), html);
      assertTrue(html.contains("still waiting, for an end at 18 Nov 2026, 10:00"), html);
      assertTrue(html.contains("rivers.example for Year 5"));
      assertTrue(html.contains(store.checkpoints().get(0).origin()));
      assertFalse(html.contains("p.pupil") || html.contains("Pip Pupil"));
      assertFalse(html.contains("how do i") || html.contains("10.0.0.7"));
    }
    clock.advance(Duration.ofMinutes(1));
    try (AuditStore store = AuditStore.open(folder, "urn-123", TABLE, clock, new SecureRandom())) {
      done(store.gate().append(new LedgerEvent.Stopped("signal", null, null)));
    }
    LedgerReader offline = LedgerReader.open(folder, AuditStore.LEDGER);
    String later = html(offline, null);
    assertTrue(later.contains("It blocked about 10 requests"));
    assertTrue(later.contains("it was switched off at 18 Nov 2026, 09:03 and not started again"));
  }

  private static LedgerEvent added(String entry, String ratifyBy) {
    return new LedgerEvent.ListEdited(
        "add",
        "games",
        entry,
        "n.net",
        "asked by Pip Pupil",
        Instant.parse("2026-12-18T00:00:00Z"),
        Instant.parse(ratifyBy));
  }

  private void playAMorning(AuditStore store) throws Exception {
    AuditGate gate = store.gate();
    for (int i = 0; i < 9; i++) {
      done(gate.record(blocked("games"), facts("games.example", List.of())));
    }
    done(
        gate.record(
            new Decision.Inspect(reason(Reason.Kind.POLICY)),
            facts(
                "search.example",
                List.of(
                    new Violation(
                        TABLE.require("suicide"),
                        Severity.CRITICAL,
                        "kill myself",
                        Origin.TYPED)))));
    OverrideBook book =
        OverrideBook.open(store.ledger(), gate, TABLE, group -> true, clock, new SecureRandom());
    String id =
        done(book.request(
                Staffroom.TEACHER,
                OverrideRequest.forSite(
                    "year-5", "rivers.example", "for a lesson on rivers", Duration.ofHours(1))))
            .id();
    done(book.approve(id, Staffroom.HEAD, "fine for today"));
    ApprovedOverride approved = book.approved().get(0);
    done(
        book.request(
            Staffroom.TEACHER,
            OverrideRequest.forSite(
                "year-5", "hills.example", "for a lesson on hills", Duration.ofHours(1))));
    for (int i = 0; i < 6; i++) {
      done(
          gate.record(
              new Decision.AllowByOverride(reason(Reason.Kind.OVERRIDE), approved),
              facts("rivers.example", List.of())));
    }
    clock.advance(Duration.ofMinutes(2));
    gate.tick();
    // What the tick wrote nobody awaited; what comes after it is.
    done(gate.append(new LedgerEvent.PolicyLoaded("p1", "p1", null)));
  }

  private String html(LedgerReader ledger, @Nullable AuditStore store) throws Exception {
    ReportPeriod week =
        new ReportPeriod(
            LocalDate.parse("2026-11-16"), LocalDate.parse("2026-11-20"), clock.getZone());
    return GovernorsReport.html(
        ledger,
        new ReportSetting(
            "Elm Road Primary School",
            week,
            Staffroom.everybody(),
            TABLE,
            Map.of("year-5", "Year 5"),
            new Coverage(false, false, false, true, false, false),
            store == null ? List.of() : store.checkpoints(),
            store == null ? "" : store.verifierKey(),
            "/var/lib/schoolgate/audit",
            null),
        clock);
  }

  private static DecisionFacts facts(String host, List<Violation> violations) {
    return new DecisionFacts(
        PUPIL,
        Target.ofTls(HostName.parse(host), 443),
        Classification.of(List.of(new Match.Listed(TABLE.require("games"), host, "starter/games"))),
        violations.isEmpty() ? null : "how do i kill myself",
        violations,
        List.of(),
        "p1");
  }

  private static Decision blocked(String category) {
    Category itsCategory = TABLE.require(category);
    return new Decision.Block(reason(Reason.Kind.POLICY), itsCategory, Remedy.TEACHER);
  }

  private static Reason reason(Reason.Kind kind) {
    return new Reason(kind, "Because it is so.", "matrix.yaml");
  }

  private static <T> T done(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
