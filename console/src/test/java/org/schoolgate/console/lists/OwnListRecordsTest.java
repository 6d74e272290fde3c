package org.schoolgate.console.lists;

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

class OwnListRecordsTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

  static Stream<Arguments> records() {
    String added =
        "{'change':'add','category':'c','entry':'a.example','editedBy':'t','reason':'r',"
            + "'until':'2026-11-23T09:00:00Z','ratifyBy':'2026-11-23T09:00:01Z'}";
    return Stream.of(
        Arguments.of(
            RecordKind.LIST_EDITED,
            added,
            new LedgerEvent.ListEdited(
                "add", "c", "a.example", "t", "r", NINE, NINE.plusSeconds(1))),
        // As versions before ends and ratifying wrote it.
        Arguments.of(
            RecordKind.LIST_EDITED,
            "{'change':'add','category':'c','entry':'a.example','editedBy':'t'}",
            new LedgerEvent.ListEdited("add", "c", "a.example", "t", null)),
        Arguments.of(
            RecordKind.LIST_RATIFIED,
            "{'category':'c','entry':'a.example','ratifiedBy':'h','reason':'r'}",
            new LedgerEvent.ListRatified("c", "a.example", "h", "r")),
        Arguments.of(
            RecordKind.LIST_ENTRY_ENDED,
            "{'category':'c','entry':'a.example','until':'2026-11-23T09:00:00Z'}",
            new LedgerEvent.ListEntryEnded("c", "a.example", NINE)),
        Arguments.of(RecordKind.LIST_EDITED, added.replace("'entry'", "'e'"), null),
        Arguments.of(RecordKind.LIST_EDITED, added.replace("2026-11-23T09:00:00Z", "soon"), null),
        Arguments.of(RecordKind.LIST_RATIFIED, "{'category':'c','entry':'a.example'}", null),
        Arguments.of(RecordKind.STARTED, "{}", null),
        Arguments.of(RecordKind.LIST_EDITED, null, null),
        Arguments.of(null, "{}", null));
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsWhatIsWhole(
      @Nullable RecordKind kind, @Nullable String json, @Nullable LedgerEvent event)
      throws Exception {
    assertEquals(
        Optional.ofNullable(event), OwnListRecords.read(RecordFixtures.record(kind, json, NINE)));
  }
}
