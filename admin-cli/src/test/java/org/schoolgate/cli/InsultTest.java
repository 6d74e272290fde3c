package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.Decision;

/** Harmless words beside harmful ones that somebody types do not undo them, as shipped. */
final class InsultTest {

  @TempDir static Path data;

  private static ShippedFilter filter;

  @BeforeAll
  static void open() {
    filter = ShippedFilter.open(data);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody likes you",
        "nobody likes you cinderella",
        "gruffalo nobody likes you",
        "kill yourself nobody likes you cinderella gruffalo what is bullying",
        "you are a stupid fat pig and everybody hates you, go and kill yourself, by the way this is"
            + " homework about the twits",
        "how do i kill myself? and when do we meet for the poem about bullying",
      })
  void anInsultWithHarmlessWordsIsOne(String text) {
    Explanation found = filter.typed("year-5", text);

    assertEquals("block", found.decision().id(), found.trace()::toString);
    assertFalse(found.violations().isEmpty());
  }

  /** What stands near is allowed where it explains the words, and noticed all the same. */
  @ParameterizedTest
  @CsvSource({
    "romeo and juliet suicide, suicide",
    "how to make a bomb in minecraft, weapons",
  })
  void whatExplainsTheWordsAllowsThem(String text, String category) {
    Explanation found = filter.typed("year-5", text);

    assertFalse(found.decision() instanceof Decision.Block, found.decision()::toString);
    assertEquals(category, found.violations().get(0).category().id());
  }

  @ParameterizedTest
  @CsvSource({
    "http://forum.example/send?message=how+do+i+kill+myself, block",
    // a learning site is open whatever the words, and they are noticed all the same
    "http://en.wikipedia.org/w/index.php?search=how+do+i+kill+myself, inspect",
  })
  void whatIsTypedIntoAFormInAnAddressIsRead(String url, String decision) {
    Explanation found = filter.site("year-5", url);

    assertEquals(decision, found.decision().id());
    assertEquals("suicide", found.violations().get(0).category().id());
  }

  @Test
  void otherFormsInAddressesAreLeftAlone() {
    Explanation found =
        filter.site("year-5", "http://shop.example/find?k=volcano+books&id=77&s=QxLbAzRw");

    assertEquals("inspect", found.decision().id());
    assertTrue(found.violations().isEmpty());
  }
}
