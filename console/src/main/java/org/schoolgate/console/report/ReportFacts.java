package org.schoolgate.console.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.chrono.ChronoLocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.audit.RecordWords;
import org.schoolgate.audit.Reference;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;

/**
 * What the ledger's records of one period add up to: counts and changes, with no name of a subject.
 * Filled once by {@link #of}, then only read.
 */
final class ReportFacts {

  /** The most changes that are listed; the rest are counted. */
  static final int CHANGES_MAX = 1_000;

  /** The most troubles that are listed; the rest are counted. */
  static final int TROUBLES_MAX = 200;

  /** The most records of an override's use whose repeats can be told apart. */
  private static final int USES_TRACKED_MAX = 200_000;

  /**
   * One change to filtering.
   *
   * @param at when
   * @param what in words
   * @param by account; null if the gateway itself
   * @param why null if nobody said
   */
  record Change(Instant at, String what, @Nullable String by, @Nullable String why) {}

  /** Something that governors should know went wrong. */
  record Trouble(Instant at, String what) {}

  final Tally<String> blocks = new Tally<>();
  final Tally<String> violations = new Tally<>();
  final Tally<String> urgentByCategory = new Tally<>();
  final Tally<ChronoLocalDate> violationsByWeek = new Tally<>();
  final Tally<String> blocksByGroup = new Tally<>();
  final Tally<String> violationsByGroup = new Tally<>();
  final Tally<String> usesByOverride = new Tally<>();
  final Tally<RecordKind> kinds = new Tally<>();

  /** Lists whose last try to be renewed came to nothing: told once, until one does. */
  private final Set<String> notRenewed = new HashSet<>();

  final List<Change> changes = new ArrayList<>();
  final List<Trouble> troubles = new ArrayList<>();
  final Uptime uptime = new Uptime();
  long records;
  long unreadable;
  long changeCount;
  long troubleCount;

  private final ReportPeriod period;
  private final CategoryTable categories;
  private final Map<Reference, String> overrideOfUse = new HashMap<>();
  private @Nullable String policyVersion;

  private ReportFacts(ReportPeriod period, CategoryTable categories) {
    this.period = period;
    this.categories = categories;
  }

  /**
   * Counts the records of that period.
   *
   * @throws IOException if the ledger cannot be read
   */
  static ReportFacts of(LedgerReader ledger, ReportPeriod period, CategoryTable categories)
      throws IOException {
    ReportFacts facts = new ReportFacts(period, categories);
    LedgerQuery ends = LedgerQuery.ALL.ofKinds(RecordKind.STARTED, RecordKind.STOPPED);
    for (LedgerRecord last : ledger.search(ends.between(null, period.from()), 1)) {
      facts.uptime.begin(Objects.requireNonNull(last.kind()), last.at());
    }
    ledger.forward(LedgerQuery.ALL.between(period.from(), period.until()), facts::take);
    facts.unexplained(facts.uptime.end());
    return facts;
  }

  /** Counts these records, oldest first, whenever they are. */
  static ReportFacts of(
      Iterable<LedgerRecord> records, ReportPeriod period, CategoryTable categories) {
    ReportFacts facts = new ReportFacts(period, categories);
    records.forEach(facts::take);
    facts.unexplained(facts.uptime.end());
    return facts;
  }

  /** Whether nothing is on record, and not even that it was on before. */
  boolean unrecorded() {
    return records == 0 && uptime.begun() == null;
  }

  private void take(LedgerRecord record) {
    records++;
    RecordKind kind = record.kind();
    JsonNode payload = record.payload();
    if (kind == null || payload == null) {
      unreadable++;
      return;
    }
    kinds.add(kind, 1);
    unexplained(uptime.take(kind, record.at(), payload));
    switch (kind) {
      case BLOCKED, OVERRIDE_USED, VIOLATION_FOUND -> takeDecision(record, kind, payload);
      case REPEATS -> takeRepeats(payload);
      case POLICY_LOADED -> takePolicy(record.at(), payload);
      case LIST_IMPORTED ->
          change(
              record.at(),
              "List imported: %s, %s entries (%s)"
                  .formatted(
                      payload.path("source").asText(),
                      SmallCounts.plain(payload.path("taken").asLong()),
                      titles(payload.path("categories"))),
              payload.path("importedBy").textValue(),
              payload.path("reason").textValue());
      case LIST_UPDATED -> takeUpdate(record.at(), payload);
      case LIST_REMOVED ->
          change(
              record.at(),
              "List taken out: %s, %s entries (%s)"
                  .formatted(
                      payload.path("source").asText(),
                      SmallCounts.plain(payload.path("entries").asLong()),
                      titles(payload.path("categories"))),
              payload.path("removedBy").textValue(),
              payload.path("reason").textValue());
      case LIST_RATIFIED ->
          change(
              record.at(),
              "Ratified by a second person: %s (%s)"
                  .formatted(
                      payload.path("entry").asText(), title(payload.path("category").asText())),
              payload.path("ratifiedBy").textValue(),
              payload.path("reason").textValue());
      case LIST_EDITED ->
          change(
              record.at(),
              "%s: %s (%s)%s%s"
                  .formatted(
                      switch (payload.path("change").asText()) {
                        case "add" -> "Added to the school's list";
                        case "restore" -> "Put back on the school's list";
                        default -> "Taken off the school's list";
                      },
                      payload.path("entry").asText(),
                      title(payload.path("category").asText()),
                      until(payload.path("until").asText()),
                      remark(payload.path("remark").asText(""))),
              payload.path("editedBy").textValue(),
              payload.path("reason").textValue());
      case GAP, EPOCH_OPENED, RECOVERED, INTERRUPTED ->
          RecordWords.of(kind, payload, period::time).ifPresent(what -> trouble(record.at(), what));
      default -> {
        // counted by kind
      }
    }
  }

  private void takeDecision(LedgerRecord record, RecordKind kind, JsonNode payload) {
    DecisionRecord decision = DecisionRecord.of(payload);
    if (kind == RecordKind.BLOCKED) {
      countBlocks(decision, 1);
    }
    if (kind == RecordKind.OVERRIDE_USED && decision.overrideId().isPresent()) {
      usesByOverride.add(decision.overrideId().get(), 1);
      if (overrideOfUse.size() < USES_TRACKED_MAX) {
        overrideOfUse.put(record.reference(), decision.overrideId().get());
      }
    }
    LocalDate week = period.weekOf(record.at());
    for (DecisionRecord.Found found : decision.violations()) {
      violations.add(found.category(), 1);
      if (found.severity().alertsAtOnce()) {
        urgentByCategory.add(found.category(), 1);
      }
      violationsByWeek.add(week, 1);
      decision.groups().forEach(group -> violationsByGroup.add(group, 1));
    }
  }

  private void takeRepeats(JsonNode payload) {
    long count = payload.path("count").asLong();
    if (payload.path("decision").asText().equals("block")) {
      countBlocks(DecisionRecord.of(payload), count);
    } else {
      DecisionRecord.firstOf(payload)
          .flatMap(first -> Optional.ofNullable(overrideOfUse.get(first)))
          .ifPresent(id -> usesByOverride.add(id, count));
    }
  }

  private void countBlocks(DecisionRecord decision, long count) {
    blocks.add(decision.category().orElse(""), count);
    decision.groups().forEach(group -> blocksByGroup.add(group, count));
  }

  private void takePolicy(Instant at, JsonNode payload) {
    String version = payload.path("policyVersion").asText();
    if (version.equals(policyVersion)) {
      return; // the gateway started again with the policy that it had
    }
    policyVersion = version;
    change(at, "Policy in force: " + version, payload.path("loadedBy").textValue(), null);
  }

  /** What the schedule does day by day is routine; what a person decides about a list is not. */
  private void takeUpdate(Instant at, JsonNode payload) {
    String outcome = payload.path("outcome").asText();
    String by = payload.path("updatedBy").asText();
    boolean changed = outcome.equals("installed") || outcome.equals("rolled-back");
    if (changed && !by.equals("schedule")) {
      List<String> titles = new ArrayList<>();
      payload
          .path("categories")
          .properties()
          .forEach(each -> titles.add(title(each.getKey()) + counts(each.getValue())));
      change(
          at,
          (outcome.equals("installed") ? "List updated: " : "List put back to the version before: ")
              + payload.path("source").asText()
              + " ("
              + String.join("; ", titles)
              + ")",
          by,
          payload.path("reason").textValue());
    }
    String source = payload.path("source").asText();
    if (changed) {
      notRenewed.remove(source);
    } else if ((outcome.equals("refused") || outcome.equals("failed")) && notRenewed.add(source)) {
      trouble(
          at,
          "The list "
              + source
              + " was not renewed, and what was there stays: "
              + payload.path("reason").asText("no reason given"));
    }
  }

  private static String counts(JsonNode change) {
    return ": "
        + SmallCounts.plain(change.path("added").asLong())
        + " added, "
        + SmallCounts.plain(change.path("removed").asLong())
        + " removed";
  }

  private void change(Instant at, String what, @Nullable String by, @Nullable String why) {
    changeCount++;
    if (changes.size() < CHANGES_MAX) {
      changes.add(new Change(at, what, by, why));
    }
  }

  private void unexplained(@Nullable Instant startedAgain) {
    if (startedAgain != null) {
      trouble(
          startedAgain,
          "Filtering had ended without being stopped some time before this start; for how long it"
              + " was off is not on record.");
    }
  }

  private void trouble(Instant at, String what) {
    troubleCount++;
    if (troubles.size() < TROUBLES_MAX) {
      troubles.add(new Trouble(at, what));
    }
  }

  private String until(String time) {
    try {
      return time.isEmpty() ? "" : ", until " + period.time(Instant.parse(time));
    } catch (DateTimeException none) {
      return "";
    }
  }

  private static String remark(String text) {
    return text.isEmpty() ? "" : "; " + text;
  }

  private String title(String categoryId) {
    return categories.find(categoryId).map(Category::title).orElse(categoryId);
  }

  private String titles(JsonNode categoryIds) {
    List<String> titles = new ArrayList<>();
    categoryIds.forEach(id -> titles.add(title(id.asText())));
    return String.join("; ", titles);
  }
}
