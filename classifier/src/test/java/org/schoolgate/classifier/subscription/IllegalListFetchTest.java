package org.schoolgate.classifier.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolgate.classifier.ListFolders;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.classifier.subscription.ListUpdate.Outcome;
import org.schoolgate.classifier.subscription.Subscriptions.Mode;

/**
 * A subscribed list of illegal content stands readable nowhere and never; all names are reserved.
 */
class IllegalListFetchTest extends PublishedTest {

  private static final List<String> LISTED = SubscribedTest.names("listed", 200);

  /** In which shape it is published. */
  enum Shape {
    PLAIN,
    PACKED,
    TREE,
    TREE_THAT_IS_UNPACKED
  }

  private byte[] body(Shape shape) throws IOException {
    byte[] plain = Fixtures.utf8(SubscribedTest.text(LISTED));
    return switch (shape) {
      case PLAIN -> plain;
      case PACKED -> Fixtures.gzip(plain);
      case TREE -> Fixtures.gzip(tar("blacklists/bad/domains", plain));
      case TREE_THAT_IS_UNPACKED -> Fixtures.gzip(tar("lists/bannedsitelist", plain));
    };
  }

  private static byte[] tar(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      var entry = new TarArchiveEntry(name);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private Subscriber.Draft draft(Shape shape, String category) {
    return switch (shape) {
      case PLAIN, PACKED -> draft().category(category);
      case TREE -> draft().tree().mapping("bad", category);
      case TREE_THAT_IS_UNPACKED -> draft().phrases().category(category);
    };
  }

  /** The files that hold any of it as it was published, packed or not, while it is taken. */
  private Set<String> readableWhileTaken(Shape shape, String category) throws Exception {
    byte[] published = body(shape);
    publisher.publish("/list", published);
    Set<String> readable = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    Subscriber looking =
        new Subscriber(folder, Publisher.trusting(keys)) {
          @Override
          public void record(ListUpdate update) {
            look(published, readable, all);
            super.record(update);
          }
        };

    assertEquals(Outcome.INSTALLED, looking.update(draft(shape, category)).outcome());

    assertTrue(all.stream().anyMatch(file -> file.endsWith("/incoming")), "it was looked too late");
    assertEquals(List.of(), looking.leftOver());
    look(published, readable, all);
    return readable;
  }

  private void look(byte[] published, Set<String> readable, Set<String> all) {
    Path lists = folder.resolve("lists");
    String packed = new String(published, 10, 60, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(lists)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = lists.relativize(file).toString();
        all.add(name);
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (text.contains("listed000") || text.contains(packed)) {
          readable.add(name);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void noFileEverHoldsAnyOfIt(Shape shape) throws Exception {
    assertEquals(Set.of(), readableWhileTaken(shape, "iwf-urls"));
  }

  /** Else the look above would prove nothing. */
  @ParameterizedTest
  @EnumSource(Shape.class)
  void ofAnotherListTheSameLookFindsIt(Shape shape) throws Exception {
    assertNotEquals(Set.of(), readableWhileTaken(shape, "gambling"));
  }

  @Test
  void whatACrashLeftIsDeletedAtTheStartWhoeverSubscribesToItStill() throws Exception {
    Path sources = folder.resolve("lists/.subscriptions");
    for (String source : List.of("county", "nobody-any-more")) {
      for (String file : List.of("incoming", "expanded", "checksums")) {
        Fixtures.write(sources.resolve(source), file, "left.example");
      }
    }
    Fixtures.write(sources.resolve("county"), "staged", "waits.example");

    school.to(draft().done()).clear();

    assertEquals(List.of(".subscriptions/county/staged"), school.leftOver());
  }

  @Test
  void whatAnotherProcessIsFetchingStays() throws Exception {
    Path county = folder.resolve("lists/.subscriptions/county");
    Path incoming = Fixtures.write(county, "incoming", "half.example");
    Path lock = Fixtures.write(county, "lock");
    try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        var held = channel.lock()) {
      assertTrue(held.isValid());
      school.to(draft().done()).clear();
      assertTrue(Files.exists(incoming));
    }
    school.to(draft().done()).clear();
    assertFalse(Files.exists(incoming));
  }

  /** A school finds out that a list that waits is of illegal content, and says so. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void whatWaitsAsAFileIsDeletedOnceItIsIllegal(boolean atTheStart) throws Exception {
    publisher.publishTagged("/list", "\"1\"", SubscribedTest.text(LISTED));
    assertEquals(Outcome.STAGED, school.run(draft(), Mode.STAGE).outcome());
    Subscriber.Draft illegal = draft().category("iwf-urls");
    if (atTheStart) {
      school.to(illegal.done()).clear();
    }

    assertEquals(Outcome.REFUSED, school.run(illegal, Mode.INSTALL).outcome());

    assertEquals(List.of(), school.leftOver());
    assertEquals(Outcome.INSTALLED, school.update(illegal).outcome());
  }

  /** A key that was lost, or another format: nothing of it blocks, whatever its publisher says. */
  @Test
  void whatCannotBeUsedIsFetchedAgainAtOnce() throws Exception {
    publisher.publishTagged("/list", "\"1\"", SubscribedTest.text(LISTED));
    Subscriber.Draft illegal = draft().category("iwf-urls");
    assertEquals(Outcome.INSTALLED, school.update(illegal).outcome());
    Subscriptions same = school.to(illegal.done());
    same.clear();
    assertEquals(Outcome.UNCHANGED, school.update(illegal).outcome());
    byte[] other = new byte[32];
    other[0] = 1;
    ListLibrary elsewhere =
        new ListLibrary(
            new ListFolders(List.of(), folder.resolve("lists"), List.of()),
            Fixtures.CATEGORIES,
            EntryKeys.of(new OpaqueIds(other)));
    Subscriptions after = school.to(elsewhere, illegal.done());
    assertTrue(after.updateNextDue().isEmpty(), "it was just asked");

    after.clear();

    assertEquals(Outcome.INSTALLED, after.updateNextDue().orElseThrow().outcome());
    assertEquals(Set.of(), elsewhere.unusableIllegalSources());
  }
}
