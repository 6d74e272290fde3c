package org.schoolgate.classifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;

/** Finds which of our categories a folder of somebody else's list is. */
final class CategoryNames {

  private static final String RESOURCE = "category-names.txt";

  private final CategoryTable categories;
  private final Map<String, String> names;

  /** The built-in names, and the caller's, which go first. */
  CategoryNames(CategoryTable categories, Map<String, String> callers) throws ListRefusedException {
    this.categories = categories;
    this.names = builtIn();
    for (Map.Entry<String, String> mapping : callers.entrySet()) {
      if (categories.find(mapping.getValue()).isEmpty()) {
        throw new ListRefusedException(
            "There is no category '" + mapping.getValue() + "' to map a list to.");
      }
      names.put(mapping.getKey(), mapping.getValue());
    }
  }

  /**
   * The category of a folder, such as {@code adult} or {@code hobby/games-online}: by its whole
   * name or its last part, in the tables or as one of our own ids.
   */
  Optional<Category> find(String folder) {
    String last = folder.substring(folder.lastIndexOf('/') + 1);
    for (String name : new String[] {folder, last}) {
      Optional<Category> known = categories.find(names.getOrDefault(name, name));
      if (known.isPresent()) {
        return known;
      }
    }
    return Optional.empty();
  }

  static Map<String, String> builtIn() {
    Map<String, String> names = new HashMap<>();
    try (InputStream in = CategoryNames.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      String line;
      while ((line = lines.readLine()) != null) {
        int equals = line.indexOf('=');
        if (!line.startsWith("#") && equals > 0) {
          names.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        }
      }
    } catch (IOException unreadableJar) {
      throw new UncheckedIOException(unreadableJar);
    }
    return names;
  }
}
