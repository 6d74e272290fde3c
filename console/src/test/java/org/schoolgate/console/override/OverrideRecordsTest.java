package org.schoolgate.console.override;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.console.RecordFixtures;

class OverrideRecordsTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

  static Stream<Arguments> records() {
    String requested =
        "{'overrideId':'o','requestedBy':'t','group':'g','domain':'a.example','reason':'r',"
            + "'from':'2026-11-23T09:00:00Z','until':'2026-11-23T09:00:01Z'}";
    return Stream.of(
        Arguments.of(
            RecordKind.OVERRIDE_REQUESTED,
            requested,
            new LedgerEvent.OverrideRequested(
                "o", "t", "g", "a.example", null, "r", NINE, NINE.plusSeconds(1))),
        Arguments.of(
            RecordKind.OVERRIDE_APPROVED,
            "{'overrideId':'o','approvedBy':'h','note':null}",
            new LedgerEvent.OverrideApproved("o", "h", null)),
        Arguments.of(
            RecordKind.OVERRIDE_REFUSED,
            "{'overrideId':'o','refusedBy':'h','note':'n'}",
            new LedgerEvent.OverrideRefused("o", "h", "n")),
        Arguments.of(
            RecordKind.OVERRIDE_ENDED,
            "{'overrideId':'o','why':'expired'}",
            new LedgerEvent.OverrideEnded("o", "expired", null, null)),
        Arguments.of(RecordKind.OVERRIDE_APPROVED, "{'overrideId':'o'}", null),
        Arguments.of(RecordKind.OVERRIDE_APPROVED, "{'overrideId':7,'approvedBy':'h'}", null),
        Arguments.of(RecordKind.OVERRIDE_REQUESTED, requested.replace("2026-11-23T09", "x"), null),
        Arguments.of(RecordKind.OVERRIDE_REQUESTED, requested.replace("'group'", "'gr'"), null),
        Arguments.of(RecordKind.STARTED, "{}", null),
        Arguments.of(RecordKind.OVERRIDE_ENDED, null, null),
        Arguments.of(null, "{}", null));
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsWhatIsWhole(
      @Nullable RecordKind kind, @Nullable String json, @Nullable LedgerEvent event)
      throws Exception {
    assertEquals(
        Optional.ofNullable(event), OverrideRecords.read(RecordFixtures.record(kind, json, NINE)));
  }
}
