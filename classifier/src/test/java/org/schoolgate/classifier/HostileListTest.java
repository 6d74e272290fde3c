package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.source.Fixtures;

/** Lists that are broken or meant to do harm: what is told of them, and that the old one stays. */
class HostileListTest {

  private static final int GIGANTIC_BYTES = 300_000_000;
  private static final String OLD = "old.example.com\n";

  private @TempDir Path temporary;
  private Path tree;
  private ListLibrary library;

  @BeforeEach
  void prepare() throws IOException {
    tree = Files.createDirectory(temporary.resolve("tree"));
    library = ListFixtures.library(temporary);
    Fixtures.writeText(temporary, "data/theirs/malware/domains", OLD);
  }

  private ImportReport imported(Path list, ListFormat format)
      throws IOException, ListRefusedException {
    return library.importList(
        new ImportRequest("theirs", list, format, Fixtures.category("malware"), Map.of(), false),
        lines -> {},
        report -> {});
  }

  private void assertOldStays() throws IOException {
    assertEquals(OLD, Files.readString(temporary.resolve("data/theirs/malware/domains")));
    try (Stream<Path> left = Files.list(temporary.resolve("data"))) {
      assertEquals(List.of("theirs"), left.map(ListTree::name).toList());
    }
  }

  private static Arguments list(
      String what, ListFormat format, String content, String told, String rejected) {
    return Arguments.of(what, format, content, told, rejected);
  }

  private static final String NOTHING =
      "There is not one usable entry in it, so what was there stays.";

  private static final String NONE_MAY =
      "None of its entries may be taken, for the reasons given line by line, so what was there"
          + " stays.";

  static List<Arguments> lists() {
    return List.of(
        list("empty", ListFormat.DOMAINS, "", NOTHING, "{}"),
        list("NUL", ListFormat.DOMAINS, "a\0b.example.com\n", NOTHING, "{a control character=1}"),
        list("NUL", ListFormat.HOSTS, "0.0.0.0 a\0b.example\n", NOTHING, "{a control character=1}"),
        list("NUL", ListFormat.E2GUARDIAN, "<a\0b c><50>\n", NOTHING, "{a control character=1}"),
        list(
            "a public suffix",
            ListFormat.ADBLOCK,
            "||co.uk^\n",
            NOTHING,
            "{a public suffix, which would cover every site under it=1}"),
        list(
            "a public suffix",
            ListFormat.RPZ,
            "*.co.uk CNAME .\n",
            NOTHING,
            "{a public suffix, which would cover every site under it=1}"),
        list("the whole web", ListFormat.ADBLOCK, "||*^\n", NOTHING, "{}"),
        list("the whole web", ListFormat.RPZ, "* CNAME .\n", NOTHING, "{}"),
        list(
            "the whole web",
            ListFormat.E2GUARDIAN,
            "0.0.0.0/0\n",
            NOTHING,
            "{a network that holds a large part of the web=1}"),
        list(
            "an eighth of the public addresses",
            ListFormat.E2GUARDIAN,
            "8.0.0.0/8\n2000::/12\n",
            NONE_MAY,
            "{a network that holds a large part of the web=2}"),
        list(
            "the whole web from one address to another",
            ListFormat.E2GUARDIAN,
            "0.0.0.0-255.255.255.255\n::/0\n",
            NOTHING,
            "{a network that holds a large part of the web=2}"),
        list(
            "half of it in a zone",
            ListFormat.RPZ,
            "9.0.0.0.128.rpz-ip CNAME .\n",
            NONE_MAY,
            "{a network that holds a large part of the web=1}"),
        list(
            "private networks",
            ListFormat.E2GUARDIAN,
            "10.0.0.0/16\n127.0.0.1\nfe80::/64\n192.168.1.1/32\n",
            NONE_MAY,
            "{addresses of private networks, where no site of the web is=4}"),
        list(
            "NUL",
            ListFormat.ADBLOCK,
            "||a\0b.example^\n",
            NOTHING,
            "{no rule about a site, and no remark=1}"),
        list("NUL", ListFormat.RPZ, "a\0b.example CNAME .\n", NOTHING, "{a control character=1}"),
        list("NUL", ListFormat.CSV, "domain\na\0b.example\n", NOTHING, "{a control character=1}"),
        list(
            "an include of a file of the machine",
            ListFormat.RPZ,
            "$INCLUDE /etc/hostname\n",
            NOTHING,
            "{$INCLUDE, which is refused: import that file itself=1}"),
        list(
            "a whole page in the place of a list",
            ListFormat.DOMAINS,
            "<html>\n<p>not found\n</html>\nexample.com\n",
            "This is no list of the format domains: it is a web page: open the list's address in a"
                + " browser to see what it says.",
            "{}"),
        list(
            "a page in the place of a list",
            ListFormat.DOMAINS,
            "<body>\n<p>not found\n</body>\nexample.com\n",
            "3 of its 4 lines are no entries, so it is no list of that format. What was there stays.",
            "{a character that no host name has stands in the host=2, a path stands among names=1}"),
        list(
            "a table without columns",
            ListFormat.CSV,
            "a.example.com\n",
            "This is no list of the format csv: its first line must name the columns, one of them"
                + " domain, host, site or url.",
            "{}"));
  }

  @ParameterizedTest(name = "{0} as {1}")
  @MethodSource("lists")
  void aHostileListIsRefusedWithAReport(
      String what, ListFormat format, String content, String told, String rejected)
      throws Exception {
    Path file = Fixtures.writeText(temporary, "list", content);

    ListRefusedException refused =
        assertThrows(ListRefusedException.class, () -> imported(file, format));

    assertEquals(told, refused.getMessage());
    assertEquals(
        rejected, new TreeMap<>(refused.report().orElseThrow().rejectedByReason()).toString());
    assertOldStays();
  }

  /** A line of NULs, which takes no room on the disk either */
  @ParameterizedTest
  @EnumSource
  void aGiganticLineTakesNoMemory(ListFormat format) throws Exception {
    Path file = tree.resolve("malware/domains");
    Files.createDirectories(file.resolveSibling(""));
    try (RandomAccessFile gigantic = new RandomAccessFile(file.toFile(), "rw")) {
      gigantic.setLength(GIGANTIC_BYTES);
    }

    ListRefusedException refused =
        assertThrows(
            ListRefusedException.class,
            () -> imported(format == ListFormat.UT1 ? tree : file, format));

    // A table is refused as such: its first line names no column.
    assertEquals(
        format == ListFormat.CSV ? 0 : 1, refused.report().orElseThrow().lines(), format.id());
    assertOldStays();
  }

  @ParameterizedTest
  @EnumSource
  void aListInUtf16IsNoList(ListFormat format) throws Exception {
    String text = "domain,x\nexample.com\n||example.com^\n<a b><50>\n0.0.0.0 a.example\n";
    Path file = tree.resolve("malware/domains");
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, text.getBytes(StandardCharsets.UTF_16LE));

    assertThrows(
        ListRefusedException.class, () -> imported(format == ListFormat.UT1 ? tree : file, format));
    assertOldStays();
  }

  @Test
  void includesThatLoopAndLeadOutAreToldAndEnd() throws Exception {
    Fixtures.write(
        tree,
        "bannedsitelist",
        "a.example.com",
        "b.example.com",
        "c.example.com",
        ".Include<more>",
        ".Include</etc/passwd>");
    Fixtures.write(tree, "more", ".Include<bannedsitelist>", ".Include<more>", ".Include<../x>");

    ImportReport report = imported(tree, ListFormat.E2GUARDIAN);

    assertEquals(8, report.lines());
    assertEquals(3, report.taken());
    assertEquals(Map.of("includes a file that was read already", 2L), report.leftOutByReason());
    assertEquals(
        List.of(
            "more:3: includes a file outside of the folder",
            "bannedsitelist:5: includes a file that is not in the folder"),
        report.rejected().stream()
            .map(line -> line.file() + ":" + line.line() + ": " + line.reason())
            .toList());
  }

  @Test
  void includesEndAtADepth() throws Exception {
    Fixtures.write(tree, "bannedsitelist", ".Include<f0>", "a.example.com", "b.example.com");
    for (int i = 0; i < 15; i++) {
      Fixtures.write(tree, "f" + i, "x" + i + ".example.com", ".Include<f" + (i + 1) + ">");
    }

    ImportReport report = imported(tree, ListFormat.E2GUARDIAN);

    assertEquals(Map.of("includes more than 10 files deep", 1L), report.rejectedByReason());
    assertEquals(Map.of("not a list", 10L), report.leftOutByReason());
    assertEquals(33, report.lines());
  }

  @Test
  void anArchiveThatIsCutAnywhereIsRefusedInEveryFormatOfTrees() throws Exception {
    byte[] whole = archive();
    for (int length = 0; length < whole.length; length += 7) {
      Path file = Files.write(temporary.resolve("a.tar.gz"), Arrays.copyOf(whole, length));
      for (ListFormat format : List.of(ListFormat.UT1, ListFormat.E2GUARDIAN)) {
        assertThrows(ListRefusedException.class, () -> imported(file, format), "cut at " + length);
      }
    }
    assertOldStays();
    Path file = Files.write(temporary.resolve("a.tar.gz"), whole);
    assertTrue(imported(file, ListFormat.E2GUARDIAN).taken() > 0);
  }

  private static byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      byte[] content = Fixtures.utf8("a.example.com\nb.example.com\n");
      for (String name : List.of("lists/bannedsitelist", "malware/domains")) {
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return Fixtures.gzip(bytes.toByteArray());
  }
}
