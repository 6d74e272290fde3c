package org.schoolgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a record captured, as a reviewer reads it: each piece of text once, and under it what was
 * found there, the weightiest first. What was captured twice is told once, with both places.
 */
final class CaptureSheet {

  /** What is told of one piece of text if not all of it is asked for. */
  static final int FINDINGS_MAX = 5;

  /** Findings in one piece of text. */
  private record Piece(String origin, String excerpt) {}

  /** A phrase, wherever in the piece it stands. */
  private record Finding(String category, String phrase, int weight) {}

  private final Map<Piece, Map<Finding, SortedSet<Long>>> pieces = new LinkedHashMap<>();

  CaptureSheet(JsonNode capture) {
    for (JsonNode item : capture) {
      Piece piece = new Piece(item.path("origin").asText(), item.path("excerpt").asText());
      Finding finding =
          new Finding(
              item.path("category").asText(),
              item.path("phrase").asText(),
              item.path("weight").asInt());
      pieces
          .computeIfAbsent(piece, isNew -> new LinkedHashMap<>())
          .computeIfAbsent(finding, isNew -> new TreeSet<>())
          .add(item.path("offset").asLong());
    }
  }

  /**
   * The lines.
   *
   * @param all whether every finding is told, and not the weightiest {@link #FINDINGS_MAX} of each
   *     piece
   */
  List<String> lines(boolean all) {
    List<String> lines = new ArrayList<>();
    int number = 0;
    for (Map.Entry<Piece, Map<Finding, SortedSet<Long>>> each : pieces.entrySet()) {
      number++;
      Piece piece = each.getKey();
      lines.add("captured " + number + " of " + pieces.size() + ", " + way(piece.origin()));
      lines.add("  " + (piece.excerpt().isEmpty() ? "(its words are not kept)" : piece.excerpt()));
      List<Finding> findings = new ArrayList<>(each.getValue().keySet());
      findings.sort(Comparator.comparingInt(finding -> -finding.weight()));
      int told = all ? findings.size() : Math.min(FINDINGS_MAX, findings.size());
      for (Finding finding : findings.subList(0, told)) {
        lines.add("    " + words(finding, each.getValue().getOrDefault(finding, new TreeSet<>())));
      }
      if (told < findings.size()) {
        lines.add("    and " + (findings.size() - told) + " more (--all)");
      }
    }
    return lines;
  }

  private static String words(Finding finding, SortedSet<Long> offsets) {
    List<String> places = offsets.stream().map(String::valueOf).toList();
    return finding.category()
        + ": \u201c"
        + finding.phrase()
        + "\u201d, weight "
        + finding.weight()
        + ", at "
        + String.join(" and ", places);
  }

  private static String way(String origin) {
    return origin.equals("typed") ? "as typed" : "as shown on the page";
  }
}
