package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Severity;

/**
 * Reads one line of a phrase file that holds a phrase: what it counts, on what terms, and what is
 * looked for. {@link PhraseFiles} says how such a line is written.
 */
final class PhraseLine {

  static final int PARTS_MAX = 6;
  static final int ALTERNATIVES_MAX = 400;
  static final int GAP_WORDS_MAX = 100;

  private static final Pattern LINE =
      Pattern.compile("((?:[a-z]\\S*\\s+)*?)(except|[+-]?[0-9]{1,9})\\s+(\\S.*)");
  private static final Pattern GAP = Pattern.compile("\\s+([&>])([0-9]{0,3})\\s+");

  /** What is wrong with a line; the message says what to write instead. */
  static final class WrongLineException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongLineException(String message) {
      super(message);
    }
  }

  private final Category category;
  private final String source;
  private final String language;
  private final Map<String, List<String>> sets;

  private boolean typedOnly;
  private boolean noticedOnly;
  private @Nullable Severity severity;
  private final Set<Audience> audiences = EnumSet.noneOf(Audience.class);

  /**
   * A reader of one line.
   *
   * @param language of its file
   * @param sets the named alternatives that its file has so far
   */
  PhraseLine(Category category, String source, String language, Map<String, List<String>> sets) {
    this.category = category;
    this.source = source;
    this.language = language;
    this.sets = sets;
  }

  /**
   * Reads it.
   *
   * @throws WrongLineException if it is no phrase that can be used
   */
  ListedPhrase read(String line) throws WrongLineException {
    Matcher matched = LINE.matcher(line);
    if (!matched.matches()) {
      throw new WrongLineException("write a weight and a phrase, such as '60 kill myself'");
    }
    for (String option : String.valueOf(matched.group(1)).strip().split("\\s+", -1)) {
      readOption(option);
    }
    boolean exception = "except".equals(matched.group(2));
    int weight = exception ? -1 : Integer.parseInt(String.valueOf(matched.group(2)));
    if (weight == 0 || Math.abs(weight) > PhraseFiles.WEIGHT_MAX) {
      throw new WrongLineException(
          "a weight is between -"
              + PhraseFiles.WEIGHT_MAX
              + " and "
              + PhraseFiles.WEIGHT_MAX
              + ", and not 0");
    }
    String text = String.valueOf(matched.group(3));
    Combination combination = combination(text);
    if (exception && combination != null) {
      throw new WrongLineException("an exception is one phrase, without '|', '&' or '>'");
    }
    return new ListedPhrase(
        category,
        text,
        source,
        combination == null ? usable(PhrasePattern.of(text)) : text,
        weight,
        typedOnly ? 0 : weight,
        new Terms(exception, noticedOnly, severity, audiences, language),
        combination,
        -1);
  }

  private void readOption(String option) throws WrongLineException {
    if (option.equals("typed")) {
      typedOnly = true;
    } else if (option.equals("noticed")) {
      noticedOnly = true;
    } else if (option.startsWith("severity:")) {
      severity = severity(option.substring("severity:".length()));
    } else if (option.startsWith("for:")) {
      for (String name : option.substring("for:".length()).split(",", -1)) {
        audiences.add(audience(name));
      }
    } else if (!option.isEmpty()) {
      throw new WrongLineException(
          "'" + option + "' is none of typed, noticed, severity:LEVEL and for:AUDIENCE");
    }
  }

  private static Severity severity(String name) throws WrongLineException {
    for (Severity each : Severity.values()) {
      if (each.id().equals(name)) {
        return each;
      }
    }
    throw new WrongLineException("a severity is low, medium, high, urgent or critical");
  }

  private static Audience audience(String name) throws WrongLineException {
    for (Audience each : Audience.values()) {
      if (each.id().equals(name)) {
        return each;
      }
    }
    throw new WrongLineException("an audience is young-child, pupil or adult");
  }

  /** The combination that a phrase is; null if it is a phrase by itself. */
  private @Nullable Combination combination(String text) throws WrongLineException {
    List<Combination.Gap> gaps = new ArrayList<>();
    List<List<String>> parts = new ArrayList<>();
    Matcher gap = GAP.matcher(text);
    int from = 0;
    while (gap.find()) {
      parts.add(alternatives(text.substring(from, gap.start())));
      gaps.add(gap(String.valueOf(gap.group(1)), String.valueOf(gap.group(2))));
      from = gap.end();
    }
    if (parts.isEmpty() && text.indexOf('|') < 0 && text.indexOf('@') != 0) {
      return null;
    }
    parts.add(alternatives(text.substring(from)));
    if (parts.size() > PARTS_MAX) {
      throw new WrongLineException("a combination has at most " + PARTS_MAX + " parts");
    }
    return new Combination(parts, gaps);
  }

  private static Combination.Gap gap(String sign, String words) throws WrongLineException {
    boolean inOrder = sign.equals(">");
    if (words.isEmpty()) {
      if (inOrder) {
        throw new WrongLineException("say how many words may stand between, such as '>5'");
      }
      return new Combination.Gap(false, Combination.Gap.ANYWHERE);
    }
    int wordsMax = Integer.parseInt(words);
    if (wordsMax > GAP_WORDS_MAX) {
      throw new WrongLineException("at most " + GAP_WORDS_MAX + " words may stand between");
    }
    return new Combination.Gap(inOrder, wordsMax);
  }

  private List<String> alternatives(String part) throws WrongLineException {
    List<String> patterns = new ArrayList<>();
    for (String alternative : spelt(part, sets)) {
      patterns.add(usable(PhrasePattern.ofPart(alternative)));
    }
    return patterns.stream().distinct().toList();
  }

  /**
   * The alternatives of a part, with named ones written out.
   *
   * @throws WrongLineException if there is no such name, or there are too many
   */
  static List<String> spelt(String part, Map<String, List<String>> sets) throws WrongLineException {
    List<String> alternatives = new ArrayList<>();
    for (String each : part.split("\\|", -1)) {
      String alternative = each.strip();
      if (alternative.startsWith("@")) {
        List<String> named = sets.get(alternative.substring(1));
        if (named == null) {
          throw new WrongLineException("'" + alternative + "' has no 'set' line above it");
        }
        alternatives.addAll(named);
      } else {
        alternatives.add(alternative);
      }
    }
    if (alternatives.size() > ALTERNATIVES_MAX) {
      throw new WrongLineException("there are at most " + ALTERNATIVES_MAX + " alternatives");
    }
    return alternatives;
  }

  private static String usable(PhrasePattern pattern) throws WrongLineException {
    String problem = pattern.problem();
    if (problem != null) {
      throw new WrongLineException(problem);
    }
    return pattern.pattern();
  }
}
