package org.schoolgate.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.policy.ApprovedOverride;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Reason;

/** A folder, a clock and what the tests of the gate share to ask it and to read what it wrote. */
abstract class AuditGateFixture {

  @TempDir Path folder;

  final FakeClock clock = new FakeClock("2026-11-23T09:00:00Z");

  static Decision override(String id) {
    return new Decision.AllowByOverride(
        new Reason(Reason.Kind.OVERRIDE, "Approved.", id),
        new ApprovedOverride(
            id,
            "year-5",
            null,
            Samples.category("gambling"),
            "teacher",
            "head",
            "probability lesson",
            Instant.parse("2026-11-23T08:00:00Z"),
            Instant.parse("2026-11-23T10:00:00Z")));
  }

  static CategorySet categories(String id) {
    return CategorySet.of(List.of(Samples.category(id)));
  }

  List<JsonNode> payloads(String log) throws IOException {
    List<JsonNode> payloads = new ArrayList<>();
    LedgerReader.open(folder, log)
        .forward(LedgerQuery.ALL, record -> payloads.add(Objects.requireNonNull(record.payload())));
    return payloads;
  }
}
