package org.schoolgate.classifier.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.schoolgate.classifier.subscription.ListUpdate.Outcome;

/** A school that has subscribed to a list, which has been installed once. */
abstract class SubscribedTest extends PublishedTest {

  static final List<String> OLD = names("old", 100);

  @BeforeEach
  void subscribe() throws Exception {
    publisher.publish("/list", text(OLD));
    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
    school.recorded.clear();
  }

  static List<String> names(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.format("%s%05d.example", prefix, i))
        .toList();
  }

  static String text(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  static String with(String... more) {
    return text(OLD) + text(List.of(more));
  }

  /** The update fails or is refused for that reason, the list stays, and nothing is left lying. */
  void assertStays(Subscriber.Draft draft, Outcome outcome, String reason) throws IOException {
    ListUpdate update = school.update(draft);

    assertEquals(reason, update.reason());
    assertEquals(outcome, update.outcome());
    assertEquals(OLD, school.inForce("gambling"));
    assertEquals(List.of(outcome.id() + " " + reason), school.record());
    assertEquals("pat", school.recorded.get(0).by());
    assertEquals(List.of(), school.leftOver());
    Freshness freshness = school.freshness(draft);
    assertEquals(1, freshness.failures());
    assertEquals(reason, freshness.failure());
    assertFalse(freshness.isStale(), "one failure is no alarm");
  }
}
