package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Origin;

/**
 * What single words tell of a text in which no phrase is found: how much more often each stands in
 * harmful texts than in harmless ones, and of which kind those are.
 *
 * <p>A clue is a word, a pair of neighbouring words, or four letters of a word with its edges, so
 * that words which are inflected, joined or misspelt tell something, too; of a page it is a word
 * alone. The weights are those of two linear models (logistic regression) that were learned from
 * labelled cases; {@code ClueLearning}, in the tests, makes the table from the cases, and a test
 * says so when it is not what they teach. Phrases say what is forbidden; clues make sure that
 * somebody looks at what was said in words of which nobody thought. So they go on record and block
 * nothing.
 *
 * <p>Immutable and thread-safe.
 */
final class Clues {

  /** The weights of the table are whole numbers of so many parts. */
  static final double PARTS = 100;

  /** No clues: nothing is ever told. */
  static final Clues NONE = of(Origin.TYPED, List.of(), CategoryTable.builtIn());

  private final ClueTable table;

  /** Empty where the policy has no such category. */
  private final List<Optional<Category>> categories;

  private final boolean allCategories;

  private Clues(ClueTable table, CategoryTable categories) {
    this.table = table;
    this.categories = table.categoryIds().stream().map(categories::find).toList();
    this.allCategories = this.categories.stream().allMatch(Optional::isPresent);
  }

  /**
   * Those that ship: what words tell is not the same where a child typed them and where a page
   * shows them.
   *
   * @param categories what is not in it is not told
   */
  static Map<Origin, Clues> shipped(CategoryTable categories) {
    return Map.of(
        Origin.TYPED,
        new Clues(ClueTable.typed(), categories),
        Origin.SHOWN,
        new Clues(ClueTable.shown(), categories));
  }

  /** Reads a table of texts of an origin: see {@code clues.typed.tsv}. */
  static Clues of(Origin origin, List<String> lines, CategoryTable categories) {
    return new Clues(ClueTable.of("clues", lines.stream(), ClueTable.keyOf(origin)), categories);
  }

  boolean isEmpty() {
    return table.count() == 0;
  }

  /**
   * The number of a clue; negative for none.
   *
   * @param key of its text: of typed text {@link WordSet#hash}, of pages {@link WordKeys#key}
   */
  int number(long key) {
    return table.number(key);
  }

  /** Finds the clues of many keys; see {@link ClueTable#find}. */
  void find(long[] keys, int count, int[] into, int[] room) {
    table.find(keys, count, into, room);
  }

  /** What a clue adds by one more than its number, before {@link #scale}; of 0 nothing. */
  int weightOf(int oneMore) {
    return table.weightOf(oneMore);
  }

  /** What a clue adds, before {@link #scale}. */
  int weight(int clue) {
    return table.weight(clue);
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
    return table.bias() / PARTS + sum * scale(count);
  }

  /** What a clue says of one kind, in parts. */
  int kindWeight(int clue, int kind) {
    return table.kindWeight(clue, kind);
  }

  /** Whether the policy has all that a text may be about, so that something is always told. */
  boolean hasAllCategories() {
    return allCategories;
  }

  /**
   * What a text is about, the likeliest first; nothing if it is most likely about what the policy
   * does not have.
   *
   * @param found its clues, of which the first {@code count} are read
   */
  List<WeighedStretch.Likely> likely(int[] found, int count) {
    double[] sums = new double[categories.size()];
    for (int i = 0; i < count; i++) {
      table.addKinds(found[i], sums);
    }
    double all = 0;
    for (int kind = 0; kind < sums.length; kind++) {
      sums[kind] = Math.exp(sums[kind] * scale(count));
      all += sums[kind];
    }
    List<WeighedStretch.Likely> likely = new ArrayList<>();
    double elsewhere = 0;
    for (int kind = 0; kind < sums.length; kind++) {
      Optional<Category> category = categories.get(kind);
      double share = sums[kind] / all;
      if (category.isPresent()) {
        likely.add(new WeighedStretch.Likely(kind, category.get(), share));
      } else {
        elsewhere = Math.max(elsewhere, share);
      }
    }
    likely.sort(Comparator.comparingDouble(WeighedStretch.Likely::share).reversed());
    return likely.isEmpty() || likely.get(0).share() < elsewhere ? List.of() : likely;
  }
}
