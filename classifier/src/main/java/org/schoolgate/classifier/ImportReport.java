package org.schoolgate.classifier;

import java.util.List;
import java.util.Map;

/**
 * What became of every line of an import: {@code lines = taken + duplicates + blank + rejected +
 * leftOut}, always. No text of a line is in it, so it may be shown for an illegal category too.
 *
 * @param source the source that the entries were stored under
 * @param lines all lines of all files read
 * @param taken lines that are now entries
 * @param duplicates lines that say what an earlier line of the same list said
 * @param blank blank lines and comments
 * @param rejectedByReason lines that are no valid entry, counted by reason
 * @param rejected the first {@link #REJECTED_MAX} of them, one by one
 * @param leftOutByReason lines that nothing is wrong with, but that were not taken, counted by
 *     reason, for example those of a category that nobody mapped
 * @param takenByCategory entries taken, by category id
 * @param unmapped names of the tree's categories that have no counterpart here
 * @param mapped which of our categories each of the list's own is, by its name
 * @param notes what else is worth knowing, a sentence each, such as the charset of a file
 */
public record ImportReport(
    String source,
    long lines,
    long taken,
    long duplicates,
    long blank,
    Map<String, Long> rejectedByReason,
    List<RejectedLine> rejected,
    Map<String, Long> leftOutByReason,
    Map<String, Long> takenByCategory,
    List<String> unmapped,
    List<Mapped> mapped,
    List<String> notes) {

  /** The most rejected lines that are told one by one. */
  public static final int REJECTED_MAX = 1000;

  /**
   * A line that is no valid entry.
   *
   * @param file the file as the tree names it, for example {@code adult/domains}
   * @param line the line number, from 1
   * @param reason why, in a few words
   */
  public record RejectedLine(String file, long line, String reason) {}

  /**
   * What the list calls one of its categories, and which of ours that is.
   *
   * @param name a folder's name, or what stands in a column
   * @param category our category's id
   * @param taken lines of it that are now entries
   */
  public record Mapped(String name, String category, long taken) {}

  /** Copies what it is given and checks that every line is accounted for. */
  public ImportReport {
    rejectedByReason = Map.copyOf(rejectedByReason);
    rejected = List.copyOf(rejected);
    leftOutByReason = Map.copyOf(leftOutByReason);
    takenByCategory = Map.copyOf(takenByCategory);
    unmapped = List.copyOf(unmapped);
    mapped = List.copyOf(mapped);
    notes = List.copyOf(notes);
    long accounted = taken + duplicates + blank + sum(rejectedByReason) + sum(leftOutByReason);
    if (accounted != lines) {
      throw new IllegalArgumentException(
          "of " + lines + " lines " + accounted + " are accounted for");
    }
  }

  /** How many lines were no valid entry. */
  public long rejectedCount() {
    return sum(rejectedByReason);
  }

  /** How many lines were not taken though nothing is wrong with them. */
  public long leftOutCount() {
    return sum(leftOutByReason);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
