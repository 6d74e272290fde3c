package org.schoolgate.classifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.index.IndexFolder;
import org.schoolgate.classifier.index.IndexLayer;
import org.schoolgate.classifier.index.LayerName;
import org.schoolgate.classifier.index.SourceList;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.keyed.KeyedTable;
import org.schoolgate.classifier.keyed.UnreadableListException;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.classifier.source.Problems;
import org.schoolgate.classifier.text.PhraseBook;
import org.schoolgate.classifier.text.PhraseFileException;
import org.schoolgate.classifier.text.PhraseFiles;
import org.schoolgate.classifier.text.TextClassifier;
import org.schoolgate.policy.CategoryTable;

/**
 * Reads list and phrase files into a {@link ListClassifier}. Compiled lists are kept beside the
 * lists ({@link IndexFolder}), so what has not changed is not read again. Thread-safe.
 */
public final class ListLoader {

  /** Where compiled lists are kept; as all names with a dot in front, nobody's lists. */
  private static final String INDEX_FOLDER = ".index";

  private final CategoryTable categories;
  private final OpaqueIds opaqueIds;
  private final SecureRandom random;
  private final ListCompiler compiler;
  private final EntryKeys entryKeys;
  private final EndedEntries ended;

  /**
   * A loader for lists of these categories.
   *
   * @param opaqueIds names entries of illegal categories
   * @param random draws the seed of compiled lists
   */
  public ListLoader(CategoryTable categories, OpaqueIds opaqueIds, SecureRandom random) {
    this(categories, opaqueIds, random, EndedEntries.NONE);
  }

  /** The same, for lists of which some entries of the school's own may have ended. */
  ListLoader(
      CategoryTable categories, OpaqueIds opaqueIds, SecureRandom random, EndedEntries ended) {
    this(categories, opaqueIds, random, ended, new ListCompiler(categories));
  }

  /** The same, with a compiler. */
  ListLoader(
      CategoryTable categories,
      OpaqueIds opaqueIds,
      SecureRandom random,
      EndedEntries ended,
      ListCompiler compiler) {
    this.categories = categories;
    this.opaqueIds = opaqueIds;
    this.random = random;
    this.compiler = compiler;
    this.entryKeys = EntryKeys.of(opaqueIds);
    this.ended = ended;
  }

  /**
   * What was loaded, to be gone on from when something has changed.
   *
   * @param others all but the school's own lists
   * @param own these, compiled
   */
  record Loaded(Others others, IndexLayer own) {}

  /**
   * All but the school's own lists.
   *
   * @param folder where compiled lists are kept
   * @param layer the lists, compiled
   * @param keyed those of illegal content
   * @param text the phrases, those of the school among them
   * @param report what was loaded of these, and what was wrong with the files
   */
  record Others(
      IndexFolder folder, IndexLayer layer, KeyedIndex keyed, Text text, LoadReport report) {}

  /**
   * Phrases.
   *
   * @param files of which state their files were
   * @param classifier what was made of them
   * @param counts how many there are, by category id
   */
  record Text(List<String> files, TextClassifier classifier, Map<String, Long> counts) {
    Text {
      files = List.copyOf(files);
      counts = Map.copyOf(counts);
    }
  }

  /** What entries of illegal categories are kept as. */
  EntryKeys entryKeys() {
    return entryKeys;
  }

  CategoryTable categories() {
    return categories;
  }

  /**
   * Loads everything in the folders. A bad line is left out and reported; so is the folder of a
   * category that the table does not have.
   *
   * @throws IOException if a file that exists cannot be read
   * @throws PhraseFileException if a phrase file is wrong
   */
  public ListClassifier load(ListFolders folders) throws IOException, PhraseFileException {
    Others others = others(folders, null);
    return classifier(others, folders, null);
  }

  /**
   * Loads all but the school's own lists: of millions of names this takes seconds.
   *
   * @param was what was loaded before, of which what has not changed is kept
   */
  Others others(ListFolders folders, @Nullable Others was) throws IOException, PhraseFileException {
    Problems problems = new Problems(LoadReport.PROBLEMS_MAX);
    List<ListTree.ListFile> files =
        ListTree.files(folders.roots(), source -> !isOwn(source), categories, problems);
    IndexFolder folder =
        was == null
            ? IndexFolder.open(folders.writable().resolve(INDEX_FOLDER), random)
            : was.folder();
    IndexLayer layer =
        compiler.layer(folder, LayerName.OTHERS, files, was == null ? null : was.layer());
    Map<String, Long> entries = new TreeMap<>();
    add(layer, entries, problems);
    List<ListTree.ListFile> all = new ArrayList<>(files);
    all.addAll(ListTree.files(folders.roots(), ListLoader::isOwn, categories, new Problems(0)));
    KeyedIndex keyed = keyed(all, entries, problems);
    Text text = text(folders, was == null ? null : was.text());
    return new Others(
        folder,
        layer,
        keyed,
        text,
        new LoadReport(entries, text.counts(), problems.told(), problems.count()));
  }

  /**
   * Loads the school's own lists, and puts all together.
   *
   * @param was what the school's own lists were before, which they may be still
   */
  ListClassifier classifier(Others others, ListFolders folders, @Nullable IndexLayer was)
      throws IOException {
    Problems problems = new Problems(LoadReport.PROBLEMS_MAX);
    others.report().problems().forEach(problems::add);
    problems.addUntold(others.report().problemCount() - others.report().problems().size());
    List<ListTree.ListFile> files =
        ListTree.files(folders.roots(), ListLoader::isOwn, categories, problems);
    IndexLayer own = compiler.layer(others.folder(), LayerName.OWN, files, was);
    Map<String, Long> entries = new TreeMap<>(others.report().entriesByCategory());
    add(own, entries, problems);
    return new ListClassifier(
        categories,
        new SiteIndex(List.of(others.layer(), own), ended),
        new Loaded(others, own),
        opaqueIds,
        new LoadReport(
            entries, others.report().phrasesByCategory(), problems.told(), problems.count()));
  }

  private static boolean isOwn(String source) {
    return source.equals(ListLibrary.OWN);
  }

  private static void add(IndexLayer layer, Map<String, Long> entries, Problems problems) {
    layer.takenByCategory().forEach((id, taken) -> entries.merge(id, taken, Long::sum));
    layer.problems().forEach(problems::add);
    problems.addUntold(layer.problemCount() - layer.problems().size());
  }

  /** The keyed lists; one that cannot be used counts as none, and is told. */
  private KeyedIndex keyed(
      List<ListTree.ListFile> files, Map<String, Long> entries, Problems problems)
      throws IOException {
    KeyedTable.Builder table = new KeyedTable.Builder();
    for (ListTree.ListFile file : files) {
      if (file.isKeyed()) {
        SourceList list = new SourceList(file.category(), file.source());
        try {
          long taken =
              table.add(
                  file.path(), entryKeys, list, file.kind(), ListCompiler.meaning(file.kind()));
          entries.merge(file.category().id(), taken, Long::sum);
        } catch (UnreadableListException notInForce) {
          problems.add(file.path() + ": " + notInForce.reason());
        }
      } else if (file.category().illegal()) {
        problems.add(
            file.path()
                + ": a list of illegal content stands here for everybody to read; import it with"
                + " `schoolgate lists import`, which keeps it unreadable, and delete this file (the"
                + " gateway does so at its start where the file is its own)");
      }
    }
    return new KeyedIndex(table.build(), entryKeys);
  }

  private Text text(ListFolders folders, @Nullable Text was)
      throws IOException, PhraseFileException {
    List<Path> phraseFolders = folders.phraseFolders();
    List<String> state = stateOf(phraseFolders);
    if (was != null && was.files().equals(state)) {
      return was;
    }
    PhraseBook phrases = PhraseFiles.readWithClues(phraseFolders, categories);
    return new Text(state, new TextClassifier(phrases, opaqueIds), phrases.countByCategory());
  }

  /** Each file of phrases with what changes when it does. */
  private static List<String> stateOf(List<Path> folders) throws IOException {
    List<String> state = new ArrayList<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.sorted().toList()) {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            state.add(
                file + " " + is.size() + " " + is.lastModifiedTime().toInstant() + is.fileKey());
          }
        }
      }
    }
    return state;
  }
}
