package org.schoolgate.classifier.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolgate.classifier.text.PhraseDoubts;

/**
 * Reads a line of a phrase list of e2guardian or DansGuardian: {@code <phrase>}, several with
 * commas between for all of them on a page, and in lists of weights a last {@code <50>}. A space at
 * either end within the brackets is the end of a word; without one, letters may go on there.
 *
 * <p>The programs that these lists are for take what they cannot read for a phrase without a
 * weight, which bans every page that has it. Here such a line is rejected.
 */
final class PhraseListLine {

  /** What a list of phrases is for. */
  enum Purpose {
    /** Each bans a page. */
    BANNED,
    /** Each counts. */
    WEIGHTED,
    /** Each opens a page. */
    EXCEPTION
  }

  /** What a ban counts here, and for a page that is let pass less than nothing: the most. */
  static final int WEIGHT_MAX = 200;

  private static final int PARTS_MAX = 6;
  private static final int PHRASE_CHARS_MAX = 120;
  private static final Pattern WEIGHT = Pattern.compile("(-?[0-9]{1,6})%?");
  private static final Pattern MEANT_AS_WEIGHT = Pattern.compile("\\s*[+-]?[0-9]+\\s*[%a-z]?\\s*");

  /** Signs that mean something in our phrase files and nothing in theirs. */
  private static final Pattern SIGNS = Pattern.compile("[*|@&#{}()\\[\\]<>]");

  private final String categoryName;
  private final String language;
  private final PhraseDoubts doubts;

  PhraseListLine(String categoryName, String language, PhraseDoubts doubts) {
    this.categoryName = categoryName;
    this.language = language;
    this.doubts = doubts;
  }

  /** Reads a line that begins with a bracket. */
  ListLine read(String line, Purpose purpose) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    boolean more = true;
    while (more) {
      int end = line.indexOf('>', at);
      int next = line.indexOf('<', at + 1);
      if (end < 0 || (next >= 0 && next < end)) {
        return ListLine.rejected("a bracket is not closed");
      }
      parts.add(line.substring(at + 1, end));
      more = line.startsWith(",<", end + 1);
      at = end + (more ? 2 : 1);
    }
    String rest = line.substring(at);
    if (rest.startsWith("<")) {
      int end = rest.indexOf('>');
      return end < 0
          ? ListLine.rejected("the bracket of the weight is not closed, which makes it a ban")
          : weighted(parts, rest.substring(1, end));
    }
    if (rest.strip().startsWith("<") || rest.startsWith(",")) {
      return ListLine.rejected(
          rest.startsWith(",")
              ? "a comma with no phrase after it"
              : "a space before the weight loses it, which makes it a ban");
    }
    return unweighted(parts, purpose);
  }

  private ListLine weighted(List<String> parts, String written) {
    Matcher weight = WEIGHT.matcher(written);
    if (!weight.matches()) {
      return ListLine.rejected("its weight is no number, which makes it a ban");
    }
    // A share of the limit is one of a hundred: that of pages for pupils, as Schoolgate ships.
    int counted = Integer.parseInt(String.valueOf(weight.group(1)));
    return counted == 0 ? ListLine.leftOut("it counts nothing") : phrase(parts, counted, "");
  }

  private ListLine unweighted(List<String> parts, Purpose purpose) {
    if (parts.size() > 1 && MEANT_AS_WEIGHT.matcher(parts.get(parts.size() - 1)).matches()) {
      return ListLine.rejected("a comma before the weight makes it a phrase, and the line a ban");
    }
    return switch (purpose) {
      case BANNED -> phrase(parts, WEIGHT_MAX, "");
      case EXCEPTION -> phrase(parts, -WEIGHT_MAX, "");
      case WEIGHTED -> phrase(parts, WEIGHT_MAX, "without a weight it bans every page that has it");
    };
  }

  private ListLine phrase(List<String> parts, int weight, String doubt) {
    if (parts.size() > PARTS_MAX) {
      return ListLine.leftOut("more than " + PARTS_MAX + " phrases that belong together");
    }
    List<String> ours = new ArrayList<>();
    for (String part : parts) {
      String words = SIGNS.matcher(part).replaceAll(" ").strip().replaceAll("\\s+", " ");
      if (words.codePoints().noneMatch(Character::isLetterOrDigit)) {
        return ListLine.rejected("a phrase without a letter");
      }
      if (words.length() > PHRASE_CHARS_MAX) {
        return ListLine.leftOut("longer than " + PHRASE_CHARS_MAX + " characters");
      }
      ours.add((part.startsWith(" ") ? "" : "*") + words + (part.endsWith(" ") ? "" : "*"));
    }
    int counted = Math.max(-WEIGHT_MAX, Math.min(WEIGHT_MAX, weight));
    boolean excuses = counted < 0;
    return new ListLine.Phrase(
        categoryName,
        language,
        // Made for pages; typed text is its writer's, who would choose the words that excuse it.
        (excuses ? "shown " : "") + counted + " " + String.join(" & ", ours),
        excuses,
        doubt.isEmpty() ? doubts.of(ours) : doubt);
  }
}
