package org.schoolgate.classifier.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.schoolgate.policy.Origin;

/**
 * The numbers of {@link Clues}, in plain arrays. Those that ship are read once, when they are first
 * asked for, and shared. Immutable and thread-safe.
 */
final class ClueTable {

  /** So many bits of a place are one more than the number of a clue, all others are of its hash. */
  private static final int NUMBER_BITS = 18;

  /** At least so many, so that most clues are found in the first place that is looked at. */
  private static final int PLACES_PER_CLUE = 3;

  private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;

  /** Of open addressing; 0 where a place is free. */
  private long[] places = new long[16];

  /** How far a hash is shifted right to be the number of a place. */
  private int placeShift = Long.SIZE - 4;

  private int count;

  /** Of each clue by one more than its number. */
  private short[] weights = new short[16];

  /** The weights of a clue's kinds stand from here to where those of the next begin. */
  private int[] kindsFrom = new int[17];

  private byte[] kinds = new byte[16];
  private short[] kindWeights = new short[16];
  private int bias;
  private List<String> categoryIds = List.of();

  /** The number of a clue's text in the table. */
  private final ToLongFunction<String> keyOf;

  private ClueTable(ToLongFunction<String> keyOf) {
    this.keyOf = keyOf;
  }

  /** Read when it is asked for. */
  private static final class Typed {
    private static final ClueTable TABLE = read("clues.typed.tsv", keyOf(Origin.TYPED));
  }

  /** Read when it is asked for. */
  private static final class Shown {
    private static final ClueTable TABLE = read("clues.shown.tsv", keyOf(Origin.SHOWN));
  }

  /** Of typed text. */
  static ClueTable typed() {
    return Typed.TABLE;
  }

  /** Of pages. */
  static ClueTable shown() {
    return Shown.TABLE;
  }

  /** By what a clue of texts of an origin is asked for: of pages, each is a word alone. */
  static ToLongFunction<String> keyOf(Origin origin) {
    return origin == Origin.TYPED ? WordSet::hash : WordKeys::key;
  }

  private static ClueTable read(String name, ToLongFunction<String> keyOf) {
    try (InputStream in = ClueTable.class.getResourceAsStream(name);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return of(name, lines.lines(), keyOf);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * Reads the lines of a table.
   *
   * @param name of its file, for errors
   * @param keyOf what {@link #number} will be asked by: the number of a clue's text
   * @throws IllegalArgumentException if a line is none; it says which, and what to do
   */
  static ClueTable of(String name, Stream<String> lines, ToLongFunction<String> keyOf) {
    ClueTable table = new ClueTable(keyOf);
    int[] read = {0};
    lines.forEachOrdered(
        line -> {
          read[0]++;
          try {
            table.line(line);
          } catch (WrongLineException wrong) {
            throw wrong(name, read[0], wrong);
          }
        });
    if (table.categoryIds.isEmpty() && table.count > 0) {
      throw wrong(name, read[0], new WrongLineException("no line says what the categories are"));
    }
    table.weights = Arrays.copyOf(table.weights, table.count + 1);
    table.kindsFrom = Arrays.copyOf(table.kindsFrom, table.count + 1);
    table.kinds = Arrays.copyOf(table.kinds, table.kindsFrom[table.count]);
    table.kindWeights = Arrays.copyOf(table.kindWeights, table.kinds.length);
    return table;
  }

  private static IllegalArgumentException wrong(String name, int line, WrongLineException wrong) {
    return new IllegalArgumentException(
        name
            + ":"
            + line
            + ": "
            + wrong.getMessage()
            + "; the table is made by ClueLearningTest, not by hand: put back the one that ships,"
            + " or make it anew",
        wrong);
  }

  private void line(String line) throws WrongLineException {
    String[] columns = line.split("\t", -1);
    if (line.startsWith("#\t")) {
      if (!categoryIds.isEmpty() || count > 0) {
        throw new WrongLineException("a second line of categories, or one behind clues");
      }
      bias = ClueLine.number(columns[1], "what all add up from");
      categoryIds = List.of(columns).subList(2, columns.length);
      if (categoryIds.isEmpty() || categoryIds.size() > Byte.MAX_VALUE) {
        throw new WrongLineException("1 to " + Byte.MAX_VALUE + " categories are read");
      }
    } else if (!line.startsWith("# ")) {
      add(ClueLine.of(columns, categoryIds.size()));
    }
  }

  private void add(ClueLine clue) throws WrongLineException {
    if (PLACES_PER_CLUE * (count + 1) > places.length) {
      grow();
    }
    if (count + 1 > NUMBER_MASK) {
      throw new WrongLineException("more than " + NUMBER_MASK + " clues");
    }
    put((AnchorTable.hash(keyOf.applyAsLong(clue.text())) & ~NUMBER_MASK) | (count + 1));
    weights[count + 1] = (short) clue.weight();
    int at = kindsFrom[count];
    if (at + clue.kinds().size() > kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * (at + clue.kinds().size()));
      kindWeights = Arrays.copyOf(kindWeights, kinds.length);
    }
    for (ClueLine.Kind each : clue.kinds()) {
      kinds[at] = (byte) each.number();
      kindWeights[at++] = (short) each.weight();
    }
    kindsFrom[++count] = at;
  }

  private void grow() {
    long[] old = places;
    places = new long[2 * old.length];
    placeShift--;
    for (long taken : old) {
      if (taken != 0) {
        put(taken);
      }
    }
    weights = Arrays.copyOf(weights, places.length);
    kindsFrom = Arrays.copyOf(kindsFrom, places.length + 1);
  }

  private void put(long taken) {
    int place = (int) (taken >>> placeShift);
    while (places[place] != 0) {
      place = (place + 1) & (places.length - 1);
    }
    places[place] = taken;
  }

  int count() {
    return count;
  }

  /** What all texts add up from. */
  int bias() {
    return bias;
  }

  /** The ids of the categories, by their numbers. */
  List<String> categoryIds() {
    return categoryIds;
  }

  /** The number of a clue by the key of its text; negative for none. */
  int number(long key) {
    long hash = AnchorTable.hash(key);
    return (int) (takenBy(hash, (int) (hash >>> placeShift)) & NUMBER_MASK) - 1;
  }

  /**
   * Finds the clues of many keys. The answers of memory come together, and no branch depends on
   * which word is a clue, but for those few that share a place.
   *
   * @param keys become their hashes
   * @param into gets for each one more than its number, or 0 for none
   * @param room for so many numbers
   */
  void find(long[] keys, int count, int[] into, int[] room) {
    long[] table = places;
    int shift = placeShift;
    int left = 0;
    for (int i = 0; i < count; i++) {
      long hash = AnchorTable.hash(keys[i]);
      long taken = table[(int) (hash >>> shift)];
      long differing = (taken ^ hash) & ~NUMBER_MASK;
      keys[i] = hash;
      into[i] = (int) (taken & NUMBER_MASK);
      room[left] = i;
      left += (int) (((taken | -taken) & (differing | -differing)) >>> (Long.SIZE - 1));
    }
    for (int i = 0; i < left; i++) {
      long hash = keys[room[i]];
      int after = ((int) (hash >>> shift) + 1) & (table.length - 1);
      into[room[i]] = (int) (takenBy(hash, after) & NUMBER_MASK);
    }
  }

  /** What the place of a hash holds, looked for from a place on; 0 if there is none. */
  private long takenBy(long hash, int from) {
    int place = from;
    long taken = places[place];
    while (taken != 0 && ((taken ^ hash) & ~NUMBER_MASK) != 0) {
      place = (place + 1) & (places.length - 1);
      taken = places[place];
    }
    return taken;
  }

  /** What a clue weighs by one more than its number; 0 weighs nothing. */
  int weightOf(int oneMore) {
    return weights[oneMore];
  }

  int weight(int clue) {
    return weights[clue + 1];
  }

  int kindWeight(int clue, int kind) {
    int weight = 0;
    for (int i = kindsFrom[clue]; i < kindsFrom[clue + 1]; i++) {
      weight += kinds[i] == kind ? kindWeights[i] : 0;
    }
    return weight;
  }

  /** Adds what a clue says of each kind. */
  void addKinds(int clue, double[] sums) {
    for (int i = kindsFrom[clue]; i < kindsFrom[clue + 1]; i++) {
      sums[kinds[i]] += kindWeights[i];
    }
  }
}
