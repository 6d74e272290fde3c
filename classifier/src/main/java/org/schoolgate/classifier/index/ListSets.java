package org.schoolgate.classifier.index;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
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
 * The sets of lists that entries stand on. Distinct ones are stored once, in memory, under a small
 * number: of a million domains there are a few hundred. Number 0 is the empty set.
 *
 * <p>Whoever writes several lists can make a set of each name. So only as many have such a number
 * as a slot of {@link KeyLines} can hold; any more stand in the file, once for each key, and their
 * number says where. All are found alike.
 *
 * <p>A set is a sorted array of tags. Tag 0 says that URL entries exist for the host; any other is
 * four times the list's number with what the entry means ({@link EntryMeaning}).
 */
final class ListSets {

  /** Says that the host has URL entries. */
  static final int HAS_PATHS = 0;

  /** From this number on, it says where in the file the set stands. */
  private static final int IN_FILE = KeyLines.ELSEWHERE;

  private static final int MEANING_BITS = 2;
  private static final int[] EMPTY = {};

  private final List<SourceList> lists;
  private final int[][] sets;
  private final ByteBuffer inFile;

  private ListSets(List<SourceList> lists, int[][] sets, ByteBuffer inFile) {
    this.lists = List.copyOf(lists);
    this.sets = sets;
    this.inFile = inFile;
  }

  /** The tags of a set, sorted; not to be changed. */
  int[] tags(int set) {
    return set < IN_FILE ? sets[set] : tagsAt((set - IN_FILE) * Integer.BYTES);
  }

  private int[] tagsAt(int offset) {
    int[] tags = new int[inFile.getInt(offset)];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = inFile.getInt(offset + (i + 1) * Integer.BYTES);
    }
    return tags;
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

  /** How many sets are in memory, the empty one among them. */
  int size() {
    return sets.length;
  }

  /** Writes those that are in memory. */
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

  /**
   * Reads those that are in memory.
   *
   * @param inFile the others, as a {@link SetWriter} wrote them
   */
  static ListSets read(DataInputStream in, ByteBuffer inFile, CategoryTable categories)
      throws IOException {
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
    return new ListSets(lists, sets.toArray(int[][]::new), inFile);
  }

  /** Collects sets; not thread-safe. */
  static final class Builder {
    private final List<SourceList> lists = new ArrayList<>();
    private final List<int[]> sets = new ArrayList<>();
    private final Map<IntBuffer, Integer> numbers = new HashMap<>();
    private final SetWriter more;
    private int[] collected = new int[16];
    private int count;

    /** One that writes what is beyond the numbers there are. */
    Builder(SetWriter more) {
      this.more = more;
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
    int number() throws IOException {
      IntBuffer tags = IntBuffer.wrap(collected, 0, count);
      Integer known = numbers.get(tags);
      if (known == null && sets.size() == IN_FILE) {
        known = IN_FILE + more.add(collected, count);
      } else if (known == null) {
        int[] isNew = Arrays.copyOf(collected, count);
        known = sets.size();
        sets.add(isNew);
        numbers.put(IntBuffer.wrap(isNew), known);
      }
      count = 0;
      return known;
    }

    /** Writes those that are in memory. */
    void write(DataOutputStream out) throws IOException {
      new ListSets(lists, sets.toArray(int[][]::new), ByteBuffer.allocate(0)).write(out);
    }
  }
}
