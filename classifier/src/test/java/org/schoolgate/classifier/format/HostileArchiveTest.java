package org.schoolgate.classifier.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.classifier.source.Fixtures;

/** Archives that are made to take all memory or time, or to be read in two ways. */
class HostileArchiveTest {

  private static final int GIGANTIC_BYTES = 80 << 20;
  private static final byte[] SITES = Fixtures.utf8("a.example.com\nb.example.com\n");
  private static final String TOO_MUCH_BESIDE =
      "what it says of one of its files is longer than 1 MiB";

  @TempDir Path folder;

  /** Writes what stands in an archive. */
  @FunctionalInterface
  interface Content {
    void write(TarArchiveOutputStream tar) throws IOException;
  }

  static List<Arguments> archives() {
    return List.of(
        Arguments.of(
            "a name of 80 MiB",
            TOO_MUCH_BESIDE,
            (Content) tar -> gigantic(tar, TarConstants.LF_GNUTYPE_LONGNAME)),
        Arguments.of(
            "a link of 80 MiB",
            TOO_MUCH_BESIDE,
            (Content) tar -> gigantic(tar, TarConstants.LF_GNUTYPE_LONGLINK)),
        Arguments.of(
            "attributes of 80 MiB",
            TOO_MUCH_BESIDE,
            (Content) tar -> gigantic(tar, TarConstants.LF_PAX_EXTENDED_HEADER_LC)),
        Arguments.of(
            "a file of two billion bytes that are not there",
            "one of its files has holes, which no list has",
            (Content) tar -> sparse(tar, 2_000_000_000L)),
        Arguments.of(
            "a file of a trillion bytes that are not there",
            "it is damaged",
            (Content) tar -> sparse(tar, 1_000_000_000_000L)));
  }

  private static void gigantic(TarArchiveOutputStream tar, byte flag) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry("x", flag);
    entry.setSize(GIGANTIC_BYTES);
    tar.putArchiveEntry(entry);
    byte[] length = Fixtures.utf8(GIGANTIC_BYTES + " path=");
    tar.write(length);
    byte[] some = new byte[1 << 20];
    for (int left = GIGANTIC_BYTES - length.length; left > 0; left -= some.length) {
      tar.write(some, 0, Math.min(left, some.length));
    }
    tar.closeArchiveEntry();
    plain(tar, "malware/domains");
  }

  private static void sparse(TarArchiveOutputStream tar, long bytes) throws IOException {
    StringBuilder attributes = new StringBuilder();
    for (String each :
        List.of(
            "GNU.sparse.size=" + bytes,
            "GNU.sparse.numblocks=1",
            "GNU.sparse.name=malware/domains",
            "GNU.sparse.map=" + (bytes - SITES.length) + "," + SITES.length)) {
      // Its length, a space, itself and a line end: its length has two digits.
      attributes.append(each.length() + 4).append(' ').append(each).append('\n');
    }
    byte[] said = Fixtures.utf8(attributes.toString());
    TarArchiveEntry header = new TarArchiveEntry("x", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
    header.setSize(said.length);
    tar.putArchiveEntry(header);
    tar.write(said);
    tar.closeArchiveEntry();
    plain(tar, "malware/domains");
  }

  private static void plain(TarArchiveOutputStream tar, String name) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(SITES.length);
    tar.putArchiveEntry(entry);
    tar.write(SITES);
    tar.closeArchiveEntry();
  }

  private Path archive(Content content) throws IOException {
    Path file = folder.resolve("list.tar.gz");
    try (OutputStream out = Files.newOutputStream(file);
        GZIPOutputStream gzip = new GZIPOutputStream(out);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
      content.write(tar);
    }
    return file;
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("list.tar.gz")), left.toList());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("archives")
  void whatWouldTakeAllMemoryOrTimeIsRefused(String what, String told, Content content)
      throws IOException {
    Path list = archive(content);

    for (ListFormat format : List.of(ListFormat.UT1, ListFormat.E2GUARDIAN)) {
      DamagedListException refused =
          assertThrows(DamagedListException.class, () -> ReadLines.ofPath(format, list), what);
      assertEquals(told, refused.getMessage());
    }
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @MethodSource("twice")
  void filesOfOneNameAreRefusedWhereNamesCount(String first, String second) throws IOException {
    Path list =
        archive(
            tar -> {
              plain(tar, first);
              plain(tar, second);
              plain(tar, "more");
            });

    DamagedListException refused =
        assertThrows(
            DamagedListException.class, () -> ReadLines.ofPath(ListFormat.E2GUARDIAN, list));

    assertEquals("two of its files have the same name", refused.getMessage());
    assertNothingIsLeft();
    assertEquals(6, ReadLines.ofPath(ListFormat.UT1, list).told().size());
  }

  static List<Arguments> twice() {
    return Map.of("bannedsitelist", "bannedsitelist", "blacklists/a", "BL/a").entrySet().stream()
        .map(each -> Arguments.of(each.getKey(), each.getValue()))
        .toList();
  }
}
