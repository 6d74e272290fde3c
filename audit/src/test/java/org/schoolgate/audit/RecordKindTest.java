package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RecordKindTest {

  /** Two kinds with one code would be read as one. */
  @ParameterizedTest
  @EnumSource
  void isFoundByItsCodeAndItsWord(RecordKind kind) {
    assertEquals(kind, RecordKind.of(kind.code()));
    assertEquals(kind, RecordKind.find(kind.id()).orElseThrow());
  }
}
