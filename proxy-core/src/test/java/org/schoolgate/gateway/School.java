package org.schoolgate.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.schoolgate.audit.AuditStore;
import org.schoolgate.audit.SettableDisk;
import org.schoolgate.classifier.Classifier;
import org.schoolgate.classifier.ListFolders;
import org.schoolgate.classifier.ListStore;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.classifier.text.PhraseFileException;
import org.schoolgate.classifier.text.Search;
import org.schoolgate.classifier.text.TextStream;
import org.schoolgate.gateway.identity.AddressIdentities;
import org.schoolgate.policy.Acceptability;
import org.schoolgate.policy.Activity;
import org.schoolgate.policy.ApprovedOverride;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Cell;
import org.schoolgate.policy.ChildEngine;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.GroupTree;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Overrides;
import org.schoolgate.policy.Policy;
import org.schoolgate.policy.PolicyEngine;
import org.schoolgate.policy.SchoolAccounts;
import org.schoolgate.policy.SearchSafety;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.TextFindings;

/**
 * A small school with real rooms in a temporary folder: lists, phrases, policy, ledger. Pupils come
 * from 10.0.0.1 and 127.0.0.2, teachers from 10.0.0.2 and 127.0.0.3, infants, who search at an
 * engine for children, from 10.0.0.3; nobody else is served.
 */
public final class School implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-17T10:00:00Z");
  static final InetAddress PUPIL = Network.parse("10.0.0.1").address();
  static final InetAddress TEACHER = Network.parse("10.0.0.2").address();
  static final InetAddress INFANT = Network.parse("10.0.0.3").address();
  static final InetAddress STRANGER = Network.parse("192.0.2.1").address();

  static final CategoryTable TABLE = CategoryTable.builtIn();

  private final SettableDisk disk = new SettableDisk();
  private final AuditStore audit;
  private final Pipeline pipeline;
  private final Assessor assessor;
  private final AtomicLong flows = new AtomicLong();

  private static final AddressIdentities IDENTITIES =
      new AddressIdentities(
          List.of(
              Network.parse("10.0.0.0/8"), Network.parse("127.0.0.2"), Network.parse("127.0.0.3")),
          List.of(
              entry("10.0.0.1", "year-5-class", "pupils"),
              entry("10.0.0.2", "a.teacher", "staff"),
              entry("10.0.0.3", "year-1-class", "infants"),
              entry("127.0.0.2", "year-5-class", "pupils"),
              entry("127.0.0.3", "a.teacher", "staff")),
          "pupils");

  /** A policy whose overrides cannot be asked, as a fault on the way of a request would be. */
  static final Overrides FAILING =
      () -> {
        throw new IllegalStateException("a fault that the test wants");
      };

  /** Two people opened betting for a lesson. */
  static final Overrides LESSON =
      () ->
          List.of(
              new ApprovedOverride(
                  "ov-1",
                  "pupils",
                  "bets.example",
                  null,
                  "teacher",
                  "head",
                  "probability",
                  NOW.minusSeconds(60),
                  NOW.plusSeconds(60)));

  /** One whose folders are made in that one. */
  public School(Path folder) {
    this(folder, Overrides.NONE);
  }

  School(Path folder, Overrides overrides) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    SecureRandom random = new SecureRandom();
    try {
      list(folder, "video", "www.youtube.example");
      list(folder, "gambling", "bets.example");
      list(folder, "support", "helpline.example");
      list(folder, "iwf-urls", "illegal.example");
      list(folder, "search-engines", "www.google.com");
      phrases(
          folder,
          "suicide",
          "100 planted phrase of despair",
          "60 a lesser phrase",
          "100 despairing",
          "1 a light phrase",
          "-100 words of comfort",
          "typed 100 \"typed despair\"");
      phrases(folder, "bullying", "100 nasty words", "100 podłe słowa dziecka", "100 paskudztwo");
      phrases(
          folder,
          "iwf-keywords",
          "30 planted vile words",
          "typed 30 vile when typed",
          "100 utterly vile words");
      ListStore lists =
          ListStore.open(
              new ListFolders(
                  List.of(folder.resolve("lists")),
                  folder.resolve("data"),
                  List.of(folder.resolve("phrases"))),
              TABLE,
              new OpaqueIds(new byte[32]),
              random);
      this.audit = disk.open(folder.resolve("audit"), TABLE, clock, random);
      this.assessor = new Assessor(lists, new PolicyEngine(policy(), overrides));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    } catch (PhraseFileException refused) {
      throw new IllegalStateException(refused);
    }
    this.pipeline = pipeline(IDENTITIES);
  }

  /** The same school with another patience for what is to be put on record. */
  public Pipeline pipeline(long recordMillisMax) {
    return new Pipeline(
        IDENTITIES,
        "pupils",
        assessor,
        audit.gate(),
        Clock.fixed(NOW, ZoneOffset.UTC),
        recordMillisMax);
  }

  /** The same school at another time. */
  Pipeline pipeline(Clock clock) {
    return new Pipeline(IDENTITIES, "pupils", assessor, audit.gate(), clock);
  }

  /** The same school with another way to find out who somebody is. */
  Pipeline pipeline(IdentityResolver identities) {
    return pipeline(identities, assessor);
  }

  /** The same school where nobody can say what a target is. */
  Pipeline failingClassifier() {
    return pipeline(IDENTITIES, new Assessor(new FailingClassifier(), assessor.engine()));
  }

  private Pipeline pipeline(IdentityResolver identities, Assessor by) {
    return new Pipeline(identities, "pupils", by, audit.gate(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Breaks its promise to throw on no input. */
  private static final class FailingClassifier implements Classifier {
    @Override
    public CategoryTable categories() {
      return TABLE;
    }

    @Override
    public Classification classify(Target target) {
      throw new IllegalStateException("a fault that the test wants");
    }

    @Override
    public Optional<Search> search(Target target) {
      return Optional.empty();
    }

    @Override
    public TextFindings scanTyped(String text) {
      return TextFindings.none(Origin.TYPED);
    }

    @Override
    public TextFindings scanTypedInto(Target target) {
      return TextFindings.none(Origin.TYPED);
    }

    @Override
    public TextStream open(BodyFormat format, Origin origin) {
      throw new IllegalStateException("a fault that the test wants");
    }
  }

  private static AddressIdentities.Entry entry(String address, String name, String group) {
    return new AddressIdentities.Entry(
        Network.parse(address), name, List.of(group), Confidence.SHARED);
  }

  private static void list(Path folder, String category, String domain) throws IOException {
    Path list = Files.createDirectories(folder.resolve("lists/test").resolve(category));
    Files.writeString(list.resolve("domains"), domain + "\n");
  }

  private static void phrases(Path folder, String category, String... lines) throws IOException {
    Path phrases = Files.createDirectories(folder.resolve("phrases"));
    Files.writeString(
        phrases.resolve(category + ".en.phrases"),
        "category: " + category + "\nlanguage: en\n" + String.join("\n", lines) + "\n");
  }

  private static Policy policy() {
    Cell yes = Cell.of(Acceptability.ACCEPTABLE);
    Cell no = Cell.of(Acceptability.UNACCEPTABLE);
    return new Policy(
        "test-policy",
        TABLE,
        GroupTree.of(
            List.of(
                new Group(
                    "pupils", "Pupils", null, Audience.PUPIL, true, 100, 60, SearchSafety.STRICT),
                new Group(
                    "infants",
                    "Infants",
                    "pupils",
                    Audience.YOUNG_CHILD,
                    true,
                    60,
                    60,
                    SearchSafety.STRICT,
                    SchoolAccounts.ANY,
                    ChildEngine.of("https://www.kiddle.co/s.php?q={words}")),
                new Group(
                    "staff", "Staff", null, Audience.ADULT, true, 160, 120, SearchSafety.STRICT))),
        ZoneId.of("Europe/London"),
        List.of(),
        List.of(
            row("support", false, yes, yes),
            row("search-engines", true, yes, yes),
            row("video", true, no, yes),
            row("suicide", true, no, yes),
            row("bullying", true, no, yes),
            row("gambling", true, no, no),
            row("filter-bypass", true, no, no)));
  }

  private static Activity row(String category, boolean inspected, Cell pupils, Cell staff) {
    return new Activity(
        category,
        category,
        CategorySet.EMPTY.with(TABLE.require(category)),
        List.of(),
        !inspected,
        inspected,
        Map.of("pupils", pupils, "staff", staff));
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** Its stages without the record, as {@code explain} runs them. */
  public Assessor assessor() {
    return assessor;
  }

  /** Its disk is full, or has room again, and the ledger knows. */
  void fillDisk(boolean full) {
    disk.fill(full);
    audit.gate().tick();
  }

  /** Its ledger. */
  public AuditStore audit() {
    return audit;
  }

  Decided get(InetAddress client, String url) {
    return decide(client, new Asked.Request(url, List.of()));
  }

  Flow flow(InetAddress client, Asked asked) {
    return new Flow(flows.incrementAndGet(), client, NOW, asked);
  }

  Decided decide(InetAddress client, Asked asked) {
    return pipeline.decide(flow(client, asked)).toCompletableFuture().join();
  }

  @Override
  public void close() {
    audit.close();
  }
}
