package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.schoolgate.classifier.source.Fixtures.CATEGORIES;
import static org.schoolgate.classifier.source.Fixtures.OPAQUE_IDS;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Match;

/** Entries that have ended count no more, whatever the files still have, and nobody reloads. */
class EndedEntriesTest {

  private static final String GAMES = "games ";

  private final Set<String> over = new HashSet<>();

  private @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource({
    "play.example.com, www.play.example.com/a",
    "192.0.2.7, 192.0.2.7/a",
    "192.0.2.7, [::ffff:192.0.2.7]/a",
    "[2001:db8::7], [2001:db8::7]/a",
    "example.org/forum, example.org/forum/a",
    "example.org/forum/, example.org/forum/a",
    "www.example.org/Forum/x.html, example.org/Forum/x.html",
    "example.org/watch?v=1, example.org/watch?v=1&t=2",
    "example.org/watch?v=1&list=b, example.org/watch?list=b&t=2&v=1",
    "bücher.example/lesen, www.bücher.example/lesen",
    "example.org/a%20b, example.org/a%20b/c",
    "example.org/what%3Fnow, example.org/what%3fnow",
    "example.org/c%23, example.org/C%23/x",
    "example.org/?q=you%26me, example.org/?t=1&q=you%26me",
    "[2001:db8::7]/a, [2001:db8::7]/a/b",
  })
  void anEntryCountsUntilItHasEnded(String entry, String asked) throws Exception {
    ListStore store = store();
    String text = store.library().add(Fixtures.category("games"), entry, edit -> {}).text();
    store.reload();
    var target = SiteEntry.targetOf(asked);
    assertTrue(store.classify(target).categories().contains(Fixtures.category("games")));
    assertEquals(1, store.library().why(asked).size());

    over.add(GAMES + text);

    assertTrue(store.classify(target).categories().isEmpty());
    assertEquals(List.of(), store.library().why(asked));
    assertTrue(
        store.library().isOwn(Fixtures.category("games"), entry), "the file is another's work");
  }

  @Test
  void whatOthersListAndWhatIsWiderStays() throws Exception {
    Fixtures.write(temporary, "lists/starter/games/domains", "play.example.com");
    ListStore store = store();
    store.library().add(Fixtures.category("games"), "example.com", edit -> {});
    store.library().add(Fixtures.category("games"), "play.example.com", edit -> {});
    store.library().add(Fixtures.category("video"), "play.example.com", edit -> {});
    store.reload();

    over.add(GAMES + "play.example.com");

    assertEquals(
        Set.of(
            "starter/games play.example.com",
            "own/games example.com",
            "own/video play.example.com"),
        new HashSet<>(
            store.classify(Fixtures.http("play.example.com", "/")).evidence().stream()
                .map((Match.Listed listed) -> listed.source() + " " + listed.entry())
                .toList()));
    assertFalse(store.library().isOwn(Fixtures.category("video"), "example.com"));
    assertFalse(store.library().isOwn(Fixtures.category("video"), "no site at all"));
  }

  private ListStore store() throws Exception {
    return ListStore.open(
        ListFixtures.folders(temporary),
        CATEGORIES,
        OPAQUE_IDS,
        new SecureRandom(),
        (category, entry) -> over.contains(category.id() + " " + entry));
  }
}
