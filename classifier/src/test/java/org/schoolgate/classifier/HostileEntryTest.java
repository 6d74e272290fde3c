package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.site.ProtectedSites;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Target;

/** One hostile line among good ones, in every format: it is told, and the good ones are taken. */
class HostileEntryTest {

  private static final List<String> GOOD =
      List.of("a.example.com", "b.example.com", "c.example.com");
  private static final List<String> HOSTILE =
      List.of(
          "co.uk",
          "com",
          "*",
          "",
          "a\0b.example.com",
          "google.com",
          "www.google.com",
          "www.childline.org.uk",
          "meadow.county.sch.uk",
          "library.meadow.county.sch.uk");
  private static final ProtectedSites SITES =
      ProtectedSites.builtIn().plus(ProtectedSites.Kind.SCHOOL, List.of("meadow.county.sch.uk"));

  private @TempDir Path folder;

  static List<Arguments> lists() {
    List<Arguments> all = new ArrayList<>();
    for (ListFormat format : ListFormat.values()) {
      for (String site : HOSTILE) {
        // A line of a hosts file is about the name alone: of a suffix it closes no other site.
        if (format != ListFormat.HOSTS || (!site.equals("co.uk") && !site.equals("com"))) {
          all.add(Arguments.of(format, site));
        }
      }
    }
    return all;
  }

  /** A site as a line of a list that closes it, with all under it where the format can say so. */
  private static String line(ListFormat format, String site) {
    return switch (format) {
      case HOSTS -> "0.0.0.0 " + site;
      case ADBLOCK -> "||" + site + "^";
      case RPZ -> site + " CNAME .\n*." + site + " CNAME .";
      default -> site;
    };
  }

  private Path write(ListFormat format, String site) throws IOException {
    String lines =
        Stream.concat(GOOD.stream(), Stream.of(site))
            .map(each -> line(format, each) + "\n")
            .collect(Collectors.joining());
    if (format == ListFormat.UT1) {
      Fixtures.writeText(folder, "tree/malware/domains", lines);
      return folder.resolve("tree");
    }
    return Fixtures.writeText(folder, "list", (format == ListFormat.CSV ? "domain\n" : "") + lines);
  }

  private static final class Watch implements ImportWatch {
    @Override
    public void before(ImportReport report) {}

    @Override
    public Optional<String> refusal(Category category, Target site) {
      return SITES.find(category, site).map(found -> "closes " + found.words());
    }
  }

  @ParameterizedTest
  @MethodSource("lists")
  void itIsToldAndTheGoodOnesAreTaken(ListFormat format, String site) throws Exception {
    Fixtures.write(folder, "data/theirs/malware/domains", "old.example.com");
    ImportRequest request =
        new ImportRequest(
            "theirs",
            write(format, site),
            format,
            format == ListFormat.UT1 ? null : Fixtures.category("malware"),
            Map.of(),
            false);

    ImportReport report =
        ListFixtures.library(folder).importList(request, lines -> {}, new Watch());

    TreeSet<String> installed = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder.resolve("data/theirs"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        installed.addAll(Files.readAllLines(file));
      }
    }
    assertEquals(new TreeSet<>(GOOD), installed);
    assertTrue(
        report.rejectedCount() + report.leftOutCount() >= (site.isEmpty() ? 0 : 1),
        report::toString);
    assertEquals(
        Map.of("malware", report.taken()), report.takenByCategory(), "nothing anywhere else");
  }
}
