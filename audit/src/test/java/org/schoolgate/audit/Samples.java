package org.schoolgate.audit;

import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;
import org.schoolgate.policy.Severity;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.Violation;

/** Values that the tests share. */
final class Samples {

  static final CategoryTable CATEGORIES = CategoryTable.builtIn();
  static final Subject PUPIL =
      new Subject("ada.b", List.of("year-5"), Confidence.INDIVIDUAL, "10.1.2.3");
  static final Subject CLASSROOM =
      new Subject("year-5-class", List.of("year-5"), Confidence.SHARED, "10.1.2.4");

  private static final LogLimits QUIET = new LogLimits(1 << 20, 1_024, 64, 0, 0, 3_600_000);

  private Samples() {}

  static SecureRandom random() {
    try {
      return SecureRandom.getInstance("NativePRNGNonBlocking");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** A store that signs only when it rolls or stops, so that a test can say what is covered. */
  static AuditStore quietStore(Path folder, Clock clock, Storage storage) throws AuditOpenFailure {
    return AuditStore.open(folder, "100000", CATEGORIES, clock, random(), storage, QUIET, QUIET);
  }

  static AuditStore quietStore(Path folder, Clock clock, DiskRoom room) throws AuditOpenFailure {
    return AuditStore.open(
        folder, "100000", CATEGORIES, clock, random(), new FileStorage(), room, QUIET, QUIET);
  }

  static AuditStore quietStore(Path folder, Clock clock) throws AuditOpenFailure {
    return quietStore(folder, clock, new FileStorage());
  }

  static AuditStore store(Path folder, Clock clock) throws AuditOpenFailure {
    return AuditStore.open(folder, "100000", CATEGORIES, clock, random());
  }

  static Category category(String id) {
    return CATEGORIES.require(id);
  }

  static Target target(String host, String path, @Nullable String query) {
    return new Target(Protocol.HTTP, HostName.parse(host), 80, path, query);
  }

  static Decision allow() {
    return new Decision.Allow(new Reason(Reason.Kind.POLICY, "Acceptable.", "pupils/news"));
  }

  static Decision.Block block(String category) {
    return new Decision.Block(
        new Reason(Reason.Kind.POLICY, "Not for year 5.", "pupils/" + category),
        category(category),
        Remedy.TEACHER);
  }

  static DecisionFacts facts(Subject subject, String host, String category) {
    return new DecisionFacts(
        subject,
        target(host, "/page", "secret=1"),
        Classification.of(
            List.of(new Match.Listed(category(category), host, "starter/" + category))),
        null,
        List.of(),
        List.of(),
        "v1");
  }

  static DecisionFacts typed(Subject subject, String category, String phrase) {
    Severity severity = category(category).severity();
    if (severity == null) {
      throw new IllegalArgumentException(category + " is not monitored");
    }
    return new DecisionFacts(
        subject,
        target("www.google.com", "/search", "q=secret"),
        Classification.UNCATEGORISED,
        "words around " + phrase,
        List.of(new Violation(category(category), severity, phrase, Origin.TYPED)),
        List.of(
            new Match.Phrase(
                category(category),
                phrase,
                category + ".en",
                100,
                13,
                phrase.length(),
                Origin.TYPED,
                "words around " + phrase)),
        "v1");
  }

  static FlowFacts flow(Subject subject, String host, CategorySet categories) {
    return new FlowFacts(
        subject,
        target(host, "/page", "token=secret"),
        null,
        "allow",
        new Reason(Reason.Kind.POLICY, "Acceptable.", "pupils/news"),
        categories,
        200,
        10,
        2_000,
        35,
        "complete",
        null);
  }

  static LedgerEvent event(int number) {
    return new AccessEvent.PersonAdded("person-" + number, List.of("teacher"), "head");
  }

  /** Waits for a receipt. */
  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
