package org.schoolgate.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Domain lists as long as real ones, the same on every run. */
public final class GeneratedDomains {

  private static final long SEED = 1;

  private static final String[] WORDS = {
    "river", "stone", "garden", "market", "north", "silver", "cloud", "harbour", "paper", "winter"
  };

  private static final String[] ENDINGS = {"com", "net", "org", "co.uk", "info", "ru", "de", "xyz"};

  private GeneratedDomains() {}

  /** A domain that no other number has. */
  public static String name(int number, Random random) {
    return WORDS[random.nextInt(WORDS.length)]
        + "-"
        + WORDS[random.nextInt(WORDS.length)]
        + Integer.toString(number, Character.MAX_RADIX)
        + "."
        + ENDINGS[random.nextInt(ENDINGS.length)];
  }

  /** Writes that many different domains, one a line, and returns the last of them. */
  static String write(Path file, int domains) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Random random = new Random(SEED);
    String domain = "";
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (int i = 0; i < domains; i++) {
        domain = name(i, random);
        writer.write(domain);
        writer.newLine();
      }
    }
    return domain;
  }
}
