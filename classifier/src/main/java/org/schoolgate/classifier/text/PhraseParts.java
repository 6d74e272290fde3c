package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a line of a phrase file looks for: one phrase, or the parts of a combination with
 * their alternatives and the gaps between them. {@link PhraseFiles} says how they are written.
 */
final class PhraseParts {

  static final int PARTS_MAX = 6;
  static final int ALTERNATIVES_MAX = 400;
  static final int GAP_WORDS_MAX = 100;

  private static final Pattern GAP = Pattern.compile("([&>])([0-9]*)");
  private static final Pattern BRACKETS = Pattern.compile("[\\[\\](){}]");
  private static final Pattern NAMED = Pattern.compile("@([a-z0-9-]+)");
  private static final int GAP_DIGITS_MAX = 3;

  private final Map<String, List<String>> sets;

  /**
   * A reader.
   *
   * @param sets the named alternatives that the file has so far
   */
  PhraseParts(Map<String, List<String>> sets) {
    this.sets = sets;
  }

  /**
   * The combination that a text is; null if it is a phrase by itself.
   *
   * @throws WrongLineException if it is neither
   */
  @Nullable Combination combination(String text) throws WrongLineException {
    requirePlain(text);
    List<Combination.Gap> gaps = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    String needing = null;
    for (String token : text.split("\\s+", -1)) {
      Matcher gap = GAP.matcher(token);
      if (gap.matches()) {
        requireWords(part, token);
        parts.add(part.toString());
        part.setLength(0);
        gaps.add(gap(String.valueOf(gap.group(1)), String.valueOf(gap.group(2))));
        needing = token;
      } else if (token.indexOf('>') >= 0 || token.startsWith("&") || token.endsWith("&")) {
        throw new WrongLineException(
            "'>' and '&' stand between spaces, with the number of words joined on, such as"
                + " '60 punch >3 teacher'");
      } else {
        part.append(part.length() == 0 ? "" : " ").append(token);
      }
    }
    if (needing == null && text.indexOf('|') < 0 && text.indexOf('@') < 0) {
      return null;
    }
    if (needing != null) {
      requireWords(part, needing);
    }
    parts.add(part.toString());
    return combination(parts, gaps);
  }

  private Combination combination(List<String> parts, List<Combination.Gap> gaps)
      throws WrongLineException {
    if (parts.size() > PARTS_MAX) {
      throw new WrongLineException("a combination has at most " + PARTS_MAX + " parts");
    }
    List<List<String>> patterns = new ArrayList<>();
    for (String part : parts) {
      List<String> ofPart = new ArrayList<>();
      for (String alternative : spelt(part)) {
        ofPart.add(
            usable(
                gaps.isEmpty()
                    ? PhrasePattern.of(alternative)
                    : PhrasePattern.ofPart(alternative)));
      }
      patterns.add(ofPart.stream().distinct().toList());
    }
    return new Combination(patterns, gaps);
  }

  private static void requireWords(StringBuilder part, String gap) throws WrongLineException {
    if (part.length() == 0) {
      throw new WrongLineException(
          "'" + gap + "' needs a phrase on either side, such as '60 punch >3 teacher'");
    }
  }

  private static Combination.Gap gap(String sign, String words) throws WrongLineException {
    boolean inOrder = sign.equals(">");
    if (words.isEmpty()) {
      if (inOrder) {
        throw new WrongLineException("say how many words may stand between, such as '>5'");
      }
      return new Combination.Gap(false, Combination.Gap.ANYWHERE);
    }
    if (words.length() > GAP_DIGITS_MAX || Integer.parseInt(words) > GAP_WORDS_MAX) {
      throw new WrongLineException("at most " + GAP_WORDS_MAX + " words may stand between");
    }
    return new Combination.Gap(inOrder, Integer.parseInt(words));
  }

  /**
   * The alternatives that a set is made of, those of other sets written out.
   *
   * @throws WrongLineException if one cannot be used
   */
  List<String> set(String value) throws WrongLineException {
    requirePlain(value);
    for (String token : value.split("\\s+", -1)) {
      if (GAP.matcher(token).matches()) {
        throw new WrongLineException(
            "a set is alternatives with '|' between them: write '"
                + token
                + "' in the line that uses it");
      }
    }
    List<String> alternatives = spelt(value);
    for (String alternative : alternatives) {
      usable(PhrasePattern.ofPart(alternative));
    }
    return alternatives;
  }

  /** The alternatives of a part, with named ones written out. */
  private List<String> spelt(String part) throws WrongLineException {
    List<String> alternatives = new ArrayList<>();
    for (String each : part.split("\\|", -1)) {
      String alternative = each.strip();
      Matcher named = NAMED.matcher(alternative);
      if (alternative.isEmpty()) {
        throw new WrongLineException("beside '|' an alternative is missing; write 'punch|kick'");
      } else if (named.matches()) {
        alternatives.addAll(named(String.valueOf(named.group(1))));
      } else if (alternative.indexOf('@') >= 0) {
        throw new WrongLineException(
            "'@' names a set and stands alone as a part or an alternative, such as"
                + " '60 @people >3 die'");
      } else {
        alternatives.add(alternative);
      }
    }
    if (alternatives.size() > ALTERNATIVES_MAX) {
      throw new WrongLineException("there are at most " + ALTERNATIVES_MAX + " alternatives");
    }
    return alternatives;
  }

  private List<String> named(String name) throws WrongLineException {
    List<String> known = sets.get(name);
    if (known == null) {
      throw new WrongLineException(
          "'@"
              + name
              + "' has no 'set' line above it in this file; write one, such as 'set "
              + name
              + " = gin|ale'");
    }
    return known;
  }

  /** Refuses what has a meaning elsewhere and is dropped here without a word. */
  private static void requirePlain(String text) throws WrongLineException {
    if (BRACKETS.matcher(text).find()) {
      throw new WrongLineException(
          "brackets mean nothing here: '@people' names a set, and 'punch|kick' gives alternatives");
    }
    if (text.startsWith("# ") || text.contains(" # ")) {
      throw new WrongLineException("a comment stands on a line of its own that begins with '#'");
    }
  }

  /**
   * What is looked for.
   *
   * @throws WrongLineException if it cannot be
   */
  static String usable(PhrasePattern pattern) throws WrongLineException {
    String problem = pattern.problem();
    if (problem != null) {
      throw new WrongLineException(problem);
    }
    return pattern.pattern();
  }
}
