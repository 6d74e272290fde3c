package org.schoolgate.classifier;

import java.io.IOException;
import java.util.Map;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.policy.Category;

/** What a list must be to take the place of the one that is there; each refusal says what to do. */
final class ImportChecks {

  private final ImportFolder folder;
  private final ImportLines lines;
  private final ImportTally tally;
  private final ImportReport report;

  ImportChecks(ImportFolder folder, ImportLines lines, ImportTally tally, ImportReport report) {
    this.folder = folder;
    this.lines = lines;
    this.tally = tally;
    this.report = report;
  }

  /**
   * Refuses what is empty, half-written, shrunk or no list.
   *
   * @param mayShrink whether a list may lose more than half
   * @throws ListRefusedException saying which, with the report
   */
  void require(boolean mayShrink) throws IOException, ListRefusedException {
    if (tally.taken() == 0 && !lines.changesWhatIsThere()) {
      requireTaken();
      throw new ListRefusedException(
          "There is not one usable entry in it, so what was there stays.", report);
    }
    requireMostlyEntries();
    for (ImportLines.Cut cut : lines.cuts()) {
      requireWhole(cut);
    }
    for (Category category : lines.brought()) {
      if (lines.refusesAllOf(category)) {
        continue;
      }
      requireNotEmptied(category);
      if (!mayShrink) {
        requireNotShrunk(category);
      }
    }
    if (!mayShrink) {
      requirePhrasesNotShrunk();
    }
  }

  /**
   * With any phrases a list brings all of them: those of categories that it has no more go, too.
   */
  private void requirePhrasesNotShrunk() throws IOException, ListRefusedException {
    Map<String, Long> now = folder.phraseCounts();
    if (now.isEmpty()) {
      return;
    }
    for (Map.Entry<String, Long> installed : folder.installedPhraseCounts().entrySet()) {
      long left = now.getOrDefault(installed.getKey(), 0L);
      if (left * 2 < installed.getValue()) {
        throw new ListRefusedException(
            "Its list for "
                + installed.getKey()
                + " has "
                + left
                + " phrases, and the one there has "
                + installed.getValue()
                + ": it has shrunk by more than half. What was there stays; get it again, or import"
                + " it with --shrink if that is meant.",
            report);
      }
    }
  }

  /** Of a list with entries it is said why none was taken, and not that there are none. */
  private void requireTaken() throws ListRefusedException {
    if (tally.refused() > 0 && tally.refused() == report.rejectedCount()) {
      throw new ListRefusedException(
          "None of its entries may be taken, for the reasons given line by line, so what was there"
              + " stays.",
          report);
    }
  }

  /** What is no list at all has, by chance, a few lines that look like names. */
  private void requireMostlyEntries() throws ListRefusedException {
    long read = report.lines() - report.blank() - report.leftOutCount();
    long noEntries = report.rejectedCount() - tally.refused();
    if (noEntries * 2 > read) {
      throw new ListRefusedException(
          noEntries
              + " of its "
              + read
              + " lines are no entries, so it is no list of that format. What was there stays.",
          report);
    }
  }

  private void requireWhole(ImportLines.Cut cut) throws IOException, ListRefusedException {
    Category category = cut.part().category();
    ListKind kind = cut.part().kind();
    if (folder.count(category, kind) * 2 < folder.installedCount(category, kind)) {
      throw new ListRefusedException(
          cut.file()
              + " looks half-written: it ends in the middle of a line and holds less than"
              + " half of what is there. What was there stays; get it again.",
          report);
    }
  }

  private void requireNotEmptied(Category category) throws IOException, ListRefusedException {
    if (folder.count(category) == 0 && folder.installedCount(category) > 0) {
      throw new ListRefusedException(
          "Its list for "
              + category.id()
              + " closes nothing, and the one there does. What was there"
              + " stays.",
          report);
    }
  }

  private void requireNotShrunk(Category category) throws IOException, ListRefusedException {
    long installed = folder.installedCount(category);
    long now = folder.count(category);
    if (now * 2 < installed) {
      throw new ListRefusedException(
          "Its list for "
              + category.id()
              + " has "
              + now
              + " entries, those that open a site taken away, and the one there has "
              + installed
              + ": it has shrunk by more than half. What was there stays; get it again, or import"
              + " it with --shrink if that is meant.",
          report);
    }
  }
}
