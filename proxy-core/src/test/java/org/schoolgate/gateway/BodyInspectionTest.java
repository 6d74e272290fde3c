package org.schoolgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.policy.Origin;

class BodyInspectionTest {

  private static final String PAGE =
      "<html><body><p>Before it.</p><p>A planted <b>phrase</b> of despair.</p></body></html>";

  @TempDir Path folder;

  private static Optional<Decided> feed(Inspection inspection, String text, int chunkBytes) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += chunkBytes) {
      Optional<CompletionStage<Decided>> due =
          inspection.accept(ByteBuffer.wrap(bytes, at, Math.min(chunkBytes, bytes.length - at)));
      if (due.isPresent()) {
        return due.map(stage -> stage.toCompletableFuture().join());
      }
    }
    return inspection.finish().map(stage -> stage.toCompletableFuture().join());
  }

  private Optional<Decided> read(
      InetAddress client, String body, int chunkBytes, String type, @Nullable String coding) {
    try (School school = new School(folder)) {
      Decided decided = school.get(client, "http://anything.example/");
      try (Inspection inspection =
          school.pipeline().inspect(decided, BodyFormat.of(type, coding), Origin.SHOWN)) {
        return feed(inspection, body, chunkBytes);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 4096})
  void aPhraseIsFoundInChunksOfAnySize(int chunkBytes) {
    Optional<Decided> decided = read(School.PUPIL, PAGE, chunkBytes, "text/html", null);
    assertEquals("block", decided.map(found -> found.decision().id()).orElse("nothing"));
    assertTrue(decided.orElseThrow().recorded().reference() != null);
  }

  /** What excuses a page may stand before or after the words, and in any piece of it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 4096})
  void wherePagesAreCutChangesNothing(int chunkBytes) {
    String comfort = "<p>Here are words of comfort.</p>";
    assertTrue(read(School.PUPIL, PAGE + comfort, chunkBytes, "text/html", null).isEmpty());
    assertTrue(read(School.PUPIL, comfort + PAGE, chunkBytes, "text/html", null).isEmpty());
    Optional<Decided> worse =
        read(School.PUPIL, PAGE + comfort + PAGE + PAGE, chunkBytes, "text/html", null);
    assertEquals("nothing", worse.map(found -> found.decision().id()).orElse("nothing"));
    Optional<Decided> worst =
        read(
            School.PUPIL,
            PAGE + comfort + "<p>a lesser phrase</p>" + PAGE,
            chunkBytes,
            "text/html",
            null);
    assertEquals("block", worst.map(found -> found.decision().id()).orElse("nothing"));
  }

  @Test
  void aFloodOfLightPhrasesHidesNoHeavyOne() {
    String flood = "<p>a light phrase</p>".repeat(100) + PAGE + "<p>the rest</p>";
    try (School school = new School(folder)) {
      Decided decided = school.get(School.PUPIL, "http://anything.example/");
      try (Inspection inspection =
          school.pipeline().inspect(decided, BodyFormat.of("text/html", null), Origin.SHOWN)) {
        byte[] bytes = (flood + " ".repeat(10_000)).getBytes(StandardCharsets.UTF_8);
        assertTrue(inspection.accept(ByteBuffer.wrap(bytes)).isEmpty());
        assertTrue(inspection.blockIsDue(), "the block is due before the body ends");
        assertEquals("block", decision(inspection.finish()));
      }
    }
  }

  private static String decision(Optional<CompletionStage<Decided>> due) {
    return due.map(stage -> stage.toCompletableFuture().join().decision().id()).orElse("nothing");
  }

  /** What clears a page may stand after what is against it, as in {@code explain}. */
  @ParameterizedTest(name = "condemned {0}: {1}")
  @CsvSource({"false, nothing", "true, block"})
  void whatClearsAPageIsSeenUnlessItIsGone(boolean condemned, String decision) {
    try (School school = new School(folder)) {
      Decided decided = school.get(School.PUPIL, "http://anything.example/");
      try (Inspection inspection =
          school.pipeline().inspect(decided, BodyFormat.of("text/html", null), Origin.SHOWN)) {
        inspection.accept(ByteBuffer.wrap(PAGE.getBytes(StandardCharsets.UTF_8)));
        assertTrue(inspection.blockIsDue());
        if (condemned) {
          inspection.condemn();
        }
        inspection.accept(
            ByteBuffer.wrap("<p>words of comfort</p>".getBytes(StandardCharsets.UTF_8)));
        assertEquals(condemned, inspection.blockIsDue());
        assertEquals(decision, decision(inspection.finish()));
      }
    }
  }

  @Test
  void anAllowedViolationIsRecordedWhenTheBodyEnds() {
    Optional<Decided> decided =
        read(School.TEACHER, PAGE.repeat(3), 64, "text/html; charset=utf-8", null);
    assertEquals("inspect", decided.map(found -> found.decision().id()).orElse("nothing"));
    assertTrue(decided.orElseThrow().recorded().reference() != null);
  }

  @Test
  void aCleanBodyNeedsNothing() {
    assertTrue(read(School.PUPIL, "<p>Volcanoes</p>", 4, "text/html", null).isEmpty());
  }

  @Test
  void aBodyThatDoesNotDecodeIsBlockedForPupilsAndNotForStaff() {
    Optional<Decided> pupil = read(School.PUPIL, "this is not gzip", 4, "text/html", "gzip");
    assertEquals(
        "uninspectable", pupil.map(found -> found.decision().reason().kind().id()).orElse(""));
  }

  @Test
  void staffGetABodyThatDoesNotDecode() {
    assertTrue(read(School.TEACHER, "this is not gzip", 4, "text/html", "gzip").isEmpty());
  }
}
