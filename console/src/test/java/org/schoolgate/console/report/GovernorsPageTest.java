package org.schoolgate.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.audit.Checkpoint;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.console.override.OverrideEntry;
import org.schoolgate.console.override.OverrideState;
import org.schoolgate.console.people.Staffroom;
import org.schoolgate.policy.CategoryTable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class GovernorsPageTest {

  private static final ReportPeriod TERM =
      new ReportPeriod(
          LocalDate.parse("2026-09-01"), LocalDate.parse("2026-11-20"), ZoneId.of("Europe/London"));

  private final Records records = new Records();
  private final List<OverrideEntry> overrides = new ArrayList<>();
  private @Nullable Instant deadSince;
  private String school = "Elm Road Primary School";

  @Test
  void saysEverythingInItsOrder() throws Exception {
    aTerm();
    Document page = page();

    assertEquals(
        List.of(
            "In short",
            "When filtering was switched off",
            "What went wrong",
            "Changes to filtering",
            "Blocks that wait for a second person",
            "Exceptions (overrides)",
            "What was noticed",
            "What was blocked",
            "By group",
            "Who watches those who monitor",
            "What is not covered",
            "How to check this report",
            "Seen by"),
        texts(page, "h2"));
    assertEquals("en-GB", page.getDocumentElement().getAttribute("lang"));
    String text = page.getDocumentElement().getTextContent();
    assertTrue(text.contains("Elm Road Primary School"));
    assertTrue(text.contains("Toni Teach, teacher"));
    assertTrue(text.contains("Ada Head, headteacher"));
    assertTrue(text.contains("Video broadcasting for Year 5"));
    assertTrue(
        text.contains(
            "schoolgate audit verify /var/lib/schoolgate/audit --key 'ledger+0a1b2c3d+AbC='"));
    assertTrue(text.contains("schoolgate/urn-123/ledger"));
    assertTrue(text.contains("Internet Watch Foundation"));
  }

  @Test
  void noPupilIsNamedAndSmallGroupsAreHidden() throws Exception {
    aTerm();
    String html = html();

    for (String secret :
        List.of("Pip Pupil", "p.pupil", "shared-7", "10.0.0.7", "kms", "secret.example")) {
      assertFalse(html.contains(secret), secret);
    }
    assertTrue(html.contains("under 5"));
  }

  @Test
  void everyTableCanBeWalkedThrough() throws Exception {
    aTerm();
    Document page = page();

    NodeList tables = page.getElementsByTagName("table");
    assertTrue(tables.getLength() >= 7);
    for (int i = 0; i < tables.getLength(); i++) {
      Element table = (Element) tables.item(i);
      assertEquals(1, table.getElementsByTagName("caption").getLength());
      NodeList headings = table.getElementsByTagName("th");
      for (int j = 0; j < headings.getLength(); j++) {
        assertTrue(((Element) headings.item(j)).getAttribute("scope").matches("col|row"));
      }
    }
    NodeList charts = page.getElementsByTagName("svg");
    assertEquals(2, charts.getLength());
    for (int i = 0; i < charts.getLength(); i++) {
      assertEquals("img", ((Element) charts.item(i)).getAttribute("role"));
      assertEquals(1, ((Element) charts.item(i)).getElementsByTagName("desc").getLength());
    }
  }

  @Test
  void noCaptionSaysItsHeadingAgain() throws Exception {
    aTerm();
    Document page = page();

    List<String> headings = texts(page, "h2");
    List<String> captions = new ArrayList<>(texts(page, "caption"));
    captions.addAll(texts(page, "figcaption"));
    assertTrue(captions.contains("Each event, the earliest first"), captions::toString);
    assertTrue(captions.stream().noneMatch(headings::contains), captions::toString);
    assertEquals(captions.size(), Set.copyOf(captions).size(), captions::toString);
  }

  @Test
  void loadsNothingAndRunsNothing() throws Exception {
    aTerm();
    Document page = page();

    for (String tag : List.of("script", "link", "img", "iframe", "a", "form", "object")) {
      assertEquals(0, page.getElementsByTagName(tag).getLength(), tag);
    }
    assertTrue(
        html().contains("default-src &#39;none&#39;") || html().contains("default-src 'none'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<script>alert(1)</script>", "\"><img src=x>", "</style>", "&lt;b&gt;", "]]>"})
  void nothingThatSomebodyWroteBecomesMarkup(String hostile) throws Exception {
    school = hostile;
    records.add(
        "2026-10-01T10:00:00Z",
        RecordKind.LIST_EDITED,
        new ObjectMapper()
            .createObjectNode()
            .put("change", "add")
            .put("category", hostile)
            .put("entry", hostile)
            .put("editedBy", hostile)
            .put("reason", hostile)
            .toString());
    overrides.add(override("ovr-aaaaaa", hostile, OverrideState.ACTIVE, "a.head"));
    Document page = page();

    for (String tag : List.of("script", "img", "b")) {
      assertEquals(0, page.getElementsByTagName(tag).getLength(), tag);
    }
    assertEquals(1, page.getElementsByTagName("style").getLength());
    assertTrue(page.getDocumentElement().getTextContent().contains(hostile));
  }

  @Test
  void whatIsMissingIsSaidPlainly() throws Exception {
    aTerm();
    overrides.add(override("ovr-aaaaaa", "Still wanted", OverrideState.REQUESTED, null));
    records.add(
        "2026-11-19T10:00:00Z",
        RecordKind.LIST_EDITED,
        "{'change':'add','category':'games','entry':'old.example','editedBy':'n.net'}");
    deadSince = Instant.parse("2026-11-20T10:00:00Z");
    String text = page().getDocumentElement().getTextContent();

    assertTrue(text.contains("no reason given"));
    assertTrue(text.contains("1 request is still waiting."), text);
    assertTrue(text.contains("still waiting, for an end at 5 Oct 2026, 11:30"), text);
    assertTrue(text.contains("not decided before its end"));
    assertTrue(text.contains("it ended without being stopped after 20 Nov 2026, 10:00"), text);
    assertFalse(text.contains("Yes: it has no gaps."));
  }

  @Test
  void noNumberUnderFiveOfWhatPeopleDidIsPrinted() throws Exception {
    for (String group : List.of("year-5", "year-6")) {
      for (int i = 0; i < 3; i++) {
        records.add(
            "2026-10-01T10:00:00Z",
            RecordKind.BLOCKED,
            "{'subject':{'groups':['%s']},'category':'gambling','violations':[{'category':'violence','severity':'urgent'}]}"
                .formatted(group));
      }
    }
    String text = page().getDocumentElement().getTextContent();

    assertTrue(text.contains("about 10 requests (most often: Gambling)"), text);
    assertTrue(text.contains("No group has 5 blocked requests or violations, or more."));
    assertFalse(text.contains("Year 5"), "a group with three");
  }

  @Test
  void aQuietTermIsSaidInSentences() throws Exception {
    String text = page().getDocumentElement().getTextContent();

    assertTrue(text.contains("Policy and lists were not changed."));
    assertTrue(text.contains("Nobody asked for one."));
    assertTrue(text.contains("Monitoring recorded no violation."));
    assertTrue(text.contains("No: there is no record that Schoolgate was on in these days."));
    assertTrue(text.contains("It blocked no requests."));
    assertTrue(text.contains("There is no record of these days."));
    assertFalse(text.contains("Yes"), text);
  }

  private void aTerm() {
    Sample.fill(records);
    overrides.add(
        override("ovr-7k2m9q", "Topic on rivers, with Pip Pupil", OverrideState.EXPIRED, "a.head"));
    overrides.add(
        override("ovr-3d0x1v", "Wants to play a quiz", OverrideState.REFUSED, "d.deputy"));
    overrides.add(override("ovr-zz2m9q", "Asked and forgotten", OverrideState.EXPIRED, null));
  }

  private static OverrideEntry override(
      String id, String reason, OverrideState state, @Nullable String decidedBy) {
    Instant asked = Instant.parse("2026-10-05T08:30:00Z");
    return new OverrideEntry(
        id,
        state,
        "year-5",
        null,
        CategoryTable.builtIn().require("video"),
        reason,
        "t.teach",
        asked,
        asked.plusSeconds(7200),
        decidedBy,
        decidedBy == null ? null : asked.plusSeconds(300),
        null,
        null,
        null);
  }

  private String html() {
    ReportSetting setting =
        new ReportSetting(
            school,
            TERM,
            Staffroom.everybody(),
            CategoryTable.builtIn(),
            Map.of("year-5", "Year 5", "year-6", "Year 6"),
            new Coverage(false, false, false, true, false, true),
            List.of(
                new Checkpoint(
                    "schoolgate/urn-123/ledger",
                    12_345,
                    "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="),
                new Checkpoint(
                    "schoolgate/urn-123/traffic",
                    2_345_678,
                    "LCa0a2j/xo/5m0U8HTBBNBNCLXBkg7+g+YpeiGJm564=")),
            "ledger+0a1b2c3d+AbC=",
            "/var/lib/schoolgate/audit",
            deadSince);
    return new GovernorsPage(
            setting,
            ReportFacts.of(records.all(), TERM, CategoryTable.builtIn()),
            ReportFacts.of(List.of(), TERM.previous(), CategoryTable.builtIn()),
            overrides,
            List.of(),
            Instant.parse("2026-11-21T09:00:00Z"),
            Instant.parse("2026-11-21T09:00:00Z"))
        .html();
  }

  /** The page is XML as well, so that a reader which corrects nothing can check it. */
  private Document page() throws Exception {
    String html = html();
    Document page =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    assertNotNull(page.getDocumentElement());
    return page;
  }

  private static List<String> texts(Document page, String tag) {
    List<String> texts = new ArrayList<>();
    NodeList found = page.getElementsByTagName(tag);
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }
}
