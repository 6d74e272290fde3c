package org.schoolgate.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.schoolgate.classifier.ImportReport;
import org.schoolgate.classifier.ImportRequest;
import org.schoolgate.classifier.ListFolders;
import org.schoolgate.classifier.ListStore;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Target;

/**
 * Whether an imported zone gives the same answers as unbound, which has loaded the same file. Exits
 * 1 if any differs, but for those that {@link RpzZone#shadowed} explains.
 */
public final class RpzRun {

  private static final int NAMES = 12_000;
  private static final int ASKED = 10_000;
  private static final int DIFFERENCES_SHOWN = 10;

  private RpzRun() {}

  /** Prints one line per figure; the number of names in the zone may be given. */
  public static void main(String[] arguments) throws Exception {
    int names = arguments.length > 0 ? Integer.parseInt(arguments[0]) : NAMES;
    long seed = new Random().nextLong();
    RpzZone zone = new RpzZone(names, seed);
    Path scratch = Files.createTempDirectory("schoolgate-rpz");
    boolean same;
    try {
      Path file = Files.write(scratch.resolve("zone"), zone.lines());
      ListStore store = imported(scratch, file);
      try (Unbound unbound = Unbound.start(scratch, file)) {
        System.out.printf(Locale.ROOT, "seed                    %d%n", seed);
        same = compare(zone, store, unbound, seed);
      }
    } finally {
      Tools.delete(scratch);
    }
    System.exit(same ? 0 : 1);
  }

  private static ListStore imported(Path scratch, Path file) throws Exception {
    CategoryTable categories = CategoryTable.builtIn();
    Category category = categories.find("malware").orElseThrow();
    ListFolders folders = new ListFolders(List.of(), scratch.resolve("lists"), List.of());
    SecureRandom random = new SecureRandom();
    ListStore store =
        ListStore.open(
            folders, categories, new OpaqueIds(new byte[OpaqueIds.KEY_BYTES_MIN]), random);
    ImportReport report =
        store
            .library()
            .importList(
                ImportRequest.ofOne("zone", file, ListFormat.RPZ, category),
                lines -> {},
                ready -> {});
    store.reload();
    System.out.printf(
        Locale.ROOT,
        "lines of the zone       %d: %d taken, %d duplicates, %d left out, %d rejected%n",
        report.lines(),
        report.taken(),
        report.duplicates(),
        report.leftOutCount(),
        report.rejectedCount());
    return store;
  }

  private static boolean compare(RpzZone zone, ListStore store, Unbound unbound, long seed)
      throws Exception {
    List<String> asked = new ArrayList<>(zone.asked());
    Collections.shuffle(asked, new Random(seed));
    int blocked = 0;
    int different = 0;
    for (String name : asked.subList(0, Math.min(ASKED, asked.size()))) {
      boolean passes = passes(store, name);
      blocked += passes ? 0 : 1;
      if (passes != unbound.passes(name)) {
        different++;
        if (different <= DIFFERENCES_SHOWN) {
          System.out.println("different: " + name + (passes ? " passes here" : " is closed here"));
        }
      }
    }
    int stricter = 0;
    for (String name : zone.shadowed()) {
      stricter += !passes(store, name) && unbound.passes(name) ? 1 : 0;
    }
    int count = Math.min(ASKED, asked.size());
    System.out.printf(Locale.ROOT, "asked                   %d names, %d closed%n", count, blocked);
    System.out.printf(Locale.ROOT, "same answer             %d%n", count - different);
    System.out.printf(
        Locale.ROOT,
        "under a name that passes alone, below a wildcard: closed here, open in unbound: %d of %d%n",
        stricter,
        zone.shadowed().size());
    return different == 0;
  }

  private static boolean passes(ListStore store, String name) {
    Target target = new Target(Protocol.HTTP, HostName.parse(name), 80, "/", null);
    return store.classify(target).evidence().isEmpty();
  }
}
