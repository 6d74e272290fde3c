package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.schoolgate.cli.config.SchoolConfig;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Reason;
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

  /** What a step begins with that names a cell of the matrix. */
  private static final String CELL = "cell ";

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
    out.println("  made by     " + madeBy(decision.reason(), config));
    out.println("  policy      " + policyVersion);
    List<Violation> mostUrgentFirst = new ArrayList<>(violations);
    mostUrgentFirst.sort(Comparator.comparing(Violation::severity).reversed());
    for (Violation violation : mostUrgentFirst) {
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
      trace.forEach(step -> out.println("  - " + inWords(step, config)));
    }
  }

  /** The source in words: which phrases or lists, and which row of the matrix for whom. */
  private static String madeBy(Reason reason, SchoolConfig config) {
    String source = reason.source();
    if (reason.kind() != Reason.Kind.POLICY && reason.kind() != Reason.Kind.PHRASE) {
      return source;
    }
    int row = source.lastIndexOf(", ") + 1;
    return row == 0
        ? cellInWords(source, config)
        : source.substring(0, row + 1) + cellInWords(source.substring(row + 1), config);
  }

  /** A step as scripts know it, or in words where it names a cell of the matrix. */
  private static String inWords(String step, SchoolConfig config) {
    int end = step.indexOf(" says: ");
    return step.startsWith(CELL) && end > 0
        ? cellInWords(step.substring(CELL.length(), end), config) + step.substring(end)
        : step;
  }

  /** A cell such as {@code bullying/pupils}; what is none stays as it is. */
  private static String cellInWords(String cell, SchoolConfig config) {
    int slash = cell.lastIndexOf('/');
    if (slash < 0) {
      return cell;
    }
    String row = cell.substring(0, slash);
    String group = cell.substring(slash + 1);
    String whose = config.policy().groups().find(group).map(Group::title).orElse(group);
    return row.equals("otherwise")
        ? "what no row of matrix.yaml names, for " + whose
        : "row '" + row + "' of matrix.yaml, for " + whose;
  }

  private String groupTitles(SchoolConfig config) {
    return subject.groups().stream()
        .map(id -> config.policy().groups().require(id).title())
        .collect(Collectors.joining(", "));
  }
}
