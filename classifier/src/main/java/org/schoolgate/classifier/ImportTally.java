package org.schoolgate.classifier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.schoolgate.policy.Category;

/** Counts what becomes of each line while an import runs. Not thread-safe. */
final class ImportTally {

  private final Map<String, Long> rejectedByReason = new TreeMap<>();
  private final List<ImportReport.RejectedLine> rejected = new ArrayList<>();
  private final Map<String, Long> leftOut = new TreeMap<>();
  private final Map<String, Long> takenByCategory = new TreeMap<>();
  private final Set<String> unmapped = new TreeSet<>();
  private final Map<String, String> mapped = new TreeMap<>();
  private final Map<String, Long> takenByName = new HashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private long lines;
  private long taken;
  private long duplicates;
  private long blank;
  private long refused;

  void line() {
    lines++;
  }

  long lines() {
    return lines;
  }

  void taken(Category category) {
    taken++;
    takenByCategory.merge(category.id(), 1L, Long::sum);
  }

  /** The same under what the list calls that category; empty if it does not say. */
  void taken(String name, Category category) {
    taken(category);
    if (mapped.containsKey(name)) {
      takenByName.merge(name, 1L, Long::sum);
    }
  }

  /** Which of our categories one of the list's own is. */
  void mapped(String name, Category category) {
    if (mapped.size() < ListImporter.CATEGORY_NAMES_MAX) {
      mapped.put(name, category.id());
    }
  }

  /** A category that entries may only have gone from is one that the import concerns, too. */
  void brought(Category category) {
    takenByCategory.merge(category.id(), 0L, Long::sum);
  }

  long taken() {
    return taken;
  }

  void duplicate() {
    duplicates++;
  }

  void blank() {
    blank++;
  }

  void rejected(String file, long line, String reason) {
    rejectedByReason.merge(reason, 1L, Long::sum);
    if (rejected.size() < ImportReport.REJECTED_MAX) {
      rejected.add(new ImportReport.RejectedLine(file, line, reason));
    }
  }

  /** An entry, and one that may not be taken. */
  void refused(String file, long line, String reason) {
    refused++;
    rejected(file, line, reason);
  }

  /** How many of the rejected lines are entries all the same. */
  long refused() {
    return refused;
  }

  void leftOut(String reason) {
    leftOut.merge(reason, 1L, Long::sum);
  }

  void unmapped(String folder) {
    if (unmapped.size() < ListImporter.CATEGORY_NAMES_MAX) {
      unmapped.add(folder);
    }
  }

  /** Something to know, once; at most so many. */
  void note(String sentence, int notesMax) {
    if (notes.size() < notesMax) {
      notes.add(sentence);
    }
  }

  /** Of an import that ended in the middle: lines that were put by until the end are left out. */
  ImportReport reportOfWhatWasRead(String source) {
    long accounted = taken + duplicates + blank + sum(rejectedByReason) + sum(leftOut);
    if (accounted < lines) {
      leftOut.merge("not taken, because the list was refused first", lines - accounted, Long::sum);
    }
    return report(source);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  ImportReport report(String source) {
    return new ImportReport(
        source,
        lines,
        taken,
        duplicates,
        blank,
        rejectedByReason,
        rejected,
        leftOut,
        takenByCategory,
        List.copyOf(unmapped),
        mapped.entrySet().stream()
            .map(
                each ->
                    new ImportReport.Mapped(
                        each.getKey(),
                        each.getValue(),
                        takenByName.getOrDefault(each.getKey(), 0L)))
            .toList(),
        List.copyOf(notes));
  }
}
