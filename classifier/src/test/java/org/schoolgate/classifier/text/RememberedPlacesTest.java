package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Origin;

class RememberedPlacesTest {

  private static final ListedPhrase PHRASE = TextFixtures.phrase("weapons", 60, "zebra crossing");

  private final TextLane lane =
      new TextScan(PhraseBook.of(List.of(PHRASE)), Fixtures.OPAQUE_IDS, Origin.SHOWN).main();

  /** What is remembered, and in which order, is what a plain list remembers. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theLastArePlacesOfAList(long seed) {
    Random random = new Random(seed);
    RememberedPlaces places = new RememberedPlaces();
    List<CountedPlaces.Counted> list = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      long end = i / 3L + random.nextInt(20);
      if (random.nextInt(5) == 0) {
        int number = places.nextThatEnds(end - 2, end, 0);
        assertEquals(next(list, end - 2, end, 0), number);
        if (number != RememberedPlaces.NONE) {
          places.remove(number);
          list.remove(number);
        }
      } else {
        CountedPlaces.Counted place =
            new CountedPlaces.Counted(lane, PHRASE, end - 5, end, Reading.MAIN);
        places.add(place);
        list.add(place);
        if (list.size() > RememberedPlaces.MAX) {
          list.remove(0);
        }
      }
      assertEquals(list, all(random.nextBoolean() ? places : places.copy()), "seed " + seed);
    }
  }

  private static int next(List<CountedPlaces.Counted> list, long atLeast, long atMost, int from) {
    for (int i = from; i < list.size(); i++) {
      if (list.get(i).end() >= atLeast && list.get(i).end() <= atMost) {
        return i;
      }
    }
    return RememberedPlaces.NONE;
  }

  private static List<CountedPlaces.Counted> all(RememberedPlaces places) {
    List<CountedPlaces.Counted> all = new ArrayList<>();
    for (int i = places.nextThatEnds(Long.MIN_VALUE, Long.MAX_VALUE, 0);
        i != RememberedPlaces.NONE;
        i = places.nextThatEnds(Long.MIN_VALUE, Long.MAX_VALUE, i + 1)) {
      all.add(places.get(i));
    }
    return all;
  }
}
