package org.schoolgate.classifier;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.source.FileCipher;
import org.schoolgate.policy.Category;

/**
 * A list of somebody else to be taken.
 *
 * @param source the name to keep it under, for example {@code ut1}
 * @param list a file, a folder, or a {@code .tar.gz} of one
 * @param format how it is written
 * @param category what entries are of which the list does not say it, or whose word for it nobody
 *     knows; null leaves those out
 * @param mapping the list's names of categories to ours, on top of the built-in table
 * @param doubtful whether phrases are taken, too, that would be found where they mean nothing
 * @param cipher how the list is kept, if it is a file
 * @param unpackedAs how what is unpacked of it is kept until it is read: of a list of illegal
 *     content a crash must leave nothing that can be read
 */
public record ImportRequest(
    String source,
    Path list,
    ListFormat format,
    @Nullable Category category,
    Map<String, String> mapping,
    boolean doubtful,
    FileCipher cipher,
    FileCipher unpackedAs) {

  /** Copies the mapping. */
  public ImportRequest {
    mapping = Map.copyOf(mapping);
  }

  /** A list that stands as it is, and is unpacked so. */
  public ImportRequest(
      String source,
      Path list,
      ListFormat format,
      @Nullable Category category,
      Map<String, String> mapping,
      boolean doubtful) {
    this(source, list, format, category, mapping, doubtful, FileCipher.NONE, FileCipher.NONE);
  }

  /** A list that says nothing of categories. */
  public static ImportRequest ofOne(
      String source, Path list, ListFormat format, Category category) {
    return new ImportRequest(source, list, format, category, Map.of(), false);
  }
}
