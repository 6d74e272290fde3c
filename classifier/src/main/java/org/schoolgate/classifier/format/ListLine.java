package org.schoolgate.classifier.format;

import java.util.List;
import org.schoolgate.classifier.site.ListKind;

/** What one line of a list is: every line is exactly one of these. */
public sealed interface ListLine {

  /** Nothing, or a remark for people. */
  ListLine BLANK = new Blank();

  /** In the place of a category's name: every category that the same import brings. */
  String EVERY_CATEGORY = "*";

  /**
   * Entries as their format has them, not yet checked.
   *
   * @param categoryName what the list calls their category; empty if it does not say
   * @param items one or more; all are taken or none
   */
  static ListLine entries(String categoryName, List<Item> items) {
    return new Entries(categoryName, items);
  }

  /** One entry. */
  static ListLine entry(String categoryName, ListKind kind, String text) {
    return new Entries(categoryName, List.of(new Item(kind, text)));
  }

  /** Nothing is wrong with it, and it is not taken; the reason says why in a few words. */
  static ListLine leftOut(String reason) {
    return new LeftOut(reason);
  }

  /** It is wrong; the reason says why in a few words, without the text of the line. */
  static ListLine rejected(String reason) {
    return new Rejected(reason);
  }

  /**
   * What a line lists.
   *
   * @param kind what it covers
   * @param text as a line of a list file of that kind
   */
  record Item(ListKind kind, String text) {}

  /** Nothing, or a remark for people. */
  record Blank() implements ListLine {}

  /** Not taken though nothing is wrong. */
  record LeftOut(String reason) implements ListLine {}

  /** Wrong. */
  record Rejected(String reason) implements ListLine {}

  /** Entries; see {@link #entries}. */
  record Entries(String categoryName, List<Item> items) implements ListLine {
    /** Copies the items. */
    public Entries {
      items = List.copyOf(items);
    }
  }

  /**
   * A change to the list that is there.
   *
   * @param categoryName what the list calls its category
   * @param added whether the item comes; otherwise it goes
   */
  record Change(String categoryName, boolean added, Item item) implements ListLine {}

  /**
   * A phrase and what it counts.
   *
   * @param categoryName what the list calls its category; empty if it does not say
   * @param language a code such as {@code en}
   * @param text as a line of one of our phrase files
   * @param excuses whether it takes away from what others on a page count
   * @param doubt why it would be found where it means nothing, in a few words; empty if it would
   *     not
   */
  record Phrase(String categoryName, String language, String text, boolean excuses, String doubt)
      implements ListLine {}
}
