package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FrontierTest {

  @TempDir private Path folder;

  @Test
  void theRootIsThatOfRfc6962() throws Exception {
    Frontier frontier = new Frontier();
    List<byte[]> bodies = new ArrayList<>();
    for (int size = 0; size <= 600; size++) {
      assertEquals(size, frontier.size());
      assertArrayEquals(naiveRoot(bodies), frontier.root(), "size " + size);
      byte[] body = body(size);
      bodies.add(body);
      frontier.add(body, (level, hash) -> {});
    }
  }

  /**
   * The empty tree and the one with the empty leaf, as certificate transparency's tests have it.
   */
  @Test
  void knownRoots() throws IOException {
    Frontier frontier = new Frontier();
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        HexFormat.of().formatHex(frontier.root()));
    frontier.add(new byte[0], (level, hash) -> {});
    assertEquals(
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        HexFormat.of().formatHex(frontier.root()));
    frontier.add(new byte[] {0}, (level, hash) -> {});
    assertEquals(
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        HexFormat.of().formatHex(frontier.root()));
  }

  @Test
  void theTileFilesGiveTheSameTreeBackAtEverySize() throws Exception {
    LogFolder log = new LogFolder(folder);
    Files.createDirectories(log.treeFolder());
    Frontier growing = new Frontier();
    List<byte[]> roots = new ArrayList<>();
    int sizeMax = 66_000;
    try (TreeFiles tree = new TreeFiles(log, new FileStorage())) {
      for (int size = 0; size < sizeMax; size++) {
        roots.add(growing.root());
        growing.add(body(size), tree);
      }
      roots.add(growing.root());
      tree.write();
      tree.force();
    }
    assertEquals(sizeMax * 32L, Files.size(log.tree(0)));
    assertEquals(sizeMax / 256 * 32L, Files.size(log.tree(1)));
    assertEquals(32L, Files.size(log.tree(2)));
    try (TreeFiles.Source source = new TreeFiles.Source(log)) {
      for (int size = 0; size <= sizeMax; size += size < 600 || size > 65_500 ? 1 : 97) {
        Frontier restored = Frontier.restore(size, source);
        assertArrayEquals(roots.get(size), restored.root(), "size " + size);
        assertEquals(size, restored.size());
      }
    }
    try (TreeFiles tree = new TreeFiles(log, new FileStorage())) {
      tree.truncate(65_535);
    }
    assertEquals(65_535 * 32L, Files.size(log.tree(0)));
    assertEquals(255 * 32L, Files.size(log.tree(1)));
    assertEquals(0, Files.size(log.tree(2)));
  }

  private static byte[] body(int number) {
    return ("body " + number).getBytes(StandardCharsets.UTF_8);
  }

  /** Word for word the recursion in RFC 6962, section 2.1. */
  private static byte[] naiveRoot(List<byte[]> entries) throws NoSuchAlgorithmException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    if (entries.isEmpty()) {
      return sha256.digest();
    }
    if (entries.size() == 1) {
      sha256.update((byte) 0);
      return sha256.digest(entries.get(0));
    }
    int split = Integer.highestOneBit(entries.size() - 1);
    byte[] left = naiveRoot(entries.subList(0, split));
    byte[] right = naiveRoot(entries.subList(split, entries.size()));
    sha256.update((byte) 1);
    sha256.update(left);
    return sha256.digest(right);
  }
}
