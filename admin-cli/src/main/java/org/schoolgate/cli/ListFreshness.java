package org.schoolgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.schoolgate.audit.AuditStore;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.classifier.subscription.Freshness;
import org.schoolgate.classifier.subscription.Subscription;
import org.schoolgate.classifier.subscription.Subscriptions;

/** How old the lists are that the school subscribes to, for whoever looks (S30). */
final class ListFreshness {

  private ListFreshness() {}

  /** A warning for each list that is older than its limit. */
  static List<String> alarms(Subscriptions subscriptions, AuditTimes times) {
    return subscriptions.freshness().stream()
        .map(each -> each.alarm(times::text))
        .flatMap(Optional::stream)
        .toList();
  }

  /** A line for each list: how old, and what a person should know of it. */
  static List<String> lines(Subscriptions subscriptions, Office office, boolean mayKnowWho)
      throws IOException {
    AuditTimes times = new AuditTimes(office);
    Map<String, String> removals = removals(subscriptions, office, mayKnowWho);
    List<String> lines = new ArrayList<>();
    for (Freshness each : subscriptions.freshness()) {
      Duration age = each.age();
      StringBuilder line = new StringBuilder(each.source());
      Instant installed = each.installedAt();
      line.append(
          each.takenOut()
              ? ": taken out by a person" + removals.getOrDefault(each.source(), "")
              : age != null
                  ? ": confirmed " + hours(age) + " ago"
                  : each.staged() ? ": never put in force" : ": never got");
      if (each.takenOut()) {
        line.append("; the school subscribes to it still, so the next update puts it back");
      } else if (installed != null) {
        line.append(", installed ").append(times.text(installed));
      }
      if (each.rolledBack()) {
        line.append(", put back to the version before by hand");
      }
      if (each.staged()) {
        line.append(", a newer one waits: `schoolgate lists update ")
            .append(each.source())
            .append(" --install`");
      }
      if (!each.failure().isEmpty()) {
        line.append(", last try failed: ").append(each.failure());
      }
      Instant next = each.nextAt();
      if (next != null && (each.takenOut() || !each.failure().isEmpty())) {
        line.append("; asked for again ").append(times.text(next));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** By whom and when those were taken out that are not there, in words that follow. */
  private static Map<String, String> removals(
      Subscriptions subscriptions, Office office, boolean mayKnowWho) throws IOException {
    Set<String> sought = new HashSet<>();
    subscriptions.freshness().stream()
        .filter(Freshness::takenOut)
        .forEach(each -> sought.add(each.source()));
    Map<String, String> found = new HashMap<>();
    if (!sought.isEmpty() && office.hasLedger()) {
      AuditTimes times = new AuditTimes(office);
      office
          .reader(AuditStore.LEDGER)
          .backward(
              LedgerQuery.ALL.ofKinds(RecordKind.LIST_REMOVED),
              record -> {
                JsonNode payload = record.payload();
                if (payload != null && sought.remove(payload.path("source").asText())) {
                  found.put(
                      payload.path("source").asText(),
                      (mayKnowWho ? ", " + payload.path("removedBy").asText() : "")
                          + ", "
                          + times.text(record.at()));
                }
                return !sought.isEmpty();
              });
    }
    return found;
  }

  /** The same for programs. */
  static void toJson(Subscriptions subscriptions, ArrayNode array) {
    for (Freshness each : subscriptions.freshness()) {
      Duration age = each.age();
      ObjectNode object = array.addObject();
      object.put("source", each.source());
      object.put("ageSeconds", age == null ? null : age.toSeconds());
      object.put("limitSeconds", each.limit().toSeconds());
      object.put("stale", each.isStale());
      object.put("installedAt", Json.text(each.installedAt()));
      object.put("triedAt", Json.text(each.triedAt()));
      object.put("failures", each.failures());
      object.put("failure", each.failure().isEmpty() ? null : each.failure());
      object.put("staged", each.staged());
      object.put("rolledBack", each.rolledBack());
      object.put("takenOut", each.takenOut());
      object.put("nextAt", Json.text(each.nextAt()));
    }
  }

  /** {@code schoolgate_list_age_seconds} of each source; not a number while it was never got. */
  static void measure(Subscriptions subscriptions, MeterRegistry meters) {
    for (Subscription each : subscriptions.all()) {
      Gauge.builder("schoolgate.list.age", subscriptions, all -> ageSeconds(all, each.source()))
          .description("How long ago the publisher last had what is here")
          .baseUnit("seconds")
          .tag("source", each.source())
          .register(meters);
    }
  }

  private static double ageSeconds(Subscriptions subscriptions, String source) {
    return subscriptions.freshness().stream()
        .filter(each -> each.source().equals(source))
        .findFirst()
        .map(Freshness::age)
        .map(age -> (double) age.toSeconds())
        .orElse(Double.NaN);
  }

  private static String hours(Duration age) {
    long hours = age.toHours();
    return hours < 1
        ? "less than an hour"
        : hours < 48 ? hours + (hours == 1 ? " hour" : " hours") : age.toDays() + " days";
  }
}
