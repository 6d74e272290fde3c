package org.schoolgate.classifier.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.schoolgate.benchmarks.Tools;
import org.schoolgate.classifier.effectiveness.CorpusHalf;
import org.schoolgate.classifier.effectiveness.EffectivenessCase;
import org.schoolgate.classifier.effectiveness.EffectivenessCorpus;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Origin;

/** A megabyte of each kind of text, and phrases as many as are asked for. */
final class BenchmarkTexts {

  /** What a text is like. */
  enum Kind {
    HTML,
    PROSE,
    HARD,
    LIST,
    DISGUISED;

    String text(Collection<ListedPhrase> phrases) throws IOException {
      return switch (this) {
        case HTML -> html();
        case PROSE -> prose();
        case HARD -> hard();
        case LIST -> adversarial(phrases);
        case DISGUISED -> disguised();
      };
    }
  }

  /** So that operations a second are megabytes a second. */
  static final int BYTES = 1_000_000;

  private static final long SEED = 20240229;

  private static final int DISGUISED_IN_A_ROW = 300;

  /** Of shorter ones, two are in every text. */
  private static final int WORD_CHARS_MIN = 5;

  private BenchmarkTexts() {}

  /** The phrases that ship, and made of two of their words each as many as are missing. */
  static List<ListedPhrase> phrases(int count) throws IOException, PhraseFileException {
    Path shipped = Tools.home().resolve("etc/phrases");
    List<ListedPhrase> real = List.copyOf(read(List.of(shipped)));
    if (real.size() >= count) {
      return real.subList(0, count);
    }
    List<String> words = new ArrayList<>();
    real.forEach(phrase -> words.addAll(List.of(phrase.pattern().strip().split(" ", -1))));
    words.removeIf(
        word -> word.length() < WORD_CHARS_MIN || !isPlain(word) || word.equals("except"));
    Random random = new Random(SEED);
    Set<String> patterns = new HashSet<>();
    Set<String> made = new LinkedHashSet<>(List.of("category: drugs", "language: en"));
    while (made.size() < count - real.size()) {
      String first = words.get(random.nextInt(words.size()));
      String pair = first + " " + words.get(random.nextInt(words.size()));
      if (patterns.add(PhrasePattern.of(pair).pattern())) {
        made.add("10 " + pair);
      }
    }
    Path folder = Files.createTempDirectory("schoolgate-phrases");
    try {
      Files.write(folder.resolve("drugs.made.phrases"), made);
      return List.copyOf(read(List.of(shipped, folder)));
    } finally {
      Tools.delete(folder);
    }
  }

  private static boolean isPlain(String word) {
    return word.chars().allMatch(Character::isLetter);
  }

  private static Collection<ListedPhrase> read(List<Path> folders)
      throws IOException, PhraseFileException {
    return PhraseFiles.phrases(folders, CategoryTable.builtIn());
  }

  /** Prose: the documents of this program. */
  static String prose() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String document : List.of("README", "ARCHITECTURE", "DECISIONS", "THREATS")) {
      Path file = Tools.home().resolve(document + ".md");
      text.append(Files.readString(file).replaceAll("[|`*#<>\\[\\]-]+", " ")).append("\n\n");
    }
    return megabyte(text.toString());
  }

  /** Harmless pages that are full of words that phrases have, of the effectiveness corpus. */
  static String hard() {
    StringBuilder text = new StringBuilder();
    for (EffectivenessCase one : EffectivenessCorpus.cases(CorpusHalf.TUNING)) {
      if (!one.harmful() && one.origin() == Origin.SHOWN) {
        text.append(one.text()).append("\n\n");
      }
    }
    return megabyte(text.toString());
  }

  /** The same as pages with the markup that pages have. */
  static String html() throws IOException {
    StringBuilder page = new StringBuilder();
    int number = 0;
    for (String paragraph : prose().split("\n\n", -1)) {
      page.append("<div class=\"card card--wide\" id=\"item-")
          .append(number++)
          .append("\">\n")
          .append("  <a href=\"/articles/2024/03/")
          .append(number)
          .append("?utm_source=home&amp;utm_medium=card\" class=\"card__link\" data-track=\"x\">")
          .append("<img src=\"/images/card-")
          .append(number)
          .append(".webp\" alt=\"\" width=\"320\" height=\"180\" loading=\"lazy\"></a>\n")
          .append("  <p class=\"card__text\">")
          .append(paragraph)
          .append(" <em>Read</em> <b>more</b></p>\n</div>\n");
    }
    return megabyte(page.toString());
  }

  /** The phrases themselves: something is found everywhere. */
  static String adversarial(Collection<ListedPhrase> phrases) {
    StringBuilder text = new StringBuilder();
    phrases.forEach(phrase -> text.append(phrase.pattern().strip()).append(", "));
    return megabyte(text.toString());
  }

  /** Nothing but words that have to be read in other ways too, of each kind a few hundred. */
  static String disguised() {
    StringBuilder text = new StringBuilder();
    for (String words :
        List.of(
            "w.e.e.d ", "k1ll w33d ", "p*rn w**d ", "a=1&b=2 ", "weeeeed soooo ", "w e e d, ")) {
      text.append(words.repeat(DISGUISED_IN_A_ROW)).append("\n\n");
    }
    return megabyte(text.toString());
  }

  private static String megabyte(String text) {
    StringBuilder all = new StringBuilder();
    while (all.length() < BYTES) {
      all.append(text);
    }
    all.setLength(BYTES);
    return all.toString();
  }

  /** Text as a lane folds it. */
  static char[] folded(String text) {
    StringBuilder folded = new StringBuilder(" ");
    for (int i = 0; i < text.length(); i++) {
      char c = TextFold.fold(text.charAt(i));
      if (c > ' ' && c != TextFold.HYPHEN) {
        folded.append(c);
      } else if (c != TextFold.NOTHING && folded.charAt(folded.length() - 1) != ' ') {
        folded.append(' ');
      }
    }
    return megabyte(folded.toString()).toCharArray();
  }
}
