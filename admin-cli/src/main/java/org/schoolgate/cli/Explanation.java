package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.schoolgate.cli.config.SchoolConfig;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Severity;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.Violation;

/**
 * A decision with all that led to it, for people and for scripts.
 *
 * @param matches the phrases behind the violations
 */
record Explanation(
    Decision decision,
    CategorySet categories,
    List<Violation> violations,
    List<Match.Phrase> matches,
    Subject subject,
    Target target,
    String policyVersion,
    List<String> trace) {

  Explanation {
    violations = List.copyOf(violations);
    matches = List.copyOf(matches);
    trace = List.copyOf(trace);
  }

  /** The object that {@code explain --json} prints; its fields are an interface. */
  ObjectNode toJson(SchoolConfig config) {
    ObjectNode json = Json.object();
    json.put("decision", decision.id());
    ArrayNode ids = json.putArray("categories");
    categories.in(config.categories()).forEach(category -> ids.add(category.id()));
    ArrayNode breaches = json.putArray("violations");
    for (Violation violation : violations) {
      breaches
          .addObject()
          .put("category", violation.category().id())
          .put("severity", violation.severity().id())
          .put("phrase", violation.phrase())
          .put("typed", violation.origin() == Origin.TYPED);
    }
    json.put("severity", severity().map(Severity::id).orElse(null));
    json.putObject("reason")
        .put("kind", decision.reason().kind().id())
        .put("text", decision.reason().text())
        .put("source", decision.reason().source());
    ObjectNode who = json.putObject("subject");
    who.put("name", subject.name());
    ArrayNode groups = who.putArray("groups");
    subject.groups().forEach(groups::add);
    who.put("confidence", subject.confidence().id());
    json.put("target", target.withoutQuery());
    json.put("policyVersion", policyVersion);
    ArrayNode steps = json.putArray("trace");
    trace.forEach(steps::add);
    return json;
  }

  private Optional<Severity> severity() {
    return violations.stream().map(Violation::severity).max(Comparator.naturalOrder());
  }

  void print(PrintStream out, SchoolConfig config) {
    out.println(decision.id() + ": " + decision.reason().text());
    out.println();
    out.println("  address     " + target.withoutQuery());
    out.println("  for         " + groupTitles(config) + " (" + subject.confidence().id() + ")");
    String named =
        categories.in(config.categories()).stream()
            .map(Category::id)
            .collect(Collectors.joining(", "));
    out.println("  categories  " + (named.isEmpty() ? "none" : named));
    out.println("  made by     " + decision.reason().source());
    out.println("  policy      " + policyVersion);
    for (Violation violation : violations) {
      String phrase = violation.phrase() == null ? "" : ", \u201c" + violation.phrase() + "\u201d";
      out.println(
          "  violation   "
              + violation.category().id()
              + ", "
              + violation.severity().id()
              + ", "
              + violation.origin().id()
              + phrase);
    }
    if (!trace.isEmpty()) {
      out.println();
      out.println("steps:");
      trace.forEach(step -> out.println("  - " + step));
    }
  }

  private String groupTitles(SchoolConfig config) {
    return subject.groups().stream()
        .map(id -> config.policy().groups().require(id).title())
        .collect(Collectors.joining(", "));
  }
}
