package org.schoolgate.classifier.keyed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.source.Fixtures;

/** What a keyed file is believed to be, and how much of it there may be. */
class KeyedFileTest {

  private static final EntryKeys KEYS = EntryKeys.of(Fixtures.OPAQUE_IDS);
  private static final KeyedPart PART = part("iwf-urls", ListKind.DOMAINS);

  @TempDir Path folder;

  private static KeyedPart part(String category, ListKind kind) {
    return new KeyedPart(Fixtures.category(category), kind);
  }

  private Path written() throws IOException {
    Path file = folder.resolve("domains.keyed");
    KeyedWriter writer = new KeyedWriter(file, KEYS, PART);
    assertTrue(writer.addName("one.example"));
    assertTrue(writer.addName("two.example"));
    writer.finish();
    return file;
  }

  /** A file that stands under another name would close, or open, what it was not made for. */
  @ParameterizedTest
  @CsvSource({
    "iwf-urls, HOSTS",
    "iwf-urls, EXCEPT_DOMAINS",
    "iwf-urls, URLS",
    "iwf-keywords, DOMAINS",
  })
  void whatItIsForIsUnderItsSeal(String category, ListKind kind) throws Exception {
    Path file = written();
    KeyedPart other = part(category, kind);

    UnreadableListException moved =
        assertThrows(UnreadableListException.class, () -> read(file, other));
    assertTrue(moved.reason().contains("another category or kind"), moved.reason());
    assertEquals(0, KeyedFile.count(file, KEYS, other));

    Files.writeString(file, Files.readString(file).replace(PART.text(), other.text()));
    UnreadableListException changed =
        assertThrows(UnreadableListException.class, () -> read(file, other));
    assertTrue(changed.reason().startsWith("it is damaged"), changed.reason());
  }

  /** Their seal does not say what they are for, so they could be anybody's choice of an old one. */
  @Test
  void aFileOfAnEarlierVersionIsRefusedWithWhatToDo() throws Exception {
    Path file = folder.resolve("domains.keyed");
    String key = KEYS.name("one.example").text();
    String before = "# schoolgate keyed list 1, key " + KEYS.id() + "\n" + key + "\n";
    byte[] bytes = before.getBytes(StandardCharsets.US_ASCII);
    Files.writeString(file, before + KeyedFile.SEAL + KEYS.sealOf(bytes, bytes.length) + "\n");

    UnreadableListException old =
        assertThrows(UnreadableListException.class, () -> read(file, PART));
    assertTrue(old.reason().contains("another version of Schoolgate"), old.reason());
    assertTrue(old.reason().contains("import it again"), old.reason());
  }

  @Test
  void itIsReadAsItWasWritten() throws Exception {
    Path file = folder.resolve("urls.keyed");
    KeyedPart urls = part("iwf-urls", ListKind.URLS);
    KeyedWriter writer = new KeyedWriter(file, KEYS, urls);
    assertTrue(writer.addUrl("a.example", "/x", List.of()));
    assertTrue(writer.addUrl("a.example", "/x", List.of("p=1", "q=2")));
    assertTrue(writer.addUrl("a.example", "/x", List.of("p=1", "q=2", "r=3")));
    assertFalse(writer.addUrl("a.example", "/x", List.of("q=2", "p=1")));
    assertFalse(writer.addUrl("a.example", "/x", List.of()));
    assertEquals(3, writer.count());
    writer.finish();

    List<String> read = new ArrayList<>();
    int entries =
        KeyedFile.read(
            file,
            KEYS,
            urls,
            new KeyedFile.Sink() {
              @Override
              public void entry(List<EntryKey> keys) {
                read.add("entry of " + keys.size());
              }

              @Override
              public void host(EntryKey key) {
                read.add(key.equals(KEYS.name("a.example")) ? "the host" : "another host");
              }
            });
    assertEquals(3, entries);
    assertEquals("the host", read.get(0));
    assertEquals(
        List.of("entry of 1", "entry of 2", "entry of 3"),
        read.subList(1, read.size()).stream().sorted().toList());
  }

  /** However long a hostile list is, so much of it is held and no more. */
  @Test
  void noMoreKeysAreTakenThanFit() throws Exception {
    Path file = folder.resolve("domains.keyed");
    KeyedWriter names = new KeyedWriter(file, KEYS, PART);
    for (int i = 0; i < KeyedFile.KEYS_MAX; i++) {
      assertTrue(names.addName("n" + i));
    }
    UnreadableListException tooMany =
        assertThrows(UnreadableListException.class, () -> names.addName("one.more"));
    assertTrue(tooMany.reason().startsWith("it has more than 500000 entries"), tooMany.reason());
    names.finish();
    assertEquals(KeyedFile.KEYS_MAX, KeyedFile.count(file, KEYS, PART));
  }

  @Test
  void theParametersOfAnEntryCountToo() throws Exception {
    KeyedWriter urls =
        new KeyedWriter(folder.resolve("urls.keyed"), KEYS, part("iwf-urls", ListKind.URLS));
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      many.add("p=" + i);
    }
    for (int i = 0; i < KeyedFile.KEYS_MAX / many.size(); i++) {
      assertTrue(urls.addUrl("a.example", "/" + i, many));
    }
    assertThrows(
        UnreadableListException.class, () -> urls.addUrl("a.example", "/one-more", List.of()));
  }

  private static int read(Path file, KeyedPart part) throws IOException {
    return KeyedFile.read(
        file,
        KEYS,
        part,
        new KeyedFile.Sink() {
          @Override
          public void entry(List<EntryKey> keys) {
            throw new IllegalStateException("told before it was known to be whole");
          }

          @Override
          public void host(EntryKey key) {
            throw new IllegalStateException("told before it was known to be whole");
          }
        });
  }
}
