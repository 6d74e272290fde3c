package org.schoolgate.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.schoolgate.policy.Category;

/**
 * The distinct sets of lists that entries stand on, each stored once under a small number: of a
 * million domains a few hundred sets. Number 0 is the empty set.
 *
 * <p>A set is a sorted array of tags. Tag 0 says that URL entries exist for the host; any other tag
 * is four times the list's number, plus 1 for an exception and 2 where the entry is about the exact
 * host alone: in the order of the tags, what decides comes last.
 */
final class ListSets {

  /** Says that the host has URL entries. */
  static final int HAS_PATHS = 0;

  /** Added to a list's tag: the entry takes the host out of the list. */
  static final int EXCEPTION = 1;

  /** Added to a list's tag: the entry is about that host and nothing under it. */
  static final int EXACT = 2;

  private static final int TAG_BITS = 2;

  private static final int[] EMPTY = {};

  /**
   * One list.
   *
   * @param category what it says its entries are
   * @param source who made it
   */
  record SourceList(Category category, String source) {
    /** The list as it is named in evidence, for example {@code starter/gambling}. */
    String name() {
      return source + "/" + category.id();
    }
  }

  private final List<SourceList> lists;
  private final int[][] sets;

  private ListSets(List<SourceList> lists, int[][] sets) {
    this.lists = List.copyOf(lists);
    this.sets = sets;
  }

  /** The tags of a set, sorted; not to be changed. */
  int[] tags(int set) {
    return sets[set];
  }

  static boolean hasPaths(int[] tags) {
    return tags.length > 0 && tags[0] == HAS_PATHS;
  }

  /** Whether a tag is for the exact host alone. */
  static boolean isExact(int tag) {
    return (tag & EXACT) != 0;
  }

  /** Whether a tag says that the list does not cover the host. */
  static boolean isException(int tag) {
    return (tag & EXCEPTION) != 0;
  }

  /** The list of a tag other than {@link #HAS_PATHS}. */
  SourceList list(int tag) {
    return lists.get((tag >> TAG_BITS) - 1);
  }

  /** Collects sets; not thread-safe. */
  static final class Builder {
    private final List<SourceList> lists = new ArrayList<>();
    private final Map<SourceList, Integer> listNumbers = new HashMap<>();
    private final List<int[]> sets = new ArrayList<>();
    private final Map<List<Integer>, Integer> numbers = new HashMap<>();
    private final Map<Long, Integer> steps = new HashMap<>();

    Builder() {
      sets.add(EMPTY);
      numbers.put(List.of(), 0);
    }

    /** The tag of a list, to which {@link #EXCEPTION} and {@link #EXACT} may be added. */
    int addList(Category category, String source) {
      SourceList list = new SourceList(category, source);
      return listNumbers.computeIfAbsent(
              list,
              isNew -> {
                lists.add(list);
                return lists.size();
              })
          << TAG_BITS;
    }

    /** The number of the set with one tag more. */
    int with(int set, int tag) {
      return steps.computeIfAbsent((long) set << 32 | tag, step -> number(union(set, tag)));
    }

    ListSets build() {
      return new ListSets(lists, sets.toArray(int[][]::new));
    }

    private int[] union(int set, int tag) {
      int[] tags = sets.get(set);
      if (Arrays.binarySearch(tags, tag) >= 0) {
        return tags;
      }
      int[] more = Arrays.copyOf(tags, tags.length + 1);
      more[tags.length] = tag;
      Arrays.sort(more);
      return more;
    }

    private int number(int[] tags) {
      return numbers.computeIfAbsent(
          Arrays.stream(tags).boxed().toList(),
          isNew -> {
            sets.add(tags);
            return sets.size() - 1;
          });
    }
  }
}
