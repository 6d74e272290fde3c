package org.schoolgate.classifier.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.source.FileCipher;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.classifier.source.FuzzedTree;

/**
 * Archives that are whole, cut or changed. The input is a mode, the files as text and, behind a
 * NUL, what is changed in the archive that they make: where, in two bytes, and to what, in one. Or
 * it is an archive as it stands.
 */
class ListArchiveFuzzTest {

  private static final int RAW = 1;
  private static final int PACKED = 2;
  private static final int CUT = 4;
  private static final int CUT_PACKED = 8;
  private static final int OF_E2GUARDIAN = 16;

  @TempDir Path folder;

  /**
   * An archive is read or refused, with no other exception; an untouched one is read whole, line by
   * line. Nothing that was unpacked is left.
   */
  @FuzzTest
  @DictionaryFile(resourcePath = "/org/schoolgate/classifier/lists.dict")
  void anArchiveIsReadOrRefused(byte[] input) throws IOException {
    if (input.length < 2) {
      return;
    }
    int mode = input[0];
    byte[] rest = FuzzedTree.from(input, 2);
    int nul = 0;
    while (nul < rest.length && rest[nul] != 0) {
      nul++;
    }
    boolean raw = (mode & RAW) != 0;
    boolean whole = !raw && nul + 3 >= rest.length && (mode & (CUT | CUT_PACKED)) == 0;
    List<FuzzedTree.File> files =
        new FuzzedTree(Arrays.copyOf(rest, nul), "bannedsitelist").files();
    byte[] archive = raw ? rest : changed(tar(files), FuzzedTree.from(rest, nul + 1));
    archive = cut(archive, (mode & CUT) != 0, input[1]);
    if ((mode & PACKED) != 0) {
      archive = cut(Fixtures.gzip(archive), (mode & CUT_PACKED) != 0, input[1]);
    }
    Path list = Files.write(folder.resolve("list.tar.gz"), archive);
    ListFormat format = (mode & OF_E2GUARDIAN) != 0 ? ListFormat.E2GUARDIAN : ListFormat.UT1;
    if (format == ListFormat.E2GUARDIAN && !ListArchive.isGzip(list, FileCipher.NONE)) {
      return;
    }
    long[] lines = {0};
    boolean read = read(format, list, (file, number, line) -> lines[0]++);
    if (whole) {
      // Two files of one name are refused where names count.
      assertTrue(read || format == ListFormat.E2GUARDIAN);
    }
    if (whole && read) {
      assertEquals(FuzzedTree.lines(files), lines[0]);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(list), left.toList());
    }
  }

  private boolean read(ListFormat format, Path list, LineSink sink) throws IOException {
    ListFormat.guess(list, "list");
    try (ListInput input = new ListInput(list, "list", folder)) {
      format.reader().read(input, sink);
      return true;
    } catch (DamagedListException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isBlank());
      return false;
    } catch (EOFException cutShort) {
      return false;
    }
  }

  private static byte[] cut(byte[] bytes, boolean isCut, byte where) {
    return isCut ? Arrays.copyOf(bytes, bytes.length * (where & 0xFF) / 256) : bytes;
  }

  private static byte[] changed(byte[] archive, byte[] changes) {
    for (int i = 0; i + 2 < changes.length; i += 3) {
      int at = ((changes[i] & 0xFF) * 256 + (changes[i + 1] & 0xFF)) % archive.length;
      archive[at] = changes[i + 2];
    }
    return archive;
  }

  private static byte[] tar(List<FuzzedTree.File> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      for (FuzzedTree.File file : files) {
        String name = file.name().replaceAll("[^ -.0-~/]", "_").replaceAll("/+$", "");
        var entry = new TarArchiveEntry(name.isEmpty() ? "x" : name);
        entry.setSize(file.content().length);
        tar.putArchiveEntry(entry);
        tar.write(file.content());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
