package org.schoolgate.classifier.subscription;

import static org.schoolgate.classifier.source.Fixtures.CATEGORIES;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.ListFolders;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.classifier.site.ProtectedSites;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Target;

/** A school that subscribes to lists: its folders, its clock, its record, and what it is told. */
class Subscriber implements UpdateRules {

  static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

  /** Makes a subscription one property at a time. */
  static final class Draft {
    private final URI url;
    private String source = "county";
    private ListFormat format = ListFormat.DOMAINS;
    private String category = "gambling";
    private Schedule schedule = new Schedule.Every(Duration.ofDays(1));
    private Subscription.Limits limits =
        new Subscription.Limits(1_000_000, 2_000_000, Duration.ofSeconds(20));
    private @Nullable Checksum checksum;
    private List<String> accepted = List.of();
    private boolean mayShrink;
    private boolean mayGrow;
    private boolean mayRotate;
    private boolean privateAddress = true;
    private boolean installByHand;
    private Map<String, String> mapping = Map.of();

    Draft(URI url) {
      this.url = url;
    }

    Draft source(String name) {
      source = name;
      return this;
    }

    Draft tree() {
      format = ListFormat.UT1;
      category = "";
      return this;
    }

    Draft adblock() {
      format = ListFormat.ADBLOCK;
      return this;
    }

    Draft csv() {
      format = ListFormat.CSV;
      return this;
    }

    Draft table() {
      format = ListFormat.CSV;
      category = "";
      return this;
    }

    Draft phrases() {
      format = ListFormat.E2GUARDIAN;
      return this;
    }

    Draft mapping(String theirs, String ours) {
      mapping = Map.of(theirs, ours);
      return this;
    }

    Draft category(String id) {
      category = id;
      return this;
    }

    Draft schedule(Schedule when) {
      schedule = when;
      return this;
    }

    Draft limits(long bytesMax, long expandedBytesMax, Duration fetchMax) {
      limits = new Subscription.Limits(bytesMax, expandedBytesMax, fetchMax);
      return this;
    }

    Draft checksum(Checksum given) {
      checksum = given;
      return this;
    }

    Draft accepting(String site) {
      accepted = List.of(site);
      return this;
    }

    Draft mayShrink() {
      mayShrink = true;
      return this;
    }

    Draft mayGrow() {
      mayGrow = true;
      return this;
    }

    Draft mayRotate() {
      mayRotate = true;
      return this;
    }

    Draft publicOnly() {
      privateAddress = false;
      return this;
    }

    Draft installByHand() {
      installByHand = true;
      return this;
    }

    Subscription done() {
      return new Subscription(
          source,
          url,
          format,
          category.isEmpty() ? null : CATEGORIES.require(category),
          mapping,
          schedule,
          limits,
          checksum,
          accepted,
          mayShrink,
          mayGrow,
          mayRotate,
          Duration.ofDays(3),
          privateAddress,
          installByHand);
    }
  }

  final Path folder;
  final ListLibrary library;
  final List<ListUpdate> recorded = new ArrayList<>();
  Instant now = MORNING;
  boolean ledgerIsClosed;
  List<Network> networks = List.of();
  Runnable putInForce = () -> {};
  private final ListFetcher fetcher;

  Subscriber(Path folder, SSLContext tls) {
    this.folder = folder;
    this.library =
        new ListLibrary(
            new ListFolders(List.of(), folder.resolve("lists"), List.of()),
            CATEGORIES,
            EntryKeys.of(Fixtures.OPAQUE_IDS));
    this.fetcher = new ListFetcher(tls, InetAddress::getAllByName, "Schoolgate test");
  }

  Subscriptions to(Subscription... subscriptions) {
    return to(library, subscriptions);
  }

  /** The same with the lists as another library sees them. */
  Subscriptions to(ListLibrary seen, Subscription... subscriptions) {
    return new Subscriptions(
        List.of(subscriptions),
        seen,
        fetcher,
        ProtectedSites.builtIn()
            .plus(ProtectedSites.Kind.SCHOOL, List.of("meadow.county.sch.uk"))
            .plusNetworks(networks),
        this,
        clock(),
        new Random(7));
  }

  ListUpdate update(Draft draft) throws IOException {
    return run(draft, Subscriptions.Mode.UPDATE);
  }

  ListUpdate run(Draft draft, Subscriptions.Mode mode) throws IOException {
    Subscription subscription = draft.done();
    return to(subscription).update(subscription, mode, "pat", "");
  }

  Freshness freshness(Draft draft) throws IOException {
    return to(draft.done()).freshness().get(0);
  }

  /** The lines of a list in force, sorted; none if there is no such list. */
  List<String> inForce(String category) throws IOException {
    Path file = folder.resolve("lists/county").resolve(category).resolve("domains");
    return Files.exists(file) ? Files.readAllLines(file).stream().sorted().toList() : List.of();
  }

  /** Every file that stands around, without the lists in force. */
  List<String> leftOver() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("lists"))) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.resolve("lists").relativize(file).toString())
          .filter(file -> file.startsWith("."))
          .filter(file -> !file.endsWith("/state") && !file.endsWith("/lock"))
          .sorted()
          .toList();
    }
  }

  /** What is on record, each {@code outcome reason}. */
  List<String> record() {
    return recorded.stream()
        .map(each -> (each.outcome().id() + " " + each.reason()).strip())
        .collect(Collectors.toList());
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneId.of("Europe/London");
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new IllegalStateException("the school has one time zone");
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  @Override
  public Optional<String> refusal(Category category, Target site) {
    if (site.host().text().equals("faulty.example")) {
      throw new IllegalStateException("what nobody thought of");
    }
    return site.host().text().equals("forbidden.example")
        ? Optional.of("the policy forbids it")
        : Optional.empty();
  }

  /** Sites of this category are shown to whoever asks. */
  @Override
  public boolean opens(Category category) {
    return category.id().equals("support");
  }

  @Override
  public Optional<String> refusal(Map<String, ListUpdate.Change> changes) {
    return Optional.empty();
  }

  @Override
  public void record(ListUpdate update) {
    if (ledgerIsClosed) {
      throw new NotRecordedException(
          "the ledger takes no records, so nothing was changed", new IOException("full"));
    }
    recorded.add(update);
  }

  @Override
  public void putInForce() {
    putInForce.run();
  }
}
