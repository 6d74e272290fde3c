package org.schoolgate.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A response policy zone of generated names, in the ways in which such zones list them, and names
 * to ask for: listed ones, their children, parents and siblings, and what passes all the same.
 */
final class RpzZone {

  private static final List<String> ACTIONS = List.of(".", "*.");

  private final List<String> lines = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  /** Names to ask for that DNS wildcards end before: see {@link #shadowed}. */
  private final List<String> shadowed = new ArrayList<>();

  RpzZone(int names, long seed) {
    Random random = new Random(seed);
    lines.add("$TTL 60");
    lines.add("@ IN SOA localhost. root.localhost. ( 1 3600 600");
    lines.add("    86400 60 ) ; of no use to anybody");
    lines.add("  IN NS localhost.");
    for (int i = 0; i < names; i++) {
      String name = "n" + Long.toString(random.nextLong() >>> 40, 36) + "x" + i + tld(random);
      String action = " CNAME " + ACTIONS.get(random.nextInt(ACTIONS.size()));
      add(i % 10, name, action);
      asked.add(name);
      asked.add("www." + name);
      asked.add("a.b." + name);
      asked.add("sibling" + name);
      asked.add(name.substring(name.indexOf('.') + 1));
    }
  }

  private static String tld(Random random) {
    return List.of(".com", ".co.uk", ".example.org", ".info").get(random.nextInt(4));
  }

  private void add(int way, String name, String action) {
    switch (way) {
      case 0 -> lines.add(name + action);
      case 1 -> lines.add("*." + name + action);
      case 2 -> lines.add(name + " A 0.0.0.0");
      case 3 -> {
        both(name, action);
        lines.add("ok." + name + " CNAME rpz-passthru.");
        asked.add("ok." + name);
        shadowed.add("under.ok." + name);
      }
      case 4 -> {
        both(name, action);
        both("ok." + name, " CNAME rpz-passthru.");
        asked.add("ok." + name);
        asked.add("under.ok." + name);
      }
      case 5 -> {
        both(name, action);
        both("deep." + name, action);
        asked.add("deep." + name);
        asked.add("under.deep." + name);
      }
      case 6 -> {
        lines.add(name + action);
        lines.add("*." + name + " CNAME rpz-passthru.");
      }
      case 7 -> {
        lines.add("*." + name + action);
        lines.add(name + " CNAME rpz-passthru.");
      }
      default -> both(name, action);
    }
  }

  private void both(String name, String action) {
    lines.add(name + action);
    lines.add("*." + name + action);
  }

  /** The master file, whose names are relative to the zone's. */
  List<String> lines() {
    return lines;
  }

  /** At least five names for each that was generated. */
  List<String> asked() {
    return asked;
  }

  /**
   * Names under a listed one that is itself under a wildcard: DNS wildcards end there (RFC 4592),
   * and an imported list goes on to cover them.
   */
  List<String> shadowed() {
    return shadowed;
  }
}
