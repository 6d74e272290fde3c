package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INTERRUPTED | {'lastAlive':'2026-11-23T09:00:00Z','withinSeconds':10,'backAt':'2026-11-23T09:01:30Z','downSecondsMax':90} | Filtering ended without being stopped: a crash, a kill or a power cut. It was last known to be on at 09:00:00 (known to within 10 seconds) and was on again at 09:01:30: off for 1 minute 30 seconds at most.
          INTERRUPTED | {'lastAlive':'2026-11-23T09:00:00Z','backAt':'2026-11-23T08:00:00Z'} | Filtering ended without being stopped: a crash, a kill or a power cut. It was last known to be on at 09:00:00 (nobody can tell how long after that it ended) and was on again at 08:00:00; for how long it was off nobody can tell, because the clock was set back.
          RECOVERED | {'log':'ledger','bytesCut':12} | The gateway ended without warning while it wrote to the ledger. What it had not finished (12 bytes) was taken off; every record that was confirmed is there.
          EPOCH_OPENED | {'log':'traffic','problem':'record 7: its checksum is wrong','oldFolder':'traffic.epoch-1'} | The traffic log was damaged, or changed by somebody, after it was written: record 7: its checksum is wrong. It was put aside whole as evidence, in the folder traffic.epoch-1, and a new one was begun.
          GAP | {'log':'traffic','count':1,'why':'busy'} | 1 record is missing from the traffic log: the disk was too slow.
          GAP | {'log':'ledger','count':2000,'from':'2026-11-23T09:00:00Z','until':'2026-11-23T09:00:05Z','why':'block-unrecorded'} | 2,000 records are missing from the ledger, between 09:00:00 and 09:00:05: what they tell of was blocked, but could not be recorded.
          REFUSED_AGAIN | {'address':'10.0.0.1','problem':'bare-line-feed','first':'SG-0000-5','count':7} | 7 more malformed requests like SG-0000-5 (bare-line-feed) within a minute.
          """)
  void saysIt(RecordKind kind, String json, String sentence) throws JsonProcessingException {
    assertEquals(
        Optional.of(sentence),
        RecordWords.of(
            kind,
            new ObjectMapper().readTree(json.replace('\'', '"')),
            at -> at.toString().substring(11, 19)));
  }

  @Test
  void mostKindsNeedNoSentence() throws JsonProcessingException {
    assertEquals(
        Optional.empty(),
        RecordWords.of(RecordKind.STARTED, new ObjectMapper().readTree("{}"), Instant::toString));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 seconds",
    "1, 1 second",
    "60, 1 minute",
    "3599, 59 minutes 59 seconds",
    "3600, 1 hour",
    "7505, 2 hours 5 minutes",
    "86400, 1 day",
    "180000, 2 days 2 hours",
  })
  void durationsInTwoUnits(long seconds, String words) {
    assertEquals(words, RecordWords.duration(seconds));
  }
}
