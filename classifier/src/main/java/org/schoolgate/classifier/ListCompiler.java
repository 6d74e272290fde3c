package org.schoolgate.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.index.EntryMeaning;
import org.schoolgate.classifier.index.IndexFolder;
import org.schoolgate.classifier.index.IndexLayer;
import org.schoolgate.classifier.index.KeyWriter;
import org.schoolgate.classifier.index.LayerName;
import org.schoolgate.classifier.index.ListFile;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.classifier.site.PublicSuffixes;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.classifier.source.Problems;
import org.schoolgate.policy.CategoryTable;

/**
 * Makes an index of list files, by way of {@link IndexFolder}, in two layers: the lists of others,
 * and on top of them the school's own, so that an edit of these leaves those alone and waits for
 * nobody who compiles them. Lines that are already in canonical spelling, which is nearly every
 * line of a big list, become keys as the bytes that they are. Thread-safe.
 */
final class ListCompiler {

  private static final byte[] SCHOOL_SUFFIX = ".sch.uk".getBytes(StandardCharsets.US_ASCII);

  private static final String TOO_MANY_PARAMETERS =
      "not in force, because the list has more than "
          + KeyWriter.PARAMETERS_MAX
          + " parameters of addresses with several";

  private final CategoryTable categories;
  private final IndexFolder.KeyMaker reader;

  ListCompiler(CategoryTable categories) {
    this(categories, ListCompiler::read);
  }

  /** One that reads list files in a way of its own. */
  ListCompiler(CategoryTable categories, IndexFolder.KeyMaker reader) {
    this.categories = categories;
    this.reader = reader;
  }

  /**
   * A layer of lists.
   *
   * @param files those of the layer; what is kept as keys is left out
   * @param before one that may be the same still; none at first
   */
  IndexLayer layer(
      IndexFolder folder,
      LayerName name,
      List<ListTree.ListFile> files,
      @Nullable IndexLayer before)
      throws IOException {
    List<ListFile> lists =
        files.stream().filter(file -> !file.isKeyed()).map(ListCompiler::of).toList();
    return folder.layer(name, lists, categories, before, reader, LoadReport.PROBLEMS_MAX);
  }

  private static ListFile of(ListTree.ListFile file) {
    return new ListFile(
        file.path(), file.source(), file.category(), meaning(file.kind()), file.kind().id());
  }

  /** What the names in a file of some kind mean. */
  static EntryMeaning meaning(ListKind kind) {
    return switch (kind) {
      case DOMAINS, URLS, ADDRESSES -> EntryMeaning.COVERS;
      case HOSTS -> EntryMeaning.COVERS_ALONE;
      case EXCEPT_DOMAINS -> EntryMeaning.EXCEPTS;
      case EXCEPT_HOSTS -> EntryMeaning.EXCEPTS_ALONE;
    };
  }

  /** Reads the lines of a list file. */
  static void read(ListFile list, KeyWriter into, Problems problems) throws IOException {
    ListKind kind = ListKind.of(list.kind());
    try (InputStream in = Files.newInputStream(list.path())) {
      LineReader lines = new LineReader(in);
      while (lines.next()) {
        if (kind == ListKind.DOMAINS && addCanonical(lines, into)) {
          continue;
        }
        try {
          SiteEntry entry = parse(kind, lines);
          if (entry != null && !add(entry, into)) {
            problems.add(list.path() + ":" + lines.number() + ": " + TOO_MANY_PARAMETERS);
          }
        } catch (SiteEntry.BadEntryException bad) {
          problems.add(list.path() + ":" + lines.number() + ": " + bad.reason());
        }
      }
    }
  }

  /** The entry in a line; null if there is none in it, or one that cannot be in force. */
  static @Nullable SiteEntry parseOrNull(ListKind kind, LineReader lines) {
    try {
      return parse(kind, lines);
    } catch (SiteEntry.BadEntryException notInForce) {
      return null;
    }
  }

  static @Nullable SiteEntry parse(ListKind kind, LineReader lines)
      throws SiteEntry.BadEntryException {
    if (lines.tooLong()) {
      throw new SiteEntry.BadEntryException(
          "longer than " + SiteEntry.LINE_CHARS_MAX + " characters");
    }
    return SiteEntry.parse(kind, lines.text());
  }

  /** Adds a line as it stands; false if it has to be looked at, as a public suffix has. */
  private static boolean addCanonical(LineReader lines, KeyWriter into) throws IOException {
    return !lines.tooLong()
        && !maySuffix(lines.buffer(), lines.from(), lines.to())
        && into.addCanonicalName(lines.buffer(), lines.from(), lines.to());
  }

  private static boolean maySuffix(byte[] line, int from, int to) {
    int dots = 0;
    for (int i = from; i < to && dots <= 2; i++) {
      dots += line[i] == '.' ? 1 : 0;
    }
    boolean may = dots < 2 || (dots == 2 && endsWith(line, from, to, SCHOOL_SUFFIX));
    return may
        && PublicSuffixes.isSuffix(new String(line, from, to - from, StandardCharsets.ISO_8859_1));
  }

  private static boolean endsWith(byte[] line, int from, int to, byte[] suffix) {
    return to - from > suffix.length
        && Arrays.equals(line, to - suffix.length, to, suffix, 0, suffix.length);
  }

  /** Adds an entry; false if there are too many of its kind. */
  private static boolean add(SiteEntry entry, KeyWriter into) throws IOException {
    switch (entry.kind()) {
      case DOMAINS, HOSTS, EXCEPT_DOMAINS, EXCEPT_HOSTS -> into.addName(entry.host());
      case ADDRESSES -> addAddresses(entry, into);
      case URLS -> {
        return into.addUrl(entry.host(), entry.address().path(), entry.address().parameters());
      }
    }
    return true;
  }

  private static void addAddresses(SiteEntry entry, KeyWriter into) throws IOException {
    Network network = entry.network();
    if (network.isSingle()) {
      into.addName(network.first());
    } else {
      into.addNetwork(network.text(), network.length(), network.isIpv6());
    }
  }
}
