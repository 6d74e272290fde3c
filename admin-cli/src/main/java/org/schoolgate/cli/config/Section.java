package org.schoolgate.cli.config;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Named values being read: each name is taken once, its value checked, and what nobody took is a
 * misspelling to report. A wrong value is added to the problems and a harmless one returned, so
 * that reading goes on and names every mistake; the caller refuses at the end.
 */
final class Section {

  private final Node.Mapping mapping;
  private final Problems problems;
  private final Set<String> taken = new HashSet<>();
  private final Set<String> missing = new TreeSet<>();
  private final int problemsBefore;

  Section(Node.Mapping mapping, Problems problems) {
    this.mapping = mapping;
    this.problems = problems;
    this.problemsBefore = problems.count();
  }

  /** Whether nothing is wrong since this section was begun: one mistake makes one problem. */
  boolean isSound() {
    return problems.count() == problemsBefore && missing.isEmpty();
  }

  /** Where it begins. */
  Place place() {
    return mapping.place();
  }

  /** Where a name's value stands, or the section if it has none. */
  Place place(String name) {
    Node node = mapping.entries().get(name);
    return node == null ? place() : node.place();
  }

  /** Adds a problem about a name of this section. */
  void problem(String name, String problem, String remedy) {
    problems.add(place(name), "'" + name + "': " + problem, remedy);
  }

  /** The names that stand here, in their order. */
  Set<String> names() {
    return mapping.entries().keySet();
  }

  /** The text of a name; empty, and a problem once all is read, if it is missing. */
  String text(String name) {
    Optional<String> text = optionalText(name);
    if (text.isEmpty()) {
      missing.add(name);
    }
    return text.orElse("");
  }

  /** The text of a name, if it is there. */
  Optional<String> optionalText(String name) {
    return scalar(name).map(Node.Scalar::text);
  }

  /** A whole number in a range. */
  int integer(String name, int otherwise, int min, int max) {
    Optional<Node.Scalar> scalar = scalar(name);
    if (scalar.isEmpty()) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(scalar.get().text());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Reported below like a number out of range.
    }
    problem(
        name, "'" + scalar.get().text() + "' is not a whole number", "give " + min + " to " + max);
    return otherwise;
  }

  /** {@code true} or {@code false}. */
  boolean truth(String name, boolean otherwise) {
    Optional<Node.Scalar> scalar = scalar(name);
    if (scalar.isEmpty()) {
      return otherwise;
    }
    String text = scalar.get().text();
    if (!text.equals("true") && !text.equals("false")) {
      problem(name, "'" + text + "' is neither true nor false", "write true or false");
    }
    return text.equals("true");
  }

  /** What a text means; the reading may refuse it with an {@link IllegalArgumentException}. */
  <T> Optional<T> value(String name, Function<String, T> reading, String remedy) {
    Optional<Node.Scalar> scalar = scalar(name);
    return scalar.isEmpty() ? Optional.empty() : read(scalar.get(), name, reading, remedy);
  }

  /** A list of texts, each with a meaning; a single text is a list of one. */
  <T> List<T> values(String name, Function<String, T> reading, String remedy) {
    List<T> values = new ArrayList<>();
    for (Node item : items(name)) {
      if (item instanceof Node.Scalar scalar) {
        read(scalar, name, reading, remedy).ifPresent(values::add);
      } else {
        problems.add(item.place(), "'" + name + "' lists single values", remedy);
      }
    }
    return values;
  }

  private <T> Optional<T> read(
      Node.Scalar scalar, String name, Function<String, T> reading, String remedy) {
    try {
      return Optional.of(reading.apply(scalar.text()));
    } catch (IllegalArgumentException | DateTimeException wrong) {
      problems.add(scalar.place(), "'" + name + ": " + scalar.text() + "': " + why(wrong), remedy);
      return Optional.empty();
    }
  }

  /** The parsers of the JDK speak of text and indexes, and the remedy says it better. */
  private static String why(RuntimeException wrong) {
    return wrong instanceof DateTimeException || wrong.getMessage() == null
        ? "this cannot be read"
        : wrong.getMessage().replaceFirst("^No enum constant .*", "this cannot be read");
  }

  /** The sections of a list of named values. */
  List<Section> sections(String name) {
    List<Section> sections = new ArrayList<>();
    for (Node item : items(name)) {
      if (item instanceof Node.Mapping found) {
        sections.add(new Section(found, problems));
      } else {
        problems.add(item.place(), "'" + name + "' lists groups of named values", "see etc/");
      }
    }
    return sections;
  }

  /** The section of a name; an empty one if it is not there. */
  Section section(String name) {
    return node(name)
        .flatMap(node -> as(node, name, Node.Mapping.class, "named values"))
        .map(found -> new Section(found, problems))
        .orElseGet(() -> new Section(new Node.Mapping(place(), Map.of()), problems));
  }

  /** The value of a name as it stands, if it is there. */
  Optional<Node> node(String name) {
    taken.add(name);
    return Optional.ofNullable(mapping.entries().get(name));
  }

  /** Reports every name that nobody took, and every one that is missing. */
  void done() {
    for (String name : names()) {
      if (!taken.contains(name)) {
        Set<String> unused = new TreeSet<>(taken);
        unused.removeAll(names());
        Optional<String> meant = Nearest.to(name, unused);
        meant.ifPresent(missing::remove);
        problems.add(
            place(name),
            "there is no setting '" + name + "' here",
            meant
                .map(near -> "write '" + near + "'")
                .orElseGet(() -> "known here: " + String.join(", ", new TreeSet<>(taken))));
      }
    }
    missing.forEach(name -> problems.add(place(), "'" + name + "' is missing", "add it"));
    missing.clear();
  }

  private List<Node> items(String name) {
    Optional<Node> node = node(name);
    if (node.isEmpty()) {
      return List.of();
    }
    return node.get() instanceof Node.Sequence sequence ? sequence.items() : List.of(node.get());
  }

  private Optional<Node.Scalar> scalar(String name) {
    return node(name).flatMap(node -> as(node, name, Node.Scalar.class, "a single value"));
  }

  private <N extends Node> Optional<N> as(Node node, String name, Class<N> kind, String words) {
    if (kind.isInstance(node)) {
      return Optional.of(kind.cast(node));
    }
    problems.add(node.place(), "'" + name + "' is " + node.kind(), "give " + words);
    return Optional.empty();
  }
}
