package org.schoolgate.classifier.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.HostName;

/** What is held of a list while it is compiled does not grow with it. */
class KeyWriterTest {

  private static final HostName HOST = HostName.parse("pages.example");

  @TempDir Path temporary;

  /** How a list is compiled. */
  private interface Maker {
    void make(KeyWriter into) throws IOException;
  }

  private IndexLayer layer(Maker maker) throws IOException {
    Path file = Files.createFile(temporary.resolve("urls"));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-02-02T02:02:02Z")));
    ListFile list =
        new ListFile(file, "county", Fixtures.category("games"), EntryMeaning.COVERS, "urls");
    IndexFolder folder = IndexFolder.open(temporary.resolve("compiled"), new SecureRandom());
    return folder.layer(
        LayerName.OTHERS,
        List.of(list),
        Fixtures.CATEGORIES,
        null,
        (of, into, problems) -> maker.make(into),
        9);
  }

  private static boolean has(IndexLayer layer, HostName host, String path) {
    return layer.setOf(layer.hash().host(host.text(), 0).addText(path)) != 0;
  }

  @Test
  void addressesOfMoreRunsThanOneAreAllFound() throws Exception {
    int count = RunWriter.URLS_MAX * 2 + 10;

    IndexLayer layer =
        layer(
            into -> {
              for (int i = 0; i < count; i++) {
                assertTrue(into.addUrl(HOST, "/page/" + i, List.of()));
              }
              assertEquals(count, into.taken());
            });

    for (int i = 0; i < count; i += 997) {
      assertTrue(has(layer, HOST, "/page/" + i), "/page/" + i);
      assertFalse(has(layer, HOST, "/other/" + i), "/other/" + i);
    }
    assertTrue(has(layer, HOST, "/page/" + (count - 1)));
  }

  /** Those stay in memory, so somebody who can write a list must not fill it with them. */
  @Test
  void entriesOfSeveralParametersHaveALimitAndOthersGoOn() throws Exception {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      many.add("p=" + (1000 + i));
    }
    int most = KeyWriter.PARAMETERS_MAX / many.size();

    IndexLayer layer =
        layer(
            into -> {
              for (int i = 0; i < most; i++) {
                assertTrue(into.addUrl(HOST, "/page/" + i, many));
              }
              assertFalse(into.addUrl(HOST, "/one-more", many));
              assertTrue(into.addUrl(HOST, "/plain", List.of()));
              assertEquals(most + 1, into.taken());
            });

    assertTrue(has(layer, HOST, "/plain"));
  }
}
