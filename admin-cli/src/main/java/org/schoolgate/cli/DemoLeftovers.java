package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Deletes what this user's earlier demos left in the temporary folder: a demo leaves its ledger and
 * its report to be looked at, and the next one clears them away, however that one ended.
 */
final class DemoLeftovers {

  static final String PREFIX = "schoolgate-demo-";

  /** As long as somebody may still be looking at it. */
  private static final Duration KEPT = Duration.ofHours(1);

  private DemoLeftovers() {}

  static void clear(Path temporary, Clock clock) throws IOException {
    Instant before = clock.instant().minus(KEPT);
    try (Stream<Path> homes = Files.list(temporary)) {
      for (Path home : homes.filter(DemoLeftovers::isDemo).toList()) {
        if (isLeft(home, before)) {
          delete(home);
        }
      }
    }
  }

  private static boolean isDemo(Path folder) {
    return String.valueOf(folder.getFileName()).startsWith(PREFIX)
        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isLeft(Path home, Instant before) throws IOException {
    Folders folders = new Folders(home.resolve("etc"), home.resolve("var"), true);
    return Files.getOwner(home).getName().equals(LocalUser.name())
        && Files.getLastModifiedTime(home).toInstant().isBefore(before)
        && !AuditLock.isHeld(folders);
  }

  private static void delete(Path home) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(home)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
