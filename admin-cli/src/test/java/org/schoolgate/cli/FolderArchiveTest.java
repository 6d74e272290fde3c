package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.source.FileCipher;
import org.schoolgate.gateway.control.SentFile;

class FolderArchiveTest {

  @TempDir private Path folder;

  /** Of a command that is killed nobody deletes it, and it may be a list of illegal content. */
  @Test
  void whatIsPackedCanBeReadByTheCommandAlone() throws Exception {
    Files.createDirectories(folder.resolve("theirs"));
    Files.writeString(folder.resolve("theirs/domains"), "listed.example\n");
    Files.writeString(folder.resolve("README"), "whose list it is\n");

    SentFile packed = FolderArchive.pack(folder, FileCipher.ephemeral(new SecureRandom()));

    try {
      try (InputStream stored = Files.newInputStream(packed.path())) {
        assertThrows(ZipException.class, () -> new GZIPInputStream(stored).close());
      }
      assertEquals(
          Map.of("README", "whose list it is\n", "theirs/domains", "listed.example\n"),
          files(packed));
    } finally {
      Files.delete(packed.path());
    }
  }

  private static Map<String, String> files(SentFile packed) throws Exception {
    Map<String, String> files = new TreeMap<>();
    try (InputStream in = packed.open();
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
