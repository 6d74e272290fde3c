package org.schoolgate.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.audit.Reference;
import org.schoolgate.policy.CategoryTable;

class ReportFactsTest {

  private static final String AT = "2026-11-18T10:00:00Z";
  private static final ReportPeriod PERIOD =
      new ReportPeriod(
          LocalDate.parse("2026-11-16"), LocalDate.parse("2026-11-29"), ZoneId.of("Europe/London"));

  private final Records records = new Records();

  @Test
  void countsBlocksWithTheirRepeats() {
    records.add(
        AT,
        RecordKind.BLOCKED,
        "{'subject':{'name':'x','groups':['year-5']},'category':'games','violations':[]}");
    records.add(
        AT,
        RecordKind.REPEATS,
        "{'decision':'block','first':'SG-0000-1','subject':{'groups':['year-5']},'category':'games','count':7}");
    records.add(AT, RecordKind.BLOCKED, "{'subject':{'groups':['year-6']}}");

    ReportFacts facts = facts();
    assertEquals(8, facts.blocks.of("games"));
    assertEquals(1, facts.blocks.of(""));
    assertEquals(8, facts.blocksByGroup.of("year-5"));
    assertEquals(List.of("games", ""), facts.blocks.mostFirst());
  }

  @Test
  void countsViolationsWhateverWasDecided() {
    String json =
        "{'subject':{'groups':['year-5','club']},'violations':["
            + "{'category':'suicide','severity':'critical','typed':true},"
            + "{'category':'bullying','severity':'medium','typed':false},"
            + "{'category':'bullying','severity':'no-such'}]}";
    records.add(AT, RecordKind.VIOLATION_FOUND, json);
    records.add("2026-11-23T10:00:00Z", RecordKind.BLOCKED, json);
    records.add("2026-11-23T10:00:00Z", RecordKind.OVERRIDE_USED, json);

    ReportFacts facts = facts();
    assertEquals(6, facts.violations.total());
    assertEquals(3, facts.urgentByCategory.of("suicide"));
    assertEquals(3, facts.urgentByCategory.total());
    assertEquals(2, facts.violationsByWeek.of(LocalDate.parse("2026-11-16")));
    assertEquals(4, facts.violationsByWeek.of(LocalDate.parse("2026-11-23")));
    assertEquals(6, facts.violationsByGroup.of("club"));
  }

  @Test
  void countsTheUsesOfAnOverrideWithTheirRepeats() {
    Reference first = records.add(AT, RecordKind.OVERRIDE_USED, "{'override':{'id':'ovr-aaaaaa'}}");
    records.add(
        AT,
        RecordKind.REPEATS,
        "{'decision':'override','first':'%s','subject':{'groups':['year-5']},'count':4}"
            .formatted(first));
    records.add(AT, RecordKind.REPEATS, "{'decision':'override','first':'SG-0ZZZ-0','count':9}");

    ReportFacts facts = facts();
    assertEquals(5, facts.usesByOverride.of("ovr-aaaaaa"));
    assertEquals(0, facts.blocks.total());
  }

  @Test
  void listsChangesOncePerPolicy() {
    records.add(AT, RecordKind.POLICY_LOADED, "{'policyVersion':'p1'}");
    records.add(AT, RecordKind.POLICY_LOADED, "{'policyVersion':'p1'}");
    records.add(
        AT,
        RecordKind.POLICY_LOADED,
        "{'policyVersion':'p2','previousVersion':'p1','loadedBy':'n.net'}");
    records.add(
        AT,
        RecordKind.LIST_EDITED,
        "{'change':'add','category':'games','entry':'x.example','editedBy':'n.net','reason':'asked'}");
    records.add(
        AT,
        RecordKind.LIST_IMPORTED,
        "{'source':'ut1','categories':['games','video'],'taken':1200,'importedBy':'n.net'}");
    records.add(
        AT,
        RecordKind.LIST_UPDATED,
        "{'source':'ut1','outcome':'installed','categories':{'games':{}},'updatedBy':'schedule'}");
    records.add(
        AT,
        RecordKind.LIST_UPDATED,
        "{'source':'ut1','outcome':'rolled-back','categories':"
            + "{'games':{'entries':9,'added':7,'removed':1200}},'reason':'closed the library',"
            + "'updatedBy':'n.net'}");
    records.add(
        AT,
        RecordKind.LIST_UPDATED,
        "{'source':'ut1','outcome':'failed','categories':{},'reason':'x','updatedBy':'n.net'}");

    List<ReportFacts.Change> changes = facts().changes;
    assertEquals(
        List.of(
            "Policy in force: p1",
            "Policy in force: p2",
            "Added to the school's list: x.example (Games, non-educational)",
            "List imported: ut1, 1,200 entries (Games, non-educational; Video broadcasting)",
            "List put back to the version before: ut1 (Games, non-educational: 7 added, 1,200"
                + " removed)"),
        changes.stream().map(ReportFacts.Change::what).toList());
    assertNull(changes.get(0).by());
    assertEquals("n.net", changes.get(1).by());
    assertEquals("asked", changes.get(2).why());
    assertEquals("closed the library", changes.get(4).why());
  }

  @Test
  void listsWhatWentWrong() {
    records.add(AT, RecordKind.GAP, "{'log':'traffic','count':3,'why':'busy'}");
    records.add(AT, RecordKind.RECOVERED, "{'log':'ledger','bytesCut':12}");
    records.add(
        AT,
        RecordKind.INTERRUPTED,
        "{'lastAlive':'2026-11-18T09:00:00Z','backAt':'2026-11-18T10:00:00Z'}");
    records.add(AT, RecordKind.EPOCH_OPENED, "{'log':'ledger','problem':'record 7 was changed'}");

    ReportFacts facts = facts();
    assertEquals(4, facts.troubleCount);
    assertEquals(
        "3 records are missing from the traffic log: the disk was too slow.",
        facts.troubles.get(0).what());
  }

  /** Once, until it is renewed. */
  @Test
  void aListThatIsNotRenewedWentWrong() {
    for (String outcome : List.of("refused", "failed", "installed", "failed")) {
      records.add(
          AT,
          RecordKind.LIST_UPDATED,
          "{'source':'county','outcome':'"
              + outcome
              + "','categories':{},'reason':'it has shrunk','updatedBy':'schedule'}");
    }
    ReportFacts facts = facts();
    assertEquals(2, facts.troubleCount);
    assertEquals(
        "The list county was not renewed, and what was there stays: it has shrunk",
        facts.troubles.get(0).what());
  }

  @Test
  void aSecondStartThatNothingExplainsWentWrongToo() {
    records.add(AT, RecordKind.STARTED, "{}");
    records.add(AT, RecordKind.STARTED, "{}");

    assertEquals(1, facts().troubleCount);
    assertEquals(1, facts().uptime.interruptions);
  }

  @Test
  void countsWhatItCannotRead() {
    records.addUnreadable(AT, RecordKind.BLOCKED);
    records.add(AT, RecordKind.STARTED, "{}");

    ReportFacts facts = facts();
    assertEquals(1, facts.unreadable);
    assertEquals(2, facts.records);
  }

  @Test
  void listsAreLimitedAndTheRestIsCounted() {
    for (int i = 0; i <= ReportFacts.CHANGES_MAX; i++) {
      records.add(AT, RecordKind.POLICY_LOADED, "{'policyVersion':'p" + i + "'}");
    }

    ReportFacts facts = facts();
    assertEquals(ReportFacts.CHANGES_MAX, facts.changes.size());
    assertEquals(ReportFacts.CHANGES_MAX + 1, facts.changeCount);
  }

  private ReportFacts facts() {
    return ReportFacts.of(records.all(), PERIOD, CategoryTable.builtIn());
  }
}
