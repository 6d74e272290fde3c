package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;
import org.schoolgate.policy.Severity;
import org.schoolgate.policy.Violation;

/** What illegal content leaves on record. */
final class AuditGateIllegalTest extends AuditGateFixture {

  @ParameterizedTest
  @ValueSource(
      strings = {"listed", "typed", "shown", "blocked", "mandatory", "override", "flow", "repeats"})
  void nothingIllegalIsEverWrittenDown(String how) throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      AuditGate gate = store.gate();
      var target = Samples.target("vile-host.example", "/vile-path", "vile-query");
      var entry =
          new Match.Listed(Samples.category("iwf-urls"), "vile-host.example/vile-path", "iwf");
      var legal = new Match.Listed(Samples.category("pornography"), "vile-host.example", "ut1");
      var phrase =
          new Match.Phrase(
              Samples.category("drugs"),
              "vile-phrase",
              "drugs.en",
              100,
              0,
              11,
              Origin.TYPED,
              "vile-excerpt");
      var legalViolation =
          new Violation(Samples.category("drugs"), Severity.MEDIUM, "vile-phrase", Origin.TYPED);
      var keywords =
          new Violation(
              Samples.category("iwf-keywords"), Severity.CRITICAL, "vile-word", Origin.TYPED);
      var uncategorised = Classification.UNCATEGORISED;
      var listed = Classification.of(List.of(entry, legal));
      var justLegal = Classification.of(List.of(legal));
      var reason = new Reason(Reason.Kind.POLICY, "vile-text", "vile-source");
      switch (how) {
        case "listed", "repeats" -> {
          var facts =
              new DecisionFacts(
                  Samples.PUPIL, target, listed, "vile-terms", List.of(), List.of(phrase), "v1");
          var block = new Decision.Block(reason, null, Remedy.NOBODY);
          Samples.await(gate.record(block, facts));
          Samples.await(gate.record(block, facts));
        }
        case "typed" ->
            Samples.await(
                gate.record(
                    new Decision.Allow(reason),
                    new DecisionFacts(
                        Samples.PUPIL,
                        target,
                        justLegal,
                        "vile-terms",
                        List.of(legalViolation, keywords),
                        List.of(phrase),
                        "v1")));
        case "shown" ->
            Samples.await(
                gate.record(
                    new Decision.Inspect(reason),
                    new DecisionFacts(
                        Samples.PUPIL,
                        target,
                        uncategorised,
                        null,
                        List.of(legalViolation),
                        List.of(
                            phrase,
                            new Match.Phrase(
                                Samples.category("iwf-keywords"),
                                "vile-word",
                                "vile-file",
                                100,
                                0,
                                9,
                                Origin.SHOWN,
                                "vile-excerpt")),
                        "v1")));
        case "blocked", "mandatory" -> {
          boolean mandatory = how.equals("mandatory");
          Samples.await(
              gate.record(
                  new Decision.Block(
                      new Reason(
                          mandatory ? Reason.Kind.MANDATORY : Reason.Kind.POLICY,
                          "vile-text",
                          "vile-source"),
                      mandatory ? null : Samples.category("iwf-urls"),
                      Remedy.NOBODY),
                  new DecisionFacts(
                      Samples.PUPIL,
                      target,
                      justLegal,
                      "vile-terms",
                      List.of(legalViolation),
                      List.of(phrase),
                      "v1")));
        }
        case "override" ->
            Samples.await(
                gate.record(
                    override("ov-1"),
                    new DecisionFacts(
                        Samples.PUPIL, target, listed, "vile-terms", List.of(), List.of(), "v1")));
        default -> {
          for (boolean mandatory : new boolean[] {true, false}) {
            gate.flowClosed(
                new FlowFacts(
                    Samples.PUPIL,
                    target,
                    "vile-terms",
                    "block",
                    new Reason(
                        mandatory ? Reason.Kind.MANDATORY : Reason.Kind.POLICY,
                        "vile-text",
                        "vile-source"),
                    mandatory ? CategorySet.EMPTY : categories("iwf-keywords"),
                    403,
                    0,
                    0,
                    1,
                    "complete",
                    null));
          }
        }
      }
      Samples.await(
          gate.append(
              new LedgerEvent.ListEdited(
                  "add", "iwf-urls", "vile-host.example", "head", "vile-reason")));
      Samples.await(
          gate.append(
              new LedgerEvent.ListRatified(
                  "iwf-urls", "vile-host.example", "deputy", "vile-reason")));
      Samples.await(
          gate.append(
              new LedgerEvent.ListEntryEnded("iwf-urls", "vile-host.example", Instant.EPOCH)));
    }
    List<JsonNode> all = payloads(AuditStore.LEDGER);
    all.addAll(payloads(AuditStore.TRAFFIC));
    assertTrue(all.size() >= 2, all::toString);
    assertFalse(all.toString().contains("vile"), all::toString);
    JsonNode first = how.equals("flow") ? all.get(3) : all.get(0);
    assertTrue(
        first.path("target").path("opaqueId").asText().matches("[0-9a-f]{16}"), all::toString);
  }

  @Test
  void oneIllegalTargetAlwaysHasTheSameOpaqueIdAndAnotherSchoolAnotherOne() throws IOException {
    List<String> ids = new ArrayList<>();
    for (String school : List.of("a", "a", "b")) {
      try (AuditStore store = Samples.quietStore(folder.resolve(school), clock)) {
        store.gate().flowClosed(Samples.flow(Samples.PUPIL, "x.example", categories("iwf-urls")));
      }
      LedgerReader.open(folder.resolve(school), AuditStore.TRAFFIC)
          .backward(
              LedgerQuery.ALL,
              record -> {
                ids.add(
                    Objects.requireNonNull(record.payload())
                        .path("target")
                        .path("opaqueId")
                        .asText());
                return false;
              });
    }
    assertEquals(ids.get(0), ids.get(1));
    assertNotEquals(ids.get(0), ids.get(2));
  }
}
