package org.schoolgate.classifier.text;

/** In which reading of a text a phrase was found: whether it counts beside others or for them. */
enum Reading {
  /** The text itself, where it stands. */
  MAIN,
  /** What stands beside the text: titles, alternative texts. */
  ASIDE,
  /** A lane's odd words, read in another way. */
  REREAD,
  /** What scripts may show and mostly have shown: it counts instead of the text. */
  DATA,
  /** What another lane has too: it counts in one of them. */
  AGAIN,
  /** What the page hides: it may make the text worse and never better. */
  HIDDEN
}
