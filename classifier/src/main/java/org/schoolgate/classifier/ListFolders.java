package org.schoolgate.classifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where lists and phrases are kept. A list is {@code <root>/<source>/<category-id>/<kind>}, of
 * which the {@link org.schoolgate.classifier.site.ListKind kind} says what its entries cover; a
 * phrase file is {@code <phrases>/<name>.phrases}. A folder that does not exist is an empty one.
 *
 * @param shipped roots that are only read, such as {@code /etc/schoolgate/lists}
 * @param writable the root that imports and the school's own entries (source {@code own}) go to;
 *     created when first needed
 * @param phrases folders of phrase files, only read; those that lists bring are in {@code
 *     <writable>/<source>/phrases}
 */
public record ListFolders(List<Path> shipped, Path writable, List<Path> phrases) {

  /** Copies what it is given. */
  public ListFolders {
    shipped = List.copyOf(shipped);
    phrases = List.copyOf(phrases);
  }

  /** The folder of a source that holds its phrase files, beside those of its categories. */
  public static final String PHRASES = "phrases";

  /** Every folder of phrase files: the given ones, and those of imported sources. */
  List<Path> phraseFolders() throws IOException {
    List<Path> all = new ArrayList<>(phrases);
    for (Path source : ListTree.folders(writable)) {
      if (Files.isDirectory(source.resolve(PHRASES))) {
        all.add(source.resolve(PHRASES));
      }
    }
    return all;
  }

  /** Whether lists of that source come with the configuration. */
  boolean isShipped(String source) throws IOException {
    for (Path root : shipped) {
      for (Path folder : ListTree.folders(root)) {
        if (!root.equals(writable) && ListTree.name(folder).equals(source)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Every root that lists are read from: all add to each other. */
  List<Path> roots() {
    return Stream.concat(shipped.stream(), Stream.of(writable)).distinct().toList();
  }
}
