package org.schoolgate.classifier.text;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Severity;

/**
 * Reads one line of a phrase file that holds a phrase: what it counts and on what terms; {@link
 * PhraseParts} reads what is looked for. {@link PhraseFiles} says how such a line is written.
 */
final class PhraseLine {

  private static final String EXCEPT = "except";
  private static final String TYPED = "typed";
  private static final String SHOWN = "shown";
  private static final String NOTICED = "noticed";
  private static final String SEVERITY = "severity:";
  private static final String FOR = "for:";

  private static final Pattern LINE =
      Pattern.compile("((?:[a-z]\\S*\\s+)*?)(" + EXCEPT + "|[+-]?[0-9]{1,9})\\s+(\\S.*)");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.,][0-9]+)?%?");
  private static final Pattern SHOUTED_OPTION =
      Pattern.compile("(?i)(typed|shown|noticed|except|severity:\\S*|for:\\S*)");

  private final Category category;
  private final String source;
  private final String language;
  private final PhraseParts parts;

  private boolean typedOnly;
  private boolean shownOnly;
  private boolean noticedOnly;
  private @Nullable Severity severity;
  private final Set<Audience> audiences = EnumSet.noneOf(Audience.class);
  private final Set<String> given = new HashSet<>();

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
    this.parts = new PhraseParts(sets);
  }

  /**
   * Reads it.
   *
   * @throws WrongLineException if it is no phrase that can be used
   */
  ListedPhrase read(String line) throws WrongLineException {
    Matcher matched = LINE.matcher(line);
    if (!matched.matches()) {
      throw new WrongLineException(noPhraseLine(line));
    }
    for (String option : String.valueOf(matched.group(1)).strip().split("\\s+", -1)) {
      readOption(option);
    }
    boolean exception = EXCEPT.equals(matched.group(2));
    int weight = exception ? -1 : weight(String.valueOf(matched.group(2)));
    requireMeaning(exception, weight);
    String text = String.valueOf(matched.group(3));
    requireNoOption(text);
    if (exception && (text.indexOf('@') >= 0 || parts.combination(text) != null)) {
      throw new WrongLineException("an exception is one phrase, without '|', '@', '&' or '>'");
    }
    Combination combination = parts.combination(text);
    return new ListedPhrase(
        category,
        text,
        source,
        combination == null ? PhraseParts.usable(PhrasePattern.of(text)) : text,
        shownOnly ? 0 : weight,
        typedOnly ? 0 : weight,
        new Terms(exception, noticedOnly, severity, audiences, language),
        combination,
        null);
  }

  /** Why a line is none with a phrase, told by what somebody most likely meant. */
  private static String noPhraseLine(String line) {
    String[] words = line.split("\\s+", -1);
    String first = words[0];
    boolean shouted = !first.equals(first.toLowerCase(Locale.ROOT));
    if (shouted && SHOUTED_OPTION.matcher(first).matches()) {
      return "options are in small letters, such as 'typed 60 kill myself'";
    }
    int weight = 0;
    while (weight < words.length - 1 && SHOUTED_OPTION.matcher(words[weight]).matches()) {
      weight++;
    }
    if (weight < words.length - 1 && NUMBER.matcher(words[weight]).matches()) {
      return weightRange();
    }
    return weight < words.length - 1 && NUMBER.matcher(words[words.length - 1]).matches()
        ? "the weight stands before the phrase: '60 kill myself'"
        : "write a weight and a phrase, such as '60 kill myself'";
  }

  private static int weight(String written) throws WrongLineException {
    int weight = Integer.parseInt(written);
    if (weight == 0 || Math.abs(weight) > PhraseFiles.WEIGHT_MAX) {
      throw new WrongLineException(weightRange());
    }
    return weight;
  }

  private static String weightRange() {
    int most = PhraseFiles.WEIGHT_MAX;
    return "a weight is a whole number between -" + most + " and " + most + ", and not 0";
  }

  /** Refuses terms that would change nothing. */
  private void requireMeaning(boolean exception, int weight) throws WrongLineException {
    for (String option : List.of(NOTICED, SEVERITY, FOR)) {
      boolean meant = weight > 0 || (option.equals(FOR) && !exception);
      if (!meant && given.contains(option)) {
        throw new WrongLineException(
            (exception
                    ? "an exception only says what does not count"
                    : "what counts below zero excuses a text")
                + ": leave '"
                + option
                + "' out");
      }
    }
  }

  /** Refuses a phrase that begins as if it were still the beginning of the line. */
  private static void requireNoOption(String text) throws WrongLineException {
    String first = text.split("\\s+", -1)[0];
    if (first.startsWith(SEVERITY)) {
      throw new WrongLineException(
          "'severity:' stands before the weight, such as 'severity:high 60 kill myself'");
    } else if (first.startsWith(FOR)) {
      throw new WrongLineException(
          "'for:' stands before the weight, such as 'for:pupil 60 kill myself'");
    } else if (first.equals(TYPED) || first.equals(SHOWN) || first.equals(NOTICED)) {
      throw new WrongLineException(
          "options stand before the weight, such as 'typed 60 kill myself'; if the phrase has that"
              + " word, write it in quotes");
    } else if (first.equals(EXCEPT)) {
      throw new WrongLineException(
          "'except' stands in the place of the weight, such as 'except suicide squad'; if the"
              + " phrase has that word, write it in quotes");
    }
  }

  private void readOption(String option) throws WrongLineException {
    if (option.isEmpty()) {
      return;
    }
    if (option.equals(TYPED)) {
      once(TYPED);
      typedOnly = true;
      requireOneOrigin();
    } else if (option.equals(SHOWN)) {
      once(SHOWN);
      shownOnly = true;
      requireOneOrigin();
    } else if (option.equals(NOTICED)) {
      once(NOTICED);
      noticedOnly = true;
    } else if (option.startsWith(SEVERITY)) {
      once(SEVERITY);
      severity = severity(option.substring(SEVERITY.length()));
    } else if (option.startsWith(FOR)) {
      once(FOR);
      readAudiences(option.substring(FOR.length()));
    } else {
      throw new WrongLineException(
          (category.illegal()
                  ? "before the weight stand only typed, shown, noticed, severity:LEVEL and for:AUDIENCE"
                  : "'"
                      + option
                      + "' is none of typed, shown, noticed, severity:LEVEL and for:AUDIENCE")
              + "; a line is a weight and a phrase, such as '60 kill myself'");
    }
  }

  private void requireOneOrigin() throws WrongLineException {
    if (typedOnly && shownOnly) {
      throw new WrongLineException(
          "'typed' and 'shown' exclude each other: without both it counts on pages and in what is"
              + " typed");
    }
  }

  private void once(String option) throws WrongLineException {
    if (!given.add(option)) {
      throw new WrongLineException("'" + option + "' stands there twice; write it once");
    }
  }

  private static Severity severity(String name) throws WrongLineException {
    if (name.isEmpty()) {
      throw new WrongLineException(
          "a severity is joined on, such as 'severity:high 60 kill myself'");
    }
    for (Severity each : Severity.values()) {
      if (each.id().equals(name)) {
        return each;
      }
    }
    throw new WrongLineException("a severity is low, medium, high, urgent or critical");
  }

  private void readAudiences(String names) throws WrongLineException {
    if (names.isEmpty()) {
      throw new WrongLineException("an audience is joined on, such as 'for:pupil 60 kill myself'");
    }
    for (String name : names.split(",", -1)) {
      audiences.add(audience(name));
    }
  }

  private static Audience audience(String name) throws WrongLineException {
    if (name.isEmpty()) {
      throw new WrongLineException(
          "audiences are joined by a comma without spaces, such as"
              + " 'for:pupil,adult 60 kill myself'");
    }
    for (Audience each : Audience.values()) {
      if (each.id().equals(name)) {
        return each;
      }
    }
    throw new WrongLineException("an audience is young-child, pupil or adult");
  }
}
