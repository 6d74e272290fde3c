package org.schoolgate.classifier;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.schoolgate.classifier.format.DamagedListException;
import org.schoolgate.classifier.format.ListInput;
import org.schoolgate.classifier.index.KeyWriter;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.keyed.KeyedFile;
import org.schoolgate.classifier.keyed.KeyedPart;
import org.schoolgate.classifier.keyed.KeyedWriter;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.Digests;
import org.schoolgate.classifier.source.Durable;
import org.schoolgate.classifier.text.ImportedPhrases;
import org.schoolgate.policy.Category;

/**
 * The folder that an import is written to before it takes the place of the source's lists. Until
 * {@link #install} nothing that is in force is touched; {@link #close} removes what was not
 * installed. Not thread-safe.
 */
final class ImportFolder implements Closeable {

  private final Path root;
  private final String source;
  private final FreshFolder fresh;
  private final Path temporary;
  private final Map<Path, ListFileWriter> writers = new LinkedHashMap<>();
  private final Map<Path, KeyedWriter> keyed = new LinkedHashMap<>();
  private final Set<String> categories = new TreeSet<>();
  private final EntryKeys entryKeys;

  /**
   * A folder for an import of a source.
   *
   * @param entryKeys what entries of illegal categories are written as
   */
  ImportFolder(Path root, String source, EntryKeys entryKeys) throws IOException {
    Files.createDirectories(root);
    deleteLeftovers(root);
    this.root = root;
    this.source = source;
    this.entryKeys = entryKeys;
    this.fresh = FreshFolder.in(root);
    this.temporary = fresh.path();
  }

  /**
   * Ends what crashes left, of every source. Who may only read lists leaves that to who may write.
   */
  static void recoverAll(Path root) throws IOException {
    if (!Files.isDirectory(root) || !Files.isWritable(root)) {
      return;
    }
    FolderSwap.recoverAll(root);
    FolderSwap.tidy(() -> ImportedSource.finishRemovals(root));
    deleteLeftovers(root);
  }

  /** Deletes what a crash left of lists that were on their way. */
  private static void deleteLeftovers(Path root) {
    FolderSwap.tidy(() -> ListInput.deleteLeftovers(root));
    FolderSwap.tidy(() -> FreshFolder.deleteLeftovers(root));
  }

  /** Adds an entry; false if it is there already. */
  boolean add(Category category, SiteEntry entry) throws IOException {
    if (category.illegal()) {
      return addKeyed(category, entry);
    }
    Path file = temporary.resolve(category.id()).resolve(entry.kind().id());
    ListFileWriter writer = writers.get(file);
    if (writer == null) {
      Files.createDirectories(Durable.parentOf(file));
      writer = new ListFileWriter(file);
      writers.put(file, writer);
      categories.add(category.id());
    }
    boolean isNew = writer.add(entry.text(), entry.text());
    if (isNew && entry.kind() == ListKind.URLS) {
      writer.countParameters(entry.address().parameters().size());
    }
    return isNew;
  }

  /** Adds the keys of an entry alone: what is listed there is not written, not even on the way. */
  private boolean addKeyed(Category category, SiteEntry entry) throws IOException {
    Path file = keyedFile(category, entry.kind());
    KeyedWriter writer = keyed.get(file);
    if (writer == null) {
      Files.createDirectories(Durable.parentOf(file));
      writer = new KeyedWriter(file, entryKeys, new KeyedPart(category, entry.kind()));
      keyed.put(file, writer);
      categories.add(category.id());
    }
    return key(writer, entry);
  }

  /** Adds the keys of an entry; false if they are there already. */
  static boolean key(KeyedWriter writer, SiteEntry entry) throws IOException {
    return switch (entry.kind()) {
      case DOMAINS, HOSTS, EXCEPT_DOMAINS, EXCEPT_HOSTS -> writer.addName(entry.host().text());
      case ADDRESSES -> writer.addName(entry.network().text());
      case URLS ->
          writer.addUrl(entry.host().text(), entry.address().path(), entry.address().parameters());
    };
  }

  private Path keyedFile(Category category, ListKind kind) {
    return temporary.resolve(category.id()).resolve(kind.id() + KeyedFile.SUFFIX);
  }

  /**
   * Adds a phrase; false if it is there already.
   *
   * @param key what no two lines of a phrase file may both say
   * @param line as it stands there
   */
  boolean addPhrase(Category category, String language, String key, String line)
      throws IOException {
    Path file = phrases().resolve(ImportedPhrases.name(source, category, language));
    ListFileWriter writer = writers.get(file);
    if (writer == null) {
      Files.createDirectories(phrases());
      writer = new ListFileWriter(file);
      writers.put(file, writer);
      for (String header : ImportedPhrases.header(category, language)) {
        writer.write(header);
      }
    }
    return writer.add(key, line);
  }

  /** Where phrases are written, until they are installed. */
  Path phrases() {
    return temporary.resolve(ListFolders.PHRASES);
  }

  /** How many phrases there are now, by category id. */
  Map<String, Long> phraseCounts() {
    Map<String, Long> counts = new TreeMap<>();
    writers.forEach(
        (file, writer) -> {
          if (file.startsWith(phrases())) {
            counts.merge(ImportedPhrases.categoryOf(file), writer.count, Long::sum);
          }
        });
    return counts;
  }

  /** How many are in force under this source. */
  Map<String, Long> installedPhraseCounts() throws IOException {
    return ImportedPhrases.count(root.resolve(source).resolve(ListFolders.PHRASES));
  }

  /** How many entries of a category and kind there are now. */
  long count(Category category, ListKind kind) {
    ListFileWriter writer = writers.get(temporary.resolve(category.id()).resolve(kind.id()));
    KeyedWriter keys = keyed.get(keyedFile(category, kind));
    return writer != null ? writer.count : keys != null ? keys.count() : 0;
  }

  /**
   * How much of a category there is now: its entries, less what it excepts from them. A list of
   * nothing but exceptions closes nothing.
   */
  long count(Category category) {
    long entries = 0;
    for (ListKind kind : ListKind.values()) {
      entries += kind.excepts() ? -count(category, kind) : count(category, kind);
    }
    return Math.max(0, entries);
  }

  /** Where those in force under this source are. */
  Path installed(Category category, ListKind kind) {
    return root.resolve(source).resolve(category.id()).resolve(kind.id());
  }

  /** How many are in force under this source. */
  long installedCount(Category category, ListKind kind) throws IOException {
    Path file = installed(category, kind);
    Path keys = file.resolveSibling(kind.id() + KeyedFile.SUFFIX);
    return ListTree.countEntries(file)
        + (Files.isRegularFile(keys)
            ? KeyedFile.count(keys, entryKeys, new KeyedPart(category, kind))
            : 0);
  }

  /** The same of what is in force under this source. */
  long installedCount(Category category) throws IOException {
    long entries = 0;
    for (ListKind kind : ListKind.values()) {
      entries += kind.excepts() ? -installedCount(category, kind) : installedCount(category, kind);
    }
    return Math.max(0, entries);
  }

  /** Whether anything of a category was added. */
  boolean fills(Category category) {
    return categories.contains(category.id());
  }

  /** Makes all that will be installed durable beside what is in force: renames are left. */
  void stage() throws IOException {
    for (ListFileWriter writer : writers.values()) {
      writer.finish();
    }
    for (KeyedWriter writer : keyed.values()) {
      writer.finish();
    }
    Path current = root.resolve(source);
    for (Path kept : ListTree.folders(current)) {
      boolean ofPhrases = ListTree.name(kept).equals(ListFolders.PHRASES);
      if (ofPhrases ? !Files.exists(phrases()) : !categories.contains(ListTree.name(kept))) {
        // The very files, so that what they were compiled to is known again.
        Durable.linkTree(kept, temporary.resolve(ListTree.name(kept)));
      }
    }
    for (Path folder : ListTree.folders(temporary)) {
      Durable.force(folder);
    }
    Durable.force(temporary);
  }

  /** Where that stands which will be installed. */
  Path fresh() {
    return temporary;
  }

  /** Where that stands, if anything does, which will be replaced. */
  Path replaced() {
    return root.resolve(source);
  }

  /**
   * Puts what was staged in the place of what the source had; other categories of it stay, because
   * staging copied them.
   */
  void install() throws IOException {
    FolderSwap.swap(root, source, temporary);
  }

  @Override
  public void close() throws IOException {
    for (ListFileWriter writer : writers.values()) {
      writer.close();
    }
    fresh.close();
  }

  /** Writes one list file, each entry once. */
  private static final class ListFileWriter implements Closeable {
    private final FileChannel channel;
    private final BufferedWriter out;
    private final FingerprintSet seen;
    private final MessageDigest digest = Digests.sha256();
    private long count;
    private int parametersOfSeveral;

    ListFileWriter(Path file) throws IOException {
      seen = new FingerprintSet(Durable.parentOf(file));
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      out =
          new BufferedWriter(
              new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8));
    }

    /** Writes a line unless one of the same key is there. */
    boolean add(String key, String text) throws IOException {
      byte[] hash = digest.digest(key.getBytes(StandardCharsets.UTF_8));
      if (!seen.add(ByteBuffer.wrap(hash).getLong())) {
        return false;
      }
      write(text);
      count++;
      return true;
    }

    /** What the index would not take is no list to install. */
    void countParameters(int parameters) throws DamagedListException {
      parametersOfSeveral += parameters > 1 ? parameters : 0;
      if (parametersOfSeveral > KeyWriter.PARAMETERS_MAX) {
        throw new DamagedListException(
            "its addresses with several parameters have more than "
                + KeyWriter.PARAMETERS_MAX
                + " of them: list the pages without their parameters, or import it in parts");
      }
    }

    private void write(String text) throws IOException {
      out.write(text);
      out.write('\n');
    }

    void finish() throws IOException {
      out.flush();
      channel.force(true);
      close();
    }

    @Override
    public void close() throws IOException {
      if (channel.isOpen()) {
        out.close();
        channel.close();
      }
    }
  }
}
