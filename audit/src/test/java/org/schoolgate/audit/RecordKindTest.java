package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

  /** An event without a kind, or two with one, could not be told apart. */
  @Test
  void everyEventHasAKindOfItsOwn() {
    List<Class<?>> events =
        Stream.of(LedgerEvent.class, AccessEvent.class)
            .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
            .filter(Class::isRecord)
            .toList();
    Set<RecordKind> kinds = EnumSet.noneOf(RecordKind.class);
    for (Class<?> event : events) {
      kinds.add(RecordKind.ofEvent(event.asSubclass(LedgerEvent.class)));
    }
    assertEquals(events.size(), kinds.size());
  }
}
