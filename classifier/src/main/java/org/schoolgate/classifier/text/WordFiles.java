package org.schoolgate.classifier.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What everybody knows: how English is spelt, shortened and made of, and where one searches.
 * Thread-safe.
 */
final class WordFiles {

  private static final int COMMON_START_CHARS = 3;
  private static final WordSet COMMON = readCommon();
  private static final WordSet HOME = readWords("home-words.txt");
  private static final WordSet NAMES = readWords("names.txt");
  private static final Map<String, String> SHORT = readShort();
  private static final int FREQUENT_SHORT_CHARS_MAX = 3;
  private static final WordSet FREQUENT_SHORT = readFrequentShort(false);
  private static final WordSet FREQUENT_SHORT_BACKWARDS = readFrequentShort(true);

  private WordFiles() {}

  /** Words that are spelt rightly, or at least usually. */
  static WordSet common() {
    return COMMON;
  }

  /** Frequent words of the languages that pupils speak at home; some are English words, too. */
  static WordSet home() {
    return HOME;
  }

  /** Names of people that are no other word. */
  static WordSet names() {
    return NAMES;
  }

  /** What a short form stands for; null if it is none. */
  static @Nullable String meant(String word) {
    return SHORT.get(word);
  }

  /** The short forms themselves. */
  static Set<String> shortForms() {
    return SHORT.keySet();
  }

  /** The words of ordinary English text, the most frequent first; read anew each time. */
  static List<String> frequent() {
    List<String> words = new ArrayList<>();
    lines("frequent-words.txt", line -> words.addAll(List.of(line.split(" ", -1))));
    return words;
  }

  /** Frequent words of two and three letters. */
  static WordSet frequentShort() {
    return FREQUENT_SHORT;
  }

  /** The same from their ends, but for what is a word then, too. */
  static WordSet frequentShortBackwards() {
    return FREQUENT_SHORT_BACKWARDS;
  }

  private static WordSet readFrequentShort(boolean isBackwards) {
    WordSet.Builder words = new WordSet.Builder();
    List<String> frequent = frequent();
    for (String word : frequent) {
      String turned = new StringBuilder(word).reverse().toString();
      long hash = WordSet.hash(turned);
      boolean isShort = word.length() >= 2 && word.length() <= FREQUENT_SHORT_CHARS_MAX;
      boolean isWord = frequent.contains(turned) || COMMON.contains(hash) || HOME.contains(hash);
      if (isShort && !(isBackwards && isWord)) {
        words.add(isBackwards ? hash : WordSet.hash(word));
      }
    }
    return words.build();
  }

  /** The lines of a table; read anew each time. */
  static List<String> table(String file) {
    List<String> lines = new ArrayList<>();
    lines(
        file,
        line -> {
          if (!line.isBlank()) {
            lines.add(line);
          }
        });
    return lines;
  }

  /** The words of {@link #common} with a space before and after each; read anew each time. */
  static String commonText() {
    StringBuilder text = new StringBuilder(" ");
    commonWords(word -> text.append(word).append(' '));
    return text.toString();
  }

  private static WordSet readCommon() {
    WordSet.Builder words = new WordSet.Builder();
    commonWords(word -> words.add(WordSet.hash(word)));
    return words.build();
  }

  private static void commonWords(Consumer<String> each) {
    lines(
        "common-words.txt",
        line -> {
          String start = line.substring(0, COMMON_START_CHARS);
          for (String rest : line.substring(COMMON_START_CHARS + 1).split(" ", -1)) {
            each.accept(rest.equals("-") ? start : start + rest);
          }
        });
  }

  private static WordSet readWords(String file) {
    WordSet.Builder words = new WordSet.Builder();
    lines(
        file,
        line -> {
          for (String word : line.split(" ", -1)) {
            words.add(WordSet.hash(word));
          }
        });
    return words.build();
  }

  private static Map<String, String> readShort() {
    Map<String, String> meant = new HashMap<>();
    lines(
        "shorthand.txt",
        line -> {
          int space = line.indexOf(' ');
          meant.put(line.substring(0, space), line.substring(space + 1));
        });
    return Map.copyOf(meant);
  }

  private static void lines(String name, Consumer<String> reader) {
    try (InputStream in = WordFiles.class.getResourceAsStream(name);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.US_ASCII))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(reader);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
