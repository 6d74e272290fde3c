package org.schoolgate.classifier.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells phrases that would be found where they mean nothing: runs of letters that stand inside
 * ordinary words, and frequent words by themselves. Raw lists of phrases are full of them.
 * Immutable and thread-safe.
 */
public final class PhraseDoubts {

  /** Runs of letters that are shorter stand in words of every kind. */
  private static final int RUN_CHARS_MIN = 4;

  /** A word that begins with so long a run usually belongs to it, as gambler does to gambl. */
  private static final int STEM_CHARS_MIN = 5;

  /** Of the words of ordinary text, so many are too frequent to tell anything. */
  private static final int FREQUENT_MAX = 2000;

  private static final Set<String> ENDINGS =
      Set.of("s", "es", "e", "d", "ed", "er", "ers", "ing", "y", "ie", "ies", "in");

  private final String commonWords;
  private final Set<String> frequent;

  private PhraseDoubts(String commonWords, Set<String> frequent) {
    this.commonWords = commonWords;
    this.frequent = frequent;
  }

  /** Doubts by the words of ordinary English. */
  public static PhraseDoubts ofEnglish() {
    return English.DOUBTS;
  }

  /** Read once, when phrases of others are first looked at. */
  private static final class English {
    private static final PhraseDoubts DOUBTS = read();

    private static PhraseDoubts read() {
      List<String> words = WordFiles.frequent();
      return new PhraseDoubts(
          WordFiles.commonText(),
          Set.copyOf(words.subList(0, Math.min(FREQUENT_MAX, words.size()))));
    }
  }

  /**
   * Why a phrase would be found where it means nothing, in a few words; empty if it would not.
   *
   * @param parts its parts as phrase files have them, with stars where a word may go on; more than
   *     one are looked for together
   */
  public String of(List<String> parts) {
    String first = "";
    for (String part : parts) {
      String doubt = ofPart(part, parts.size() == 1);
      if (doubt.isEmpty()) {
        return "";
      }
      first = first.isEmpty() ? doubt : first;
    }
    return first;
  }

  private String ofPart(String part, boolean alone) {
    boolean openStart = part.startsWith("*");
    boolean openEnd = part.length() > 1 && part.endsWith("*");
    String text =
        part.substring(openStart ? 1 : 0, part.length() - (openEnd ? 1 : 0))
            .toLowerCase(Locale.ROOT);
    if (text.indexOf(' ') >= 0 || !text.chars().allMatch(c -> c < 128)) {
      return "";
    }
    if (openStart || openEnd) {
      if (text.length() < RUN_CHARS_MIN) {
        return "so short a run of letters stands in words of every kind";
      }
      String word = ordinaryWordWith(text, openStart, openEnd);
      if (word != null) {
        return "stands inside ordinary words such as '" + word + "'";
      }
    }
    return alone && frequent.contains(text) ? "a frequent word by itself" : "";
  }

  /**
   * An ordinary word that a run of letters stands in without being meant; null if there is none.
   */
  private @Nullable String ordinaryWordWith(String run, boolean openStart, boolean openEnd) {
    for (int at = commonWords.indexOf(run); at >= 0; at = commonWords.indexOf(run, at + 1)) {
      int start = commonWords.lastIndexOf(' ', at) + 1;
      int end = commonWords.indexOf(' ', at + run.length());
      int runEnd = at + run.length();
      boolean fits = (openStart || start == at) && (openEnd || end == runEnd);
      if (fits && !isMeant(run, start == at, commonWords.substring(runEnd, end))) {
        return commonWords.substring(start, end);
      }
    }
    return null;
  }

  private static boolean isMeant(String run, boolean atStart, String rest) {
    return atStart && (rest.isEmpty() || run.length() >= STEM_CHARS_MIN || ENDINGS.contains(rest));
  }
}
