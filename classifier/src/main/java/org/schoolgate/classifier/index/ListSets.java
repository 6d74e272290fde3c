package org.schoolgate.classifier.index;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;

/**
 * The distinct sets of lists that entries stand on, each stored once under a small number: of a
 * million domains a few hundred sets. Number 0 is the empty set.
 *
 * <p>A set is a sorted array of tags. Tag 0 says that URL entries exist for the host; any other is
 * four times the list's number with what the entry means ({@link EntryMeaning}).
 */
final class ListSets {

  /** Says that the host has URL entries. */
  static final int HAS_PATHS = 0;

  private static final int MEANING_BITS = 2;
  private static final int[] EMPTY = {};

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

  /** What the entry of a tag other than {@link #HAS_PATHS} means. */
  static EntryMeaning meaning(int tag) {
    return EntryMeaning.of(tag & ((1 << MEANING_BITS) - 1));
  }

  /** The list of a tag other than {@link #HAS_PATHS}. */
  SourceList list(int tag) {
    return lists.get((tag >> MEANING_BITS) - 1);
  }

  /** How many sets there are, the empty one among them. */
  int size() {
    return sets.length;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(lists.size());
    for (SourceList list : lists) {
      out.writeUTF(list.category().id());
      out.writeUTF(list.source());
    }
    out.writeInt(sets.length);
    for (int[] set : sets) {
      out.writeShort(set.length);
      for (int tag : set) {
        out.writeInt(tag);
      }
    }
  }

  static ListSets read(DataInputStream in, CategoryTable categories) throws IOException {
    List<SourceList> lists = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      Optional<Category> category = categories.find(in.readUTF());
      lists.add(
          new SourceList(
              category.orElseThrow(() -> new DamagedIndexException("a category is not known")),
              in.readUTF()));
    }
    List<int[]> sets = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      int[] tags = new int[in.readUnsignedShort()];
      for (int i = 0; i < tags.length; i++) {
        tags[i] = in.readInt();
        if (tags[i] < 0 || tags[i] >> MEANING_BITS > lists.size()) {
          throw new DamagedIndexException("a list is not known");
        }
      }
      sets.add(tags);
    }
    return new ListSets(lists, sets.toArray(int[][]::new));
  }

  /** Collects sets; not thread-safe. */
  static final class Builder {
    private final List<SourceList> lists = new ArrayList<>();
    private final List<int[]> sets = new ArrayList<>();
    private final Map<IntBuffer, Integer> numbers = new HashMap<>();
    private int[] collected = new int[16];
    private int count;

    Builder() {
      sets.add(EMPTY);
      numbers.put(IntBuffer.wrap(EMPTY), 0);
    }

    /** The tag of entries of a list that mean something. */
    int tag(Category category, String source, EntryMeaning meaning) {
      SourceList list = new SourceList(category, source);
      int number = lists.indexOf(list);
      if (number < 0) {
        number = lists.size();
        lists.add(list);
      }
      return ((number + 1) << MEANING_BITS) | meaning.number();
    }

    /** Adds a tag to the set that is being collected; one that is there already changes nothing. */
    void add(int tag) {
      if (count == collected.length) {
        collected = Arrays.copyOf(collected, 2 * count);
      }
      int at = count;
      while (at > 0 && collected[at - 1] > tag) {
        at--;
      }
      if (at > 0 && collected[at - 1] == tag) {
        return;
      }
      System.arraycopy(collected, at, collected, at + 1, count - at);
      collected[at] = tag;
      count++;
    }

    /**
     * The number of the set that was collected; the next one begins empty. Only whole sets have
     * one: those on the way to them would be many more, and nobody would ask for them.
     */
    int number() {
      IntBuffer tags = IntBuffer.wrap(collected, 0, count);
      Integer known = numbers.get(tags);
      if (known == null) {
        int[] isNew = Arrays.copyOf(collected, count);
        known = sets.size();
        sets.add(isNew);
        numbers.put(IntBuffer.wrap(isNew), known);
      }
      count = 0;
      return known;
    }

    ListSets build() {
      return new ListSets(lists, sets.toArray(int[][]::new));
    }
  }
}
