package org.schoolgate.classifier.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Origin;

/**
 * What single words tell of a typed text in which no phrase is found: how much more often each
 * stands in harmful texts than in harmless ones, and of which kind those are.
 *
 * <p>A clue is a word, a pair of neighbouring words, or four letters of a word with its edges, so
 * that words which are inflected, joined or misspelt tell something, too. The weights are those of
 * two linear models (logistic regression) that were learned from labelled cases; {@code
 * ClueLearning}, in the tests, makes the table from the cases, and a test says so when it is not
 * what they teach. Phrases say what is forbidden; clues make sure that somebody looks at what was
 * said in words of which nobody thought. So they go on record and block nothing.
 *
 * <p>Immutable and thread-safe.
 */
final class Clues {

  /** What is before a piece of a word; no folded text has it. */
  static final char PIECE = '#';

  static final char WORD_START = '<';
  static final char WORD_END = '>';
  static final int PIECE_CHARS = 4;

  /** The weights of the table are whole numbers of so many parts. */
  static final double PARTS = 100;

  private static final int NONE_HERE = -1;

  /** No clues: nothing is ever told. */
  static final Clues NONE = new Clues(new Reader(CategoryTable.builtIn()));

  private final long[] keys;
  private final int[] numbers;
  private final short[] weights;

  /** The weights of a clue's kinds stand from here to where those of the next begin. */
  private final int[] kindsFrom;

  private final byte[] kinds;
  private final short[] kindWeights;
  private final double bias;

  /** Empty where the policy has no such category. */
  private final List<Optional<Category>> categories;

  private Clues(Reader read) {
    int count = read.clues.size();
    this.keys = new long[Integer.highestOneBit(count * 2 + 1) * 2];
    this.numbers = new int[keys.length];
    this.weights = new short[count];
    this.kindsFrom = new int[count + 1];
    for (int i = 0; i < count; i++) {
      Clue clue = read.clues.get(i);
      long key = WordSet.hash(clue.text);
      int place = place(key);
      while (keys[place] != 0) {
        place = (place + 1) & (keys.length - 1);
      }
      keys[place] = key;
      numbers[place] = i;
      weights[i] = clue.weight;
      kindsFrom[i + 1] = kindsFrom[i] + clue.kinds.length / 2;
    }
    this.kinds = new byte[kindsFrom[count]];
    this.kindWeights = new short[kinds.length];
    for (int i = 0; i < count; i++) {
      int[] own = read.clues.get(i).kinds;
      for (int k = 0; k < own.length; k += 2) {
        kinds[kindsFrom[i] + k / 2] = (byte) own[k];
        kindWeights[kindsFrom[i] + k / 2] = (short) own[k + 1];
      }
    }
    this.bias = read.bias;
    this.categories = read.categories;
  }

  /**
   * Those that ship: what words tell is not the same where a child typed them and where a page
   * shows them.
   *
   * @param table what is not in it is not told
   */
  private static Clues shipped(Origin origin, CategoryTable table) {
    String name = origin == Origin.TYPED ? "clues.typed.tsv" : "clues.shown.tsv";
    try (InputStream in = Clues.class.getResourceAsStream(name);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return of(lines.lines().toList(), table);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Those that ship, for texts of each origin. */
  static Map<Origin, Clues> shipped(CategoryTable table) {
    return Map.of(
        Origin.TYPED, shipped(Origin.TYPED, table), Origin.SHOWN, shipped(Origin.SHOWN, table));
  }

  /** Reads a table: see {@code clues.typed.tsv}. */
  static Clues of(List<String> lines, CategoryTable table) {
    Reader reader = new Reader(table);
    lines.forEach(reader::line);
    return new Clues(reader);
  }

  boolean isEmpty() {
    return weights.length == 0;
  }

  /** The number of a clue by the hash of its text, see {@link WordSet#hash}; negative for none. */
  int number(long key) {
    int place = place(key);
    while (keys[place] != 0) {
      if (keys[place] == key) {
        return numbers[place];
      }
      place = (place + 1) & (keys.length - 1);
    }
    return NONE_HERE;
  }

  private int place(long key) {
    return (int) ((key ^ key >>> 32) & (keys.length - 1));
  }

  /** What a clue adds, before {@link #scale}. */
  int weight(int clue) {
    return weights[clue];
  }

  /** So that a long text does not say more than a short one: of so many different clues. */
  static double scale(int count) {
    return 1 / (PARTS * Math.sqrt(Math.max(1, count)));
  }

  /**
   * How much more likely harmful than harmless a text is.
   *
   * @param sum of the weights of its clues
   * @param count how many they are
   * @return the natural logarithm of the odds
   */
  double harm(long sum, int count) {
    return bias + sum * scale(count);
  }

  private void addKinds(int clue, double[] sums) {
    for (int i = kindsFrom[clue]; i < kindsFrom[clue + 1]; i++) {
      sums[kinds[i]] += kindWeights[i];
    }
  }

  /** What a clue says of one kind, in parts. */
  int kindWeight(int clue, int kind) {
    int weight = 0;
    for (int i = kindsFrom[clue]; i < kindsFrom[clue + 1]; i++) {
      weight += kinds[i] == kind ? kindWeights[i] : 0;
    }
    return weight;
  }

  /**
   * What a text is about, the likeliest first; nothing if it is most likely about what the policy
   * does not have.
   *
   * @param found its clues, of which the first {@code count} are read
   */
  List<ClueFinding.Likely> likely(int[] found, int count) {
    double[] sums = new double[categories.size()];
    for (int i = 0; i < count; i++) {
      addKinds(found[i], sums);
    }
    double all = 0;
    for (int kind = 0; kind < sums.length; kind++) {
      sums[kind] = Math.exp(sums[kind] * scale(count));
      all += sums[kind];
    }
    List<ClueFinding.Likely> likely = new ArrayList<>();
    double elsewhere = 0;
    for (int kind = 0; kind < sums.length; kind++) {
      Optional<Category> category = categories.get(kind);
      double share = sums[kind] / all;
      if (category.isPresent()) {
        likely.add(new ClueFinding.Likely(kind, category.get(), share));
      } else {
        elsewhere = Math.max(elsewhere, share);
      }
    }
    likely.sort(Comparator.comparingDouble(ClueFinding.Likely::share).reversed());
    return likely.isEmpty() || likely.get(0).share() < elsewhere ? List.of() : likely;
  }

  /** A line of the table; of the kinds, each number is followed by its weight. */
  private static final class Clue {
    private final String text;
    private final short weight;
    private final int[] kinds;

    Clue(String text, short weight, int[] kinds) {
      this.text = text;
      this.weight = weight;
      this.kinds = kinds;
    }
  }

  /** Reads the lines of a table in their order. */
  private static final class Reader {
    private final CategoryTable table;
    private final List<Clue> clues = new ArrayList<>();
    private List<Optional<Category>> categories = List.of();
    private double bias;

    Reader(CategoryTable table) {
      this.table = table;
    }

    void line(String line) {
      String[] columns = line.split("\t", -1);
      if (line.startsWith("#\t")) {
        bias = Integer.parseInt(columns[1]) / PARTS;
        categories = Arrays.stream(columns).skip(2).map(table::find).toList();
      } else if (!line.startsWith("# ")) {
        int[] kinds = new int[(columns.length - 2) * 2];
        for (int i = 2; i < columns.length; i++) {
          int colon = columns[i].indexOf(':');
          kinds[2 * (i - 2)] = Integer.parseInt(columns[i], 0, colon, 10);
          kinds[2 * (i - 2) + 1] = Integer.parseInt(columns[i], colon + 1, columns[i].length(), 10);
        }
        clues.add(new Clue(columns[0], Short.parseShort(columns[1]), kinds));
      }
    }
  }
}
