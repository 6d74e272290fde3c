package org.schoolgate.classifier.index;

import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * An index in force: what names, networks and addresses stand on, mapped from a file. It stays as
 * it is for as long as anybody has it; whoever asks is answered without a lock and, while nothing
 * is found, without an allocation. Immutable and thread-safe.
 */
public final class IndexLayer {

  private final SiteHash hash;
  private final IndexFile.About about;
  private final ListSets sets;
  private final KeyShape shape;
  private final NameTable names;
  private final UrlTable urls;
  private final long keyCount;
  private final MappedByteBuffer[] sections;
  private final int[] checksums;

  IndexLayer(
      SiteHash hash,
      IndexFile.About about,
      ListSets sets,
      KeyShape shape,
      NameTable names,
      UrlTable urls,
      long keyCount,
      MappedByteBuffer[] sections,
      int[] checksums) {
    this.hash = hash;
    this.about = about;
    this.sets = sets;
    this.shape = shape;
    this.names = names;
    this.urls = urls;
    this.keyCount = keyCount;
    this.sections = sections.clone();
    this.checksums = checksums.clone();
  }

  /** The hashes that its keys are made with. */
  public SiteHash hash() {
    return hash;
  }

  String identity() {
    return about.identity();
  }

  /** How many entries were taken, by category id. */
  public Map<String, Long> takenByCategory() {
    return about.takenByCategory();
  }

  /** What could not be taken, each in a sentence; bounded. */
  public List<String> problems() {
    return about.problems();
  }

  /** How many problems there were. */
  public long problemCount() {
    return about.problemCount();
  }

  /** How many different names, networks and hosts of URL entries it has. */
  public long keyCount() {
    return keyCount;
  }

  /** How many bytes its tables have in memory and on disk. */
  public long bytes() {
    long bytes = 0;
    for (ByteBuffer section : sections) {
      bytes += section.limit();
    }
    return bytes;
  }

  /**
   * Whether all of it is what was written. Reads it from end to end, so that it is in memory
   * afterwards.
   */
  boolean isWhole() {
    boolean whole = true;
    for (int section = 0; section < sections.length && whole; section++) {
      whole = IndexFile.checksumOf(sections[section]) == checksums[section];
    }
    return whole;
  }

  /**
   * Which names of a host may stand on a list, a bit each, in the order of the keys; the last bit
   * is for the 64th and all behind it. A bit may be set in vain, and no name whose bit is not set
   * does.
   */
  public long candidates(HostKeys keys) {
    return names.candidates(keys, keys.isTop(0) && !shape.hasTopLevel() ? 1 : 0);
  }

  /** The next longer length that networks have; -1 if none. */
  public int networkLengthAfter(int length, boolean isIpv6) {
    return shape.networkLengthAfter(length, isIpv6);
  }

  /** The set of lists that a name stands on, by its key; 0 if on none. */
  public int setOf(long nameKey) {
    return names.get(nameKey);
  }

  /** The set of lists that an address stands on; 0 if on none. */
  public int setOf(SiteHash.UrlState address) {
    return urls.get(address);
  }

  /** Whether it has any entries for a part of a site. */
  public boolean hasUrls() {
    return !urls.isEmpty();
  }

  /** Entries that need more parameters than the one of a key. */
  public List<SeveralParameters> several(UrlKey first) {
    return urls.several(first);
  }

  /** The tags of a set, in the order in which what decides comes last; not to be changed. */
  public int[] tags(int set) {
    return sets.tags(set);
  }

  /** Whether a set says that there are entries for parts of a host. */
  public static boolean hasPaths(int[] tags) {
    return ListSets.hasPaths(tags);
  }

  /** Whether a tag names a list. */
  public static boolean isOfList(int tag) {
    return tag != ListSets.HAS_PATHS;
  }

  /** What the entry of a list's tag means. */
  public static EntryMeaning meaning(int tag) {
    return ListSets.meaning(tag);
  }

  /** The list of a tag. */
  public SourceList list(int tag) {
    return sets.list(tag);
  }
}
