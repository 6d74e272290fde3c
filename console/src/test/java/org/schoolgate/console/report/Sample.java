package org.schoolgate.console.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.schoolgate.audit.RecordKind;

/** A term at a made-up school, always the same. */
final class Sample {

  private static final List<String> BLOCKED =
      List.of("games", "social-media", "advertising", "video", "gambling", "filter-bypass");
  private static final List<String[]> FOUND =
      List.of(
          new String[] {"bullying", "medium"},
          new String[] {"violence", "medium"},
          new String[] {"self-harm", "urgent"},
          new String[] {"suicide", "critical"},
          new String[] {"violence-against-women-and-girls", "high"},
          new String[] {"gambling", "low"});

  private Sample() {}

  static void fill(Records records) {
    Random random = new Random(20260901);
    Instant day = Instant.parse("2026-09-01T09:00:00Z");
    records.add(day.toString(), RecordKind.POLICY_LOADED, "{'policyVersion':'2026-09-01.1'}");
    for (int i = 0; i < 80; i++) {
      day = day.plus(1, ChronoUnit.DAYS);
      for (int j = random.nextInt(9); j > 0; j--) {
        records.add(
            day.toString(),
            RecordKind.BLOCKED,
            "{'subject':{'name':'p.pupil','groups':['year-%d'],'address':'10.0.0.7'},'category':'%s','violations':[]}"
                .formatted(3 + random.nextInt(4), pick(BLOCKED, random)));
      }
      if (random.nextInt(3) == 0) {
        String[] found = pick(FOUND, random);
        records.add(
            day.toString(),
            RecordKind.VIOLATION_FOUND,
            "{'subject':{'name':'shared-7','groups':['year-%d']},'target':{'host':'secret.example'},'violations':[{'category':'%s','severity':'%s','phrase':'kms','typed':true}]}"
                .formatted(3 + random.nextInt(4), found[0], found[1]));
      }
    }
    records.add(
        "2026-10-02T14:05:00Z",
        RecordKind.LIST_EDITED,
        "{'change':'add','category':'school-blocked','entry':'quizgames.example','editedBy':'n.net','reason':'Played by p.pupil in lessons'}");
    records.add(
        "2026-10-09T06:00:00Z",
        RecordKind.LIST_IMPORTED,
        "{'source':'ut1','categories':['gambling','games','social-media'],'taken':104511,'duplicates':12,'rejected':3,'importedBy':'n.net'}");
    records.add(
        "2026-10-12T08:00:00Z",
        RecordKind.POLICY_LOADED,
        "{'policyVersion':'2026-10-12.1','previousVersion':'2026-09-01.1','loadedBy':'n.net'}");
    records.add("2026-10-15T03:11:00Z", RecordKind.RECOVERED, "{'log':'traffic','bytesCut':212}");
    records.add("2026-10-20T12:00:00Z", RecordKind.CAPTURE_OPENED, "{'openedBy':'s.safe'}");
    records.add("2026-10-20T12:00:00Z", RecordKind.OVERRIDE_APPROVED, "{}");
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
