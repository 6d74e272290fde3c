package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.schoolgate.classifier.effectiveness.EffectivenessCase;
import org.schoolgate.policy.Origin;

/**
 * Makes the table of {@link Clues} from labelled cases: one logistic regression for how harmful a
 * text is, and a multinomial one, from the harmful cases alone, for what it is about. Both are
 * fitted by stochastic gradient descent with AdaGrad's steps (Duchi, Hazan and Singer, JMLR 12,
 * 2011). The same cases in the same order give the same table on every machine.
 */
final class ClueLearning {

  private static final int EPOCHS = 20;
  private static final double STEP = 0.3;
  private static final double BIAS_STEP = 0.02;
  private static final double DECAY = 1e-6;

  /** What a category counts that is right, but not the best. */
  private static final double ALSO_RIGHT = 0.4;

  /** A clue that fewer cases have is chance. */
  private static final int WORD_CASES_MIN = 2;

  private static final int PAIR_CASES_MIN = 3;
  private static final int PIECE_CASES_MIN = 4;

  /** Weights that are nearer to nothing say nothing; in parts. */
  private static final int WEIGHT_MIN = 6;

  private static final int KIND_WEIGHT_MIN = 30;

  private static final PhraseBook NO_PHRASES = PhraseBook.of(List.of());

  /** Clues of a text beside what it is. */
  private record Example(boolean harmful, List<String> categories, List<Integer> clues) {}

  private final List<String> names;
  private final List<String> kinds;
  private final List<Example> examples = new ArrayList<>();
  private final double[] weights;
  private final double[][] kindWeights;
  private double bias;

  private ClueLearning(List<EffectivenessCase> cases, Origin origin) {
    List<Set<String>> each = cases.stream().map(one -> clues(one.text(), origin)).toList();
    Map<String, Integer> counts = new TreeMap<>();
    each.forEach(clues -> clues.forEach(clue -> counts.merge(clue, 1, Integer::sum)));
    counts.entrySet().removeIf(clue -> clue.getValue() < casesMin(clue.getKey()));
    this.names = List.copyOf(counts.keySet());
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    Set<String> found = new TreeSet<>();
    for (int i = 0; i < each.size(); i++) {
      EffectivenessCase one = cases.get(i);
      found.addAll(one.expected());
      List<Integer> known =
          each.get(i).stream().filter(numbers::containsKey).map(numbers::get).toList();
      examples.add(new Example(one.harmful(), one.expected(), known));
    }
    this.kinds = List.copyOf(found);
    this.weights = new double[names.size()];
    this.kindWeights = new double[names.size()][kinds.size()];
  }

  /** The lines of the table that the cases teach for texts of an origin. */
  static List<String> learn(List<EffectivenessCase> cases, Origin origin) {
    ClueLearning learning = new ClueLearning(cases, origin);
    learning.fitHarm();
    learning.fitKinds();
    return learning.lines();
  }

  private static int casesMin(String clue) {
    boolean isPair = clue.indexOf(' ') >= 0;
    return clue.charAt(0) == WordClues.PIECE
        ? PIECE_CASES_MIN
        : isPair ? PAIR_CASES_MIN : WORD_CASES_MIN;
  }

  /** The clues of a text, as the gateway folds it, without names: of a page, its words alone. */
  private static Set<String> clues(String text, Origin origin) {
    Set<String> clues = new LinkedHashSet<>();
    String before = "";
    for (String word : folded(text).split("[ \n]+", -1)) {
      String meant = origin == Origin.TYPED ? WordFiles.meant(word) : null;
      for (String letters : (meant == null ? word : meant).split(" ", -1)) {
        if (WordFiles.names().contains(WordSet.hash(letters))) {
          before = "";
        } else if (!letters.isEmpty()) {
          if (origin == Origin.TYPED) {
            WordClues.of(
                before,
                letters,
                (in, from, to, isPiece) -> clues.add(WordClues.text(in, from, to, isPiece)));
          } else {
            clues.add(letters);
          }
          before = letters;
        }
      }
    }
    return clues;
  }

  private static String folded(String text) {
    TextLane lane = new TextLane(NO_PHRASES, Origin.SHOWN, 1, TextFixtures.NOWHERE);
    for (int i = 0; i < text.length(); i++) {
      lane.append(text.charAt(i), i);
    }
    lane.breakWord(text.length());
    return new String(lane.folded(), 0, lane.length());
  }

  private void fitHarm() {
    double[] squares = new double[weights.length];
    Arrays.fill(squares, 1e-3);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      for (Example example : shuffled(epoch)) {
        double scale = scale(example);
        double sum = bias;
        for (int clue : example.clues()) {
          sum += weights[clue] * scale;
        }
        double wrong = 1 / (1 + StrictMath.exp(-sum)) - (example.harmful() ? 1 : 0);
        for (int clue : example.clues()) {
          double slope = wrong * scale + DECAY * weights[clue];
          squares[clue] += slope * slope;
          weights[clue] -= STEP * slope / Math.sqrt(squares[clue]);
        }
        bias -= BIAS_STEP * wrong;
      }
    }
  }

  private void fitKinds() {
    double[][] squares = new double[names.size()][kinds.size()];
    for (double[] each : squares) {
      Arrays.fill(each, 1e-3);
    }
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      for (Example example : shuffled(epoch)) {
        if (example.harmful()) {
          fitKinds(example, squares);
        }
      }
    }
  }

  private void fitKinds(Example example, double[][] squares) {
    double scale = scale(example);
    double[] likely = new double[kinds.size()];
    for (int clue : example.clues()) {
      for (int kind = 0; kind < likely.length; kind++) {
        likely[kind] += kindWeights[clue][kind] * scale;
      }
    }
    double all = 0;
    for (int kind = 0; kind < likely.length; kind++) {
      likely[kind] = StrictMath.exp(likely[kind]);
      all += likely[kind];
    }
    double[] right = right(example);
    for (int kind = 0; kind < likely.length; kind++) {
      double wrong = likely[kind] / all - right[kind];
      for (int clue : example.clues()) {
        double slope = wrong * scale + DECAY * kindWeights[clue][kind];
        squares[clue][kind] += slope * slope;
        kindWeights[clue][kind] -= STEP * slope / Math.sqrt(squares[clue][kind]);
      }
    }
  }

  private double[] right(Example example) {
    double[] right = new double[kinds.size()];
    double all = 0;
    for (String category : example.categories()) {
      double share = all == 0 ? 1 : ALSO_RIGHT;
      right[kinds.indexOf(category)] = share;
      all += share;
    }
    for (int kind = 0; kind < right.length; kind++) {
      right[kind] /= all;
    }
    return right;
  }

  private static double scale(Example example) {
    return 1 / Math.sqrt(Math.max(1, example.clues().size()));
  }

  private List<Example> shuffled(int epoch) {
    List<Example> shuffled = new ArrayList<>(examples);
    Collections.shuffle(shuffled, new Random(epoch));
    return shuffled;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("#\t" + parts(bias) + "\t" + String.join("\t", kinds));
    for (int clue = 0; clue < weights.length; clue++) {
      StringBuilder line =
          new StringBuilder(names.get(clue)).append('\t').append(parts(weights[clue]));
      double[] own = kindWeights[clue];
      IntStream.range(0, own.length)
          .filter(kind -> Math.abs(parts(own[kind])) >= KIND_WEIGHT_MIN)
          .forEach(kind -> line.append('\t').append(kind).append(':').append(parts(own[kind])));
      boolean says = Math.abs(parts(weights[clue])) >= WEIGHT_MIN;
      if (says) {
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private static long parts(double weight) {
    return Math.round(weight * Clues.PARTS);
  }
}
