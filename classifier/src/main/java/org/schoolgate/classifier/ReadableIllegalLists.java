package org.schoolgate.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.keyed.KeyedFile;
import org.schoolgate.classifier.keyed.KeyedPart;
import org.schoolgate.classifier.keyed.KeyedWriter;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.Durable;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;

/**
 * Lists of illegal content that stand readable among the imported ones, as earlier versions left
 * them: they are kept as keys instead. The keys are durable before anything readable is deleted; a
 * crash leaves the one or both, and the next try goes on. Not thread-safe.
 */
final class ReadableIllegalLists {

  private final CategoryTable categories;
  private final EntryKeys entryKeys;

  /**
   * Lists of these categories.
   *
   * @param entryKeys of the key that is kept: what is made with another one is lost
   */
  ReadableIllegalLists(CategoryTable categories, EntryKeys entryKeys) {
    this.categories = categories;
    this.entryKeys = entryKeys;
  }

  /**
   * Keys those of every source.
   *
   * @param versions folders of sources that are kept beside those in force, to go back to
   * @return how many folders are readable no more
   */
  int key(Path root, List<Path> versions) throws IOException {
    List<Path> sources = new ArrayList<>(ListTree.folders(root));
    sources.addAll(versions);
    int keyed = 0;
    for (Path source : sources) {
      for (Path folder : ListTree.folders(source)) {
        Optional<Category> category = categories.find(ListTree.name(folder));
        if (category.isPresent() && category.get().illegal() && keyFolder(folder, category.get())) {
          keyed++;
        }
      }
    }
    return keyed;
  }

  private boolean keyFolder(Path folder, Category category) throws IOException {
    List<Path> readable = new ArrayList<>();
    Map<ListKind, KeyedWriter> writers = new EnumMap<>(ListKind.class);
    try {
      for (ListKind kind : ListKind.values()) {
        Path file = folder.resolve(kind.id());
        if (Files.isRegularFile(file)) {
          readable.add(file);
          read(folder, category, file, kind, writers);
        }
      }
      for (KeyedWriter writer : writers.values()) {
        writer.finish();
      }
      if (readable.isEmpty() || !mayReplace(folder, readable.get(0), writers)) {
        return false;
      }
      for (ListKind kind : writers.keySet()) {
        Files.move(fresh(folder, kind), keyed(folder, kind), StandardCopyOption.ATOMIC_MOVE);
      }
      Durable.force(folder);
      for (Path file : readable) {
        Files.delete(file);
      }
      Durable.force(folder);
      return true;
    } finally {
      for (ListKind kind : ListKind.values()) {
        Files.deleteIfExists(fresh(folder, kind));
      }
    }
  }

  private void read(
      Path folder, Category category, Path file, ListKind kind, Map<ListKind, KeyedWriter> writers)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      LineReader lines = new LineReader(in);
      while (lines.next()) {
        SiteEntry entry = ListCompiler.parseOrNull(kind, lines);
        if (entry != null) {
          KeyedWriter writer = writers.get(entry.kind());
          if (writer == null) {
            Files.deleteIfExists(fresh(folder, entry.kind()));
            KeyedPart part = new KeyedPart(category, entry.kind());
            writer = new KeyedWriter(fresh(folder, entry.kind()), entryKeys, part);
            writers.put(entry.kind(), writer);
          }
          ImportFolder.key(writer, entry);
        }
      }
    }
  }

  /**
   * Whether nothing is lost: there are no other keys already, and whoever runs this is whose lists
   * they are, because nobody else can read the keys afterwards.
   */
  private static boolean mayReplace(Path folder, Path readable, Map<ListKind, KeyedWriter> writers)
      throws IOException {
    for (ListKind kind : writers.keySet()) {
      Path there = keyed(folder, kind);
      Path fresh = fresh(folder, kind);
      if (Files.exists(there) && Files.mismatch(there, fresh) >= 0) {
        return false;
      }
      if (!Files.getOwner(fresh).equals(Files.getOwner(readable))) {
        return false;
      }
    }
    return true;
  }

  private static Path keyed(Path folder, ListKind kind) {
    return folder.resolve(kind.id() + KeyedFile.SUFFIX);
  }

  private static Path fresh(Path folder, ListKind kind) {
    return folder.resolve("." + kind.id() + ".fresh");
  }
}
