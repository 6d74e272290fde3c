package org.schoolgate.cli.config;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Acceptability;
import org.schoolgate.policy.Cell;
import org.schoolgate.policy.Remedy;
import org.schoolgate.policy.Schedule;

/** Reads one cell of the matrix: a word, a word with what it needs, or a list of these. */
final class CellReader {

  private static final List<String> WORDS =
      Stream.of(Acceptability.values()).map(Acceptability::id).toList();

  private final Map<String, Schedule> schedules;
  private final Problems problems;

  CellReader(Map<String, Schedule> schedules, Problems problems) {
    this.schedules = schedules;
    this.problems = problems;
  }

  /** The cell; empty, and a problem added, if it is wrong. */
  Optional<Cell> read(Node node) {
    Parts parts = new Parts();
    List<Node> items = node instanceof Node.Sequence list ? list.items() : List.of(node);
    boolean good = !items.isEmpty();
    for (Node item : items) {
      good &= add(item, parts);
    }
    if (!good) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Cell(parts.acceptabilities, parts.schedule, parts.nominated, parts.permission));
    } catch (IllegalArgumentException contradiction) {
      problems.add(
          node.place(), String.valueOf(contradiction.getMessage()), "give it, or another word");
      return Optional.empty();
    }
  }

  private static final class Parts {
    final Set<Acceptability> acceptabilities = EnumSet.noneOf(Acceptability.class);
    final Set<String> nominated = new HashSet<>();
    @Nullable Schedule schedule;
    Remedy permission = Remedy.HEADTEACHER;
  }

  private boolean add(Node item, Parts parts) {
    if (item instanceof Node.Scalar scalar) {
      return acceptability(scalar.place(), scalar.text(), parts).isPresent();
    }
    if (item instanceof Node.Mapping mapping && mapping.entries().size() == 1) {
      Map.Entry<String, Node> only = mapping.entries().entrySet().iterator().next();
      Optional<Acceptability> acceptability = acceptability(mapping.place(), only.getKey(), parts);
      return acceptability.isPresent() && argument(acceptability.get(), only.getValue(), parts);
    }
    problems.add(
        item.place(),
        "a cell is one word, or {word: argument}",
        "such as unacceptable, or {at-designated-times: lunch}");
    return false;
  }

  private Optional<Acceptability> acceptability(Place place, String word, Parts parts) {
    Optional<Acceptability> acceptability = Acceptability.find(word);
    if (acceptability.isEmpty()) {
      problems.add(
          place,
          "there is no acceptability '" + word + "'" + Nearest.hint(word, WORDS),
          "the words are " + String.join(", ", WORDS));
    }
    acceptability.ifPresent(parts.acceptabilities::add);
    return acceptability;
  }

  private boolean argument(Acceptability acceptability, Node argument, Parts parts) {
    List<Node> items = argument instanceof Node.Sequence list ? list.items() : List.of(argument);
    for (Node item : items) {
      if (!(item instanceof Node.Scalar scalar) || !take(acceptability, scalar, parts)) {
        problems.add(
            item.place(), "this does not fit '" + acceptability.id() + "'", fitting(acceptability));
        return false;
      }
    }
    return true;
  }

  private String fitting(Acceptability acceptability) {
    return switch (acceptability) {
      case AT_DESIGNATED_TIMES ->
          "name a schedule of schedules.yaml: "
              + String.join(", ", new TreeSet<>(schedules.keySet()));
      case NOMINATED_USERS -> "name accounts of people.yaml";
      case WITH_PERMISSION -> "write teacher or headteacher";
      case ACCEPTABLE, WHEN_DIRECTED, UNACCEPTABLE, ILLEGAL -> "write the word alone";
    };
  }

  private boolean take(Acceptability acceptability, Node.Scalar argument, Parts parts) {
    return switch (acceptability) {
      case AT_DESIGNATED_TIMES -> {
        parts.schedule = schedules.get(argument.text());
        yield parts.schedule != null;
      }
      case NOMINATED_USERS -> parts.nominated.add(argument.text());
      case WITH_PERMISSION -> {
        parts.permission = argument.text().equals("teacher") ? Remedy.TEACHER : Remedy.HEADTEACHER;
        yield argument.text().equals("teacher") || argument.text().equals("headteacher");
      }
      case ACCEPTABLE, WHEN_DIRECTED, UNACCEPTABLE, ILLEGAL -> false;
    };
  }
}
