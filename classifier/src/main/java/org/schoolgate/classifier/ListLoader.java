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
    this.categories = categories;
    this.opaqueIds = opaqueIds;
    this.random = random;
    this.compiler = new ListCompiler(categories);
    this.entryKeys = EntryKeys.of(opaqueIds);
    this.ended = ended;
  }

  /**
   * What was loaded, to be gone on from when something has changed.
   *
   * @param folder where the layers are kept
   * @param layers the compiled lists
   * @param phrases of which state the phrase files were
   * @param text what was made of them
   * @param phraseCounts how many there are, by category id
   */
  record Loaded(
      IndexFolder folder,
      List<IndexLayer> layers,
      List<String> phrases,
      TextClassifier text,
      Map<String, Long> phraseCounts) {
    Loaded {
      layers = List.copyOf(layers);
      phrases = List.copyOf(phrases);
      phraseCounts = Map.copyOf(phraseCounts);
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
    return load(folders, null);
  }

  /** The same, with what has not changed since something was loaded. */
  ListClassifier load(ListFolders folders, @Nullable ListClassifier before)
      throws IOException, PhraseFileException {
    Loaded was = before == null ? null : before.loaded();
    Problems problems = new Problems(LoadReport.PROBLEMS_MAX);
    List<ListTree.ListFile> files = ListTree.files(folders.roots(), categories, problems);
    IndexFolder folder =
        was == null
            ? IndexFolder.open(folders.writable().resolve(INDEX_FOLDER), random)
            : was.folder();
    List<IndexLayer> layers =
        compiler.layers(folder, files, was == null ? List.of() : was.layers());
    Map<String, Long> entries = new TreeMap<>();
    for (IndexLayer layer : layers) {
      layer.takenByCategory().forEach((id, taken) -> entries.merge(id, taken, Long::sum));
      layer.problems().forEach(problems::add);
      problems.addUntold(layer.problemCount() - layer.problems().size());
    }
    KeyedIndex keyed = keyed(files, entries, problems);
    Loaded loaded = withText(folders, folder, layers, was);
    LoadReport report =
        new LoadReport(entries, loaded.phraseCounts(), problems.told(), problems.count());
    return new ListClassifier(
        categories, new SiteIndex(layers, ended), keyed, loaded, opaqueIds, report);
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

  private Loaded withText(
      ListFolders folders, IndexFolder folder, List<IndexLayer> layers, @Nullable Loaded was)
      throws IOException, PhraseFileException {
    List<Path> phraseFolders = folders.phraseFolders();
    List<String> state = stateOf(phraseFolders);
    if (was != null && was.phrases().equals(state)) {
      return new Loaded(folder, layers, state, was.text(), was.phraseCounts());
    }
    PhraseBook phrases = PhraseFiles.readWithClues(phraseFolders, categories);
    return new Loaded(
        folder, layers, state, new TextClassifier(phrases, opaqueIds), phrases.countByCategory());
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
