package org.schoolgate.classifier.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.classifier.source.Problems;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Origin;

/**
 * Reads phrase files. All problems of all files are told at once, and any problem refuses them all:
 * a phrase list with a hole in it that nobody knows of is worse than the list of yesterday.
 *
 * <p>A file starts with {@code category: <id>} and {@code language: <code>}; {@code #} begins a
 * comment line. Each other line is {@code [options] WEIGHT PHRASE}. Before the weight may stand
 *
 * <ul>
 *   <li>{@code typed}: it counts only in what somebody typed;
 *   <li>{@code shown}: it counts only on pages;
 *   <li>{@code noticed}: it goes on record and blocks nothing;
 *   <li>{@code severity:high}: it is as urgent as that, whatever its category is;
 *   <li>{@code for:young-child,pupil}: it counts for these audiences of {@code groups.yaml} alone.
 * </ul>
 *
 * <p>A negative weight excuses a text, and {@code except} in the place of a weight says that no
 * phrase of the category counts that stands inside this one.
 *
 * <p>A star before or after the phrase lets a word go on there. A phrase may be a combination:
 * {@code a & b} where both stand in the text, {@code a &20 b} with at most 20 words between them,
 * {@code a >3 b} in this order with at most 3 words between, and so on for more parts. Each part
 * may be one of several: {@code want to|going to >2 die|end it}. {@code set want = want to|going
 * to} names alternatives for the lines after it, where {@code @want} stands for them. A combination
 * counts once, where its last part stands.
 *
 * <p>A phrase that several files give counts with the weight furthest from zero.
 */
public final class PhraseFiles {

  /** What the names of phrase files end with. */
  public static final String SUFFIX = ".phrases";

  static final int WEIGHT_MAX = 200;
  static final int PHRASE_CHARS_MAX = 120;
  static final int PHRASES_MAX = 200_000;

  private static final Pattern HEADER = Pattern.compile("(category|language)\\s*:\\s*(.*)");
  private static final Pattern SET = Pattern.compile("set\\s+([a-z0-9-]+)\\s*=\\s*(\\S.*)");
  private static final Pattern SOME_SET = Pattern.compile("set\\s+[^0-9].*[=:].*|set\\s+\\S+");
  private static final Pattern MISNAMED = Pattern.compile("(?i)(.+)\\.phrases?(\\.txt|\\.csv)?");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

  private final CategoryTable categories;
  private final Problems problems = new Problems(PhraseFileException.PROBLEMS_MAX);
  private final Map<Key, ListedPhrase> phrases = new LinkedHashMap<>();

  /** What excuses and what counts are two things, even of the same words. */
  private record Key(Category category, String pattern, boolean excuses, Terms terms) {
    /** The same phrase is the same in whatever language. */
    static Key of(ListedPhrase phrase) {
      Terms terms = phrase.terms();
      return new Key(
          phrase.category(),
          phrase.pattern(),
          phrase.typedWeight() < 0 || phrase.shownWeight() < 0,
          new Terms(
              terms.exception(), terms.noticedOnly(), terms.severity(), terms.audiences(), ""));
    }
  }

  private PhraseFiles(CategoryTable categories) {
    this.categories = categories;
  }

  /**
   * Reads every phrase file in the folders.
   *
   * @throws IOException if a file cannot be read
   * @throws PhraseFileException if anything in them is wrong
   */
  public static PhraseBook read(List<Path> folders, CategoryTable categories)
      throws IOException, PhraseFileException {
    return PhraseBook.of(phrases(folders, categories));
  }

  /**
   * The same, and beside the phrases the clues that ship: what texts tell that have none of them.
   *
   * @throws IOException if a file cannot be read
   * @throws PhraseFileException if anything in them is wrong
   */
  public static PhraseBook readWithClues(List<Path> folders, CategoryTable categories)
      throws IOException, PhraseFileException {
    CompletableFuture<Map<Origin, Clues>> clues =
        CompletableFuture.supplyAsync(() -> Clues.shipped(categories));
    return PhraseBook.of(phrases(folders, categories), clues.join());
  }

  /**
   * Checks every phrase file in the folders without making anything of them.
   *
   * @throws IOException if a file cannot be read
   * @throws PhraseFileException if anything in them is wrong
   */
  public static void check(List<Path> folders, CategoryTable categories)
      throws IOException, PhraseFileException {
    phrases(folders, categories);
  }

  /** The phrases themselves, as {@link #read} reads them. */
  static Collection<ListedPhrase> phrases(List<Path> folders, CategoryTable categories)
      throws IOException, PhraseFileException {
    PhraseFiles reader = new PhraseFiles(categories);
    for (Path folder : folders) {
      for (Path file : filesIn(folder)) {
        String name = String.valueOf(file.getFileName());
        Matcher misnamed = MISNAMED.matcher(name);
        if (name.endsWith(SUFFIX)) {
          reader.readFile(file);
        } else if (misnamed.matches()) {
          reader.problems.add(
              file
                  + ":0: the file is not read under this name: rename it to "
                  + misnamed.group(1)
                  + SUFFIX);
        }
      }
    }
    if (reader.problems.count() > 0) {
      throw new PhraseFileException(reader.problems.toldWithRest());
    }
    return reader.phrases.values();
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  private void readFile(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      new OneFile(file).read(new LineReader(in));
    }
  }

  /** One file while it is read. */
  private final class OneFile {
    private final Path file;
    private final String source;
    private final Map<String, Long> lineOfPhrase = new HashMap<>();
    private final Map<String, List<String>> sets = new HashMap<>();
    private @Nullable Category category;
    private @Nullable String language;
    private boolean headerTold;

    OneFile(Path file) {
      this.file = file;
      String name = String.valueOf(file.getFileName());
      this.source = name.substring(0, name.length() - SUFFIX.length());
    }

    void read(LineReader lines) throws IOException {
      while (lines.next()) {
        String line = lines.text().strip();
        if (lines.tooLong()) {
          problem(lines, "the line is too long; write it as several");
        } else if (line.indexOf('\0') >= 0) {
          headerTold = true;
          problem(lines, "the file is UTF-16; save it as UTF-8");
          return;
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          readLine(lines, line);
        }
      }
      if ((category == null || language == null) && !headerTold) {
        problem(lines, missingHeader());
      }
    }

    private void readLine(LineReader lines, String line) {
      Matcher header = HEADER.matcher(line);
      if (header.matches()) {
        readHeader(lines, header.group(1), header.group(2));
        return;
      }
      if (category == null || language == null) {
        if (!headerTold) {
          headerTold = true;
          problem(lines, missingHeader());
        }
        return;
      }
      try {
        Matcher set = SET.matcher(line);
        if (set.matches()) {
          sets.put(
              String.valueOf(set.group(1)),
              new PhraseParts(sets).set(String.valueOf(set.group(2))));
        } else if (SOME_SET.matcher(line).matches()) {
          problem(
              lines,
              "a set is written 'set people = teacher|pupil', its name in small letters, digits and"
                  + " hyphens");
        } else {
          add(lines, new PhraseLine(category, source, language, sets).read(line));
        }
      } catch (WrongLineException wrong) {
        problem(lines, String.valueOf(wrong.getMessage()));
      }
    }

    private String missingHeader() {
      return category == null
          ? "the file must start with 'category: ' and a category id, such as 'category: bullying'"
          : "'language: ' and a language code such as en must follow the category";
    }

    private void readHeader(LineReader lines, String name, String value) {
      boolean isCategory = name.equals("category");
      if (isCategory ? category != null : language != null) {
        problem(
            lines,
            "a file has one "
                + name
                + ", and this one has it: put these phrases in a file of their own");
      } else if (isCategory) {
        readCategory(lines, value);
      } else if (LANGUAGE.matcher(value).matches()) {
        language = value;
      } else {
        headerTold = true;
        problem(lines, "a language is a code such as en or cy");
      }
    }

    private void readCategory(LineReader lines, String value) {
      Optional<Category> known = categories.find(value);
      category = known.orElse(null);
      if (known.isEmpty()) {
        headerTold = true;
        String id = value.toLowerCase(Locale.ROOT).replaceAll("\\s+", "-");
        problem(
            lines,
            value.isEmpty()
                ? missingHeader()
                : "there is no category '"
                    + value
                    + (categories.find(id).isPresent()
                        ? "'; write 'category: " + id + "'"
                        : "'; 'schoolgate lists ls' prints them"));
      }
    }

    private void add(LineReader lines, ListedPhrase phrase) {
      Long line = lineOfPhrase.putIfAbsent(key(phrase), lines.number());
      if (line != null) {
        problem(
            lines, "the phrase is in this file already, in line " + line + "; keep one of the two");
      } else if (phrases.size() >= PHRASES_MAX) {
        problem(lines, "there are more than " + PHRASES_MAX + " phrases");
      } else {
        phrases.merge(Key.of(phrase), phrase, PhraseFiles::stronger);
      }
    }

    private void problem(LineReader lines, String what) {
      problems.add(file + ":" + lines.number() + ": " + what);
    }
  }

  /** What no two lines of a file may both say. */
  static String key(ListedPhrase phrase) {
    String origin = phrase.shownWeight() == 0 ? "typed" : phrase.typedWeight() == 0 ? "shown" : "";
    return origin + phrase.pattern() + phrase.terms();
  }

  /** Two phrases of one pattern as one, with the stronger weight of each kind. */
  private static ListedPhrase stronger(ListedPhrase a, ListedPhrase b) {
    return new ListedPhrase(
        a.category(),
        a.text(),
        a.source(),
        a.pattern(),
        furtherFromZero(a.typedWeight(), b.typedWeight()),
        furtherFromZero(a.shownWeight(), b.shownWeight()),
        a.terms(),
        a.combination(),
        a.part());
  }

  private static int furtherFromZero(int a, int b) {
    return Math.abs(b) > Math.abs(a) ? b : a;
  }
}
