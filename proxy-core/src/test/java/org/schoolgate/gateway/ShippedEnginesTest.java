package org.schoolgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.schoolgate.policy.SearchSafety;

/**
 * The engines that ship as open to pupils are those that can be held to safe search (S16); all
 * others are in a category of their own.
 */
final class ShippedEnginesTest {

  private static final Path STARTER = Path.of("../etc/lists/starter");

  /** Their own operator shows nothing else to anybody. */
  private static final List<String> SAFE_BY_THEMSELVES = List.of("swisscows.com");

  /** Where the engines ask for results, of which the table has at least one. */
  private static final List<String> PATHS = List.of("/", "/search?q=a", "/v3/search/web?q=a");

  private static List<String> entries(String category) throws IOException {
    List<String> entries = new ArrayList<>();
    for (String file : List.of("domains", "hosts")) {
      Path list = STARTER.resolve(category).resolve(file);
      if (Files.exists(list)) {
        Files.readAllLines(list).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .forEach(entries::add);
      }
    }
    return entries;
  }

  private static boolean isHeld(String host) throws RequestRefused {
    for (String site : List.of(host, "www." + host, "api." + host)) {
      for (String path : PATHS) {
        if (SafeSearch.lock(TargetReader.ofAddress("https://" + site + path), SearchSafety.STRICT)
            .isOn()) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void whatIsOpenToPupilsCanBeHeld() throws Exception {
    List<String> engines = entries("search-engines");
    assertFalse(engines.isEmpty());
    List<String> notHeld = new ArrayList<>();
    for (String engine : engines) {
      if (!isHeld(engine) && !SAFE_BY_THEMSELVES.contains(engine)) {
        notHeld.add(engine);
      }
    }
    assertEquals(List.of(), notHeld);
  }

  @Test
  void whatIsUnsafeIsNotOpenAsWell() throws Exception {
    List<String> both = new ArrayList<>(entries("search-engines"));
    both.retainAll(entries("search-engines-unsafe"));
    assertEquals(List.of(), both);
  }
}
