package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.schoolgate.console.report.EffectivenessFacts;
import org.schoolgate.console.report.EffectivenessFacts.Compared;
import org.schoolgate.console.report.EffectivenessFacts.Failure;
import org.schoolgate.console.report.EffectivenessScore;

/** The object that {@code report effectiveness --json} prints; its fields are an interface. */
final class EffectivenessJson {

  private EffectivenessJson() {}

  static ObjectNode of(EffectivenessFacts facts) {
    ObjectNode json = Json.object();
    ArrayNode halves = json.putArray("halves");
    for (EffectivenessFacts.Half half : facts.halves()) {
      ObjectNode one = halves.addObject();
      one.put("half", half.title());
      put(one, half.all());
      ObjectNode by = one.putObject("by");
      for (EffectivenessFacts.Breakdown breakdown : half.breakdowns()) {
        ObjectNode parts = by.putObject(breakdown.by());
        breakdown
            .parts()
            .forEach(part -> put(parts.putObject(part.name()).put("title", part.title()), part));
      }
    }
    put(json.putArray("missed"), facts.missed());
    put(json.putArray("blocked"), facts.blocked());
    put(json.putArray("recorded"), facts.noticed());
    return json;
  }

  private static void put(ObjectNode into, Compared scores) {
    put(into.putObject("ours"), scores.ours());
    put(into.putObject("plain"), scores.plain());
  }

  private static void put(ObjectNode into, EffectivenessScore score) {
    into.put("harmful", score.harmful())
        .put("found", score.found())
        .put("benign", score.benign())
        .put("blocked", score.blocked())
        .put("recorded", score.noticed())
        .put("recall", score.recall())
        .put("falseBlocks", score.falseBlocks())
        .put("precision", score.precision());
  }

  private static void put(ArrayNode into, List<Failure> failures) {
    for (Failure failure : failures) {
      into.addObject()
          .put("where", failure.scripts().where())
          .put("about", failure.scripts().about())
          .put("text", failure.text())
          .put("why", failure.scripts().why());
    }
  }
}
