package org.schoolgate.classifier.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OpaqueIdsTest {

  private final OpaqueIds ids =
      new OpaqueIds("a key of sixteen".getBytes(StandardCharsets.US_ASCII));

  @Test
  void theSameEntryHasTheSameId() {
    assertEquals(ids.of("iwf-urls", "example.com/x"), ids.of("iwf-urls", "EXAMPLE.com/x"));
    assertTrue(ids.of("iwf-urls", "example.com/x").matches("[0-9a-f]{12}"));
  }

  @Test
  void keyCategoryAndEntryAllMatter() {
    String id = ids.of("iwf-urls", "example.com");

    assertNotEquals(id, ids.of("iwf-urls", "example.org"));
    assertNotEquals(id, ids.of("iwf-keywords", "example.com"));
    assertNotEquals(id, Fixtures.OPAQUE_IDS.of("iwf-urls", "example.com"));
  }

  @Test
  void aShortKeyIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new OpaqueIds(new byte[15]));
  }
}
