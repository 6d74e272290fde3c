package org.schoolgate.classifier.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.classifier.source.Problems;

/** Compiles lists of which each name stands on others, and looks all of them up. */
final class ManySetsChild {

  static final int LISTS = 17;
  static final int NAMES = 1 << LISTS;

  private ManySetsChild() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<ListFile> lists = new ArrayList<>();
    for (int bit = 0; bit < LISTS; bit++) {
      Path file = Files.createFile(folder.resolve("list" + bit));
      lists.add(
          new ListFile(
              file, "list" + bit, Fixtures.category("games"), EntryMeaning.COVERS, "domains"));
    }
    IndexLayer layer =
        IndexFolder.open(folder.resolve("compiled"), new SecureRandom())
            .layer(LayerName.OTHERS, lists, Fixtures.CATEGORIES, null, ManySetsChild::make, 9);
    System.out.println("wrong: " + wrong(layer) + " of " + layer.keyCount());
  }

  private static String name(int number) {
    return "n" + number + ".example";
  }

  /** A name stands on the lists whose bits are set in its number. */
  private static void make(ListFile list, KeyWriter into, Problems problems) throws IOException {
    int bit = Integer.parseInt(list.source().substring("list".length()));
    for (int number = 1; number < NAMES; number++) {
      if (((number >> bit) & 1) != 0) {
        byte[] line = name(number).getBytes(StandardCharsets.US_ASCII);
        into.addCanonicalName(line, 0, line.length);
      }
    }
  }

  private static int wrong(IndexLayer layer) {
    int wrong = 0;
    for (int number = 1; number < NAMES; number++) {
      int found = 0;
      for (int tag : layer.tags(layer.setOf(layer.hash().name(name(number), 0)))) {
        found |= 1 << Integer.parseInt(layer.list(tag).source().substring("list".length()));
      }
      wrong += found == number ? 0 : 1;
    }
    return wrong;
  }
}
