package org.schoolgate.classifier;

import java.nio.file.Path;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.policy.Category;

/**
 * One line of a list file, as people are shown it; never of an illegal category.
 *
 * @param source who made the list, for example {@code starter}, {@code own} or {@code ut1}
 * @param category what the list says its entries are
 * @param kind what the entry covers
 * @param text the entry in its canonical spelling
 * @param readable the same with an internationalised name in its own letters
 * @param file where it stands
 * @param line the line number there, from 1
 */
public record ListEntry(
    String source,
    Category category,
    ListKind kind,
    String text,
    String readable,
    Path file,
    long line) {

  /** As people are shown it: in both spellings, where there are two. */
  public String shown() {
    return text.equals(readable) ? text : text + " (" + readable + ")";
  }
}
