package org.schoolgate.classifier.text;

import java.util.Set;

/**
 * Tells whether the words before a phrase say that it is not so: {@code i would never}, {@code i
 * don't want to}. Only English, and only where the denial stands next to the phrase, with nothing
 * between but words that carry it on: {@code i don't care, i want to} denies nothing.
 */
final class Denial {

  private static final int WORDS_MAX = 5;

  private static final Set<String> DENIES =
      Set.of(
          "never", "not", "dont", "wont", "wouldnt", "didnt", "isnt", "arent", "havent", "hasnt",
          "aint", "nor");

  private static final Set<String> CARRIES_ON =
      Set.of(
          "i",
          "ever",
          "even",
          "really",
          "actually",
          "going",
          "gonna",
          "want",
          "wanting",
          "wanna",
          "to",
          "trying",
          "planning",
          "plan",
          "think",
          "thinking",
          "thought",
          "about",
          "of",
          "do",
          "have",
          "been",
          "be",
          "feel",
          "like",
          "just",
          "that",
          "mean");

  private Denial() {}

  /** Whether a phrase has a denial of its own: {@code don't} belongs to what it says. */
  static boolean isIn(String phrase) {
    for (String word : phrase.split(" ", -1)) {
      if (DENIES.contains(word)) {
        return true;
      }
    }
    return false;
  }

  static boolean standsBefore(TextLane lane, long start) {
    long end = start - 1;
    for (int words = 0; words < WORDS_MAX && end > lane.firstPosition(); words++) {
      long from = end;
      while (from > lane.firstPosition() && lane.foldedAt(from - 1) > ' ') {
        from--;
      }
      StringBuilder word = new StringBuilder();
      for (long at = from; at < end; at++) {
        word.append(lane.foldedAt(at));
      }
      if (DENIES.contains(word.toString())) {
        return true;
      }
      if (!CARRIES_ON.contains(word.toString())) {
        return false;
      }
      end = from - 1;
    }
    return false;
  }
}
