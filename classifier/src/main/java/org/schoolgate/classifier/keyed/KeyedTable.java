package org.schoolgate.classifier.keyed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.schoolgate.classifier.index.EntryMeaning;
import org.schoolgate.classifier.index.SeveralKeys;
import org.schoolgate.classifier.index.SourceList;
import org.schoolgate.classifier.site.ListKind;

/**
 * The keys of all keyed lists, looked up by open addressing: a key is as good as random, so its
 * lower bits say where to look first. Immutable and thread-safe.
 */
public final class KeyedTable {

  private static final int SLOTS_MIN = 16;
  private static final List<Part> NOTHING = List.of();

  private final long[] high;
  private final long[] low;
  private final int[] sets;
  private final List<List<Part>> parts;
  private final Map<EntryKey, List<SeveralKeys<EntryKey>>> several;
  private final boolean empty;

  /**
   * What a key stands for.
   *
   * @param list which list the entry is of
   * @param meaning what the entry means
   * @param isHost whether it is no entry, but a host that addresses of the list are of
   */
  public record Part(SourceList list, EntryMeaning meaning, boolean isHost) {}

  private KeyedTable(Builder from) {
    this.high = from.high;
    this.low = from.low;
    this.sets = from.sets;
    this.parts = List.copyOf(from.parts);
    this.several = Map.copyOf(from.several);
    this.empty = from.used == 0 && from.several.isEmpty();
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return empty;
  }

  /**
   * What a hash that was {@linkplain SipHash#take taken} stands for, exceptions last; mostly
   * nothing.
   */
  public List<Part> find(SipHash taken) {
    int slot = slotOf(high, low, sets, taken.high(), taken.low());
    return sets[slot] == 0 ? NOTHING : parts.get(sets[slot]);
  }

  /** The entries of several keys that begin with this one, the lowest of them. */
  public List<SeveralKeys<EntryKey>> several(EntryKey first) {
    return several.getOrDefault(first, List.of());
  }

  /** The slot of a key, or the free one where it would stand. */
  private static int slotOf(long[] high, long[] low, int[] sets, long keyHigh, long keyLow) {
    int mask = sets.length - 1;
    int slot = (int) keyLow & mask;
    while (sets[slot] != 0 && (high[slot] != keyHigh || low[slot] != keyLow)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Collects lists; not thread-safe. */
  public static final class Builder {
    private long[] high = new long[SLOTS_MIN];
    private long[] low = new long[SLOTS_MIN];
    private int[] sets = new int[SLOTS_MIN];
    private int used;
    private final List<List<Part>> parts = new ArrayList<>(List.of(List.of()));
    private final Map<List<Part>, Integer> numbers = new HashMap<>(Map.of(List.of(), 0));
    private final Map<EntryKey, List<SeveralKeys<EntryKey>>> several = new HashMap<>();

    /**
     * Adds the entries of a file.
     *
     * @return how many they are
     * @throws UnreadableListException if it is not whole, not of this installation, or for another
     *     category or kind; then nothing of it was added
     * @throws IOException if it cannot be read
     */
    public int add(Path file, EntryKeys keys, SourceList list, ListKind kind, EntryMeaning meaning)
        throws IOException {
      Part entry = new Part(list, meaning, false);
      Part host = new Part(list, meaning, true);
      return KeyedFile.read(
          file,
          keys,
          new KeyedPart(list.category(), kind),
          new KeyedFile.Sink() {
            @Override
            public void entry(List<EntryKey> entryKeys) {
              if (entryKeys.size() == 1) {
                put(entryKeys.get(0), entry);
              } else {
                several
                    .computeIfAbsent(entryKeys.get(0), first -> new ArrayList<>(1))
                    .add(new SeveralKeys<>(list, entryKeys));
              }
            }

            @Override
            public void host(EntryKey key) {
              put(key, host);
            }
          });
    }

    private void put(EntryKey key, Part part) {
      if (used * 2 >= sets.length) {
        grow();
      }
      int slot = slotOf(high, low, sets, key.high(), key.low());
      if (sets[slot] == 0) {
        high[slot] = key.high();
        low[slot] = key.low();
        used++;
      }
      sets[slot] = with(sets[slot], part);
    }

    private int with(int set, Part part) {
      List<Part> before = parts.get(set);
      if (before.contains(part)) {
        return set;
      }
      List<Part> after = new ArrayList<>(before);
      after.add(part);
      after.sort(Comparator.comparing(Part::meaning));
      return numbers.computeIfAbsent(
          List.copyOf(after),
          isNew -> {
            parts.add(isNew);
            return parts.size() - 1;
          });
    }

    private void grow() {
      long[] wasHigh = high;
      long[] wasLow = low;
      int[] were = sets;
      high = new long[were.length * 2];
      low = new long[were.length * 2];
      sets = new int[were.length * 2];
      for (int i = 0; i < were.length; i++) {
        if (were[i] != 0) {
          int slot = slotOf(high, low, sets, wasHigh[i], wasLow[i]);
          high[slot] = wasHigh[i];
          low[slot] = wasLow[i];
          sets[slot] = were[i];
        }
      }
    }

    /** All of it; the builder is used up. */
    public KeyedTable build() {
      return new KeyedTable(this);
    }
  }
}
