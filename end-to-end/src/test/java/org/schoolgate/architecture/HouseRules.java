package org.schoolgate.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must never depend on what (ARCHITECTURE.md), as rules over the packages below one root.
 *
 * <p>The root is a parameter so that the same rules run over {@code org.schoolgate}, where they
 * must find nothing, and over the {@code planted} classes of this test tree, where each must find
 * its own. A rule whose package does not exist yet holds; it checks the first class that comes.
 */
final class HouseRules {

  /** Calls that read the wall clock, a random source or the environment. */
  private static final Set<String> AMBIENT_CALLS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.getenv",
          "java.lang.Math.random",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.system",
          "java.time.Clock.tickMillis",
          "java.time.Clock.tickSeconds",
          "java.time.Clock.tickMinutes",
          "java.time.InstantSource.system",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.security.SecureRandom.getInstance",
          "java.security.SecureRandom.getInstanceStrong");

  /** Types whose {@code now} reads the wall clock unless it is given a Clock. */
  private static final Set<String> TELL_THE_TIME =
      Set.of(
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalTime",
          "java.time.LocalDateTime",
          "java.time.OffsetDateTime",
          "java.time.OffsetTime",
          "java.time.ZonedDateTime",
          "java.time.Year",
          "java.time.YearMonth",
          "java.time.MonthDay");

  /** Types that, made without a seed or an argument, hold randomness or the time. */
  private static final Set<String> AMBIENT_WHEN_MADE_EMPTY =
      Set.of("java.util.Random", "java.util.SplittableRandom", "java.util.Date");

  /** Types that are mutable whatever the modifiers of the field that holds them. */
  private static final Set<String> MUTABLE_HOLDERS =
      Set.of(
          "java.util.concurrent.atomic.AtomicBoolean",
          "java.util.concurrent.atomic.AtomicInteger",
          "java.util.concurrent.atomic.AtomicLong",
          "java.util.concurrent.atomic.AtomicReference",
          "java.util.concurrent.atomic.LongAdder",
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.concurrent.ConcurrentMap");

  private static final String[] WEB_FRAMEWORKS = {
    "io.javalin..", "jakarta.servlet..", "org.eclipse.jetty..", "com.sun.net.httpserver.."
  };

  private static final String[] SQL = {
    "java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql.."
  };

  private final String root;

  HouseRules(String root) {
    this.root = root;
  }

  /** Every rule by its name, in the order of ARCHITECTURE.md. */
  Map<String, ArchRule> all() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("policy-is-jdk-only", policyIsJdkOnly());
    rules.put("policy-does-no-io", policyDoesNoIo());
    rules.put(
        "classifier-is-below-audit", never(in("classifier"), in("audit", "gateway", "console")));
    rules.put("audit-knows-no-wire", auditKnowsNoWire());
    rules.put("gateway-is-wired-only", never(notIn("gateway", "cli"), in("gateway")));
    rules.put("nobody-needs-the-cli", never(notIn("cli"), in("cli")));
    rules.put("modules-have-no-cycle", noCycle(root + ".(*).."));
    rules.put("gateway-packages-have-no-cycle", noCycle(root + ".gateway.(*).."));
    rules.put("classifier-packages-have-no-cycle", noCycle(root + ".classifier.(*).."));
    rules.put(
        "classifier-is-put-together-at-its-root",
        never(
            in(
                "classifier.text",
                "classifier.source",
                "classifier.site",
                "classifier.format",
                "classifier.index",
                "classifier.keyed"),
            resideInAPackage(root + ".classifier")));
    rules.put("netty-stays-at-the-wire", nettyStaysAtTheWire());
    rules.put("sql-stays-in-the-index", sqlStaysInTheIndex());
    rules.put("clock-and-chance-are-passed-in", clockAndChanceArePassedIn());
    rules.put("elapsed-time-is-for-waiting", elapsedTimeIsForWaiting());
    rules.put("no-mutable-statics", noMutableStatics());
    rules.put("no-hidden-mutable-statics", noHiddenMutableStatics());
    rules.put("only-the-cli-prints", onlyTheCliPrints());
    rules.put("enforcer-is-an-interface", enforcerIsAnInterface());
    rules.put("recorded-comes-from-the-audit-gate", recordedComesFromTheAuditGate());
    rules.put("illegal-is-outside-the-policy", illegalIsOutsideThePolicy());
    rules.replaceAll((name, rule) -> rule.allowEmptyShould(true));
    return rules;
  }

  private ArchRule policyIsJdkOnly() {
    return classes()
        .that(in("policy"))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify.annotations..", root + ".policy.."))
        .because("who may see what is decided by values alone");
  }

  private ArchRule policyDoesNoIo() {
    return never(
        in("policy"),
        resideInAnyPackage(
                "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..")
            .and(
                describe(
                    "outside the spelling of names",
                    type -> !type.getName().equals("java.net.IDN"))));
  }

  private ArchRule auditKnowsNoWire() {
    return never(
        in("audit"),
        in("classifier", "gateway", "console")
            .or(resideInAPackage("io.netty.."))
            .or(resideInAnyPackage(WEB_FRAMEWORKS)));
  }

  private ArchRule nettyStaysAtTheWire() {
    return never(
        notIn(
            "gateway.http",
            "gateway.tls",
            "gateway.dns",
            "gateway.control",
            "gateway.identity.radius"),
        resideInAPackage("io.netty.."));
  }

  private ArchRule sqlStaysInTheIndex() {
    return never(notIn("audit.index", "console.trust"), resideInAnyPackage(SQL));
  }

  private ArchRule clockAndChanceArePassedIn() {
    return noClasses()
        .that(notIn("cli"))
        .should()
        .accessTargetWhere(
            describe("reads a clock, chance or the environment", HouseRules::isAmbient))
        .because("a test must be able to set them: take a Clock or a SecureRandom");
  }

  private ArchRule elapsedTimeIsForWaiting() {
    return noClasses()
        .that(notIn("cli", "audit", "gateway.http", "gateway.tls"))
        .should()
        .accessTargetWhere(
            describe(
                "measures elapsed time",
                access ->
                    access.getName().equals("nanoTime")
                        && access.getTargetOwner().getName().equals("java.lang.System")))
        .because("only what waits for a socket or a disk has deadlines of its own");
  }

  private ArchRule noMutableStatics() {
    return fields()
        .that()
        .areDeclaredInClassesThat(below())
        .and()
        .areStatic()
        .should()
        .beFinal()
        .because("state has an owner and a lifetime");
  }

  private ArchRule noHiddenMutableStatics() {
    return fields()
        .that()
        .areDeclaredInClassesThat(below())
        .and()
        .areStatic()
        .should()
        .notHaveRawType(
            describe("that is mutable", type -> MUTABLE_HOLDERS.contains(type.getName())))
        .because("a final field of such a type is a mutable static all the same");
  }

  private ArchRule onlyTheCliPrints() {
    return noClasses()
        .that(notIn("cli"))
        .should()
        .accessTargetWhere(describe("prints", HouseRules::isPrinting))
        .because("the rest logs, and what it logs holds no child's words");
  }

  private ArchRule enforcerIsAnInterface() {
    return classes()
        .that(in("gateway"))
        .and()
        .haveSimpleName("Enforcer")
        .should()
        .beInterfaces()
        .because("http, tls and dns each implement it");
  }

  private ArchRule recordedComesFromTheAuditGate() {
    return noClasses()
        .that(below())
        .and()
        .doNotHaveFullyQualifiedName(root + ".audit.AuditGate")
        .should()
        .accessTargetWhere(
            describe(
                "makes a Recorded",
                access ->
                    access.getName().equals("<init>")
                        && access.getTargetOwner().getName().equals(root + ".audit.Recorded")))
        .because("enforcement takes what the audit gate has recorded, and nothing else");
  }

  private ArchRule illegalIsOutsideThePolicy() {
    return never(
        in("policy").and(describe("called Policy", c -> c.getSimpleName().startsWith("Policy"))),
        describe("the mandatory blocklist", c -> c.getSimpleName().equals("MandatoryBlocklist")));
  }

  private static boolean isAmbient(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    if (AMBIENT_CALLS.contains(owner + "." + name)) {
      return true;
    }
    if (owner.equals("java.security.SecureRandom") && name.equals("<init>")) {
      return true;
    }
    if (TELL_THE_TIME.contains(owner) && name.equals("now")) {
      return !parameters(access).contains("java.time.Clock");
    }
    return AMBIENT_WHEN_MADE_EMPTY.contains(owner)
        && name.equals("<init>")
        && parameters(access).isEmpty();
  }

  private static boolean isPrinting(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    if (owner.equals("java.lang.System")) {
      return name.equals("out") || name.equals("err");
    }
    return name.equals("printStackTrace") && parameters(access).isEmpty();
  }

  private static List<String> parameters(JavaAccess<?> access) {
    return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget codeUnit
        ? HasName.Utils.namesOf(codeUnit.getRawParameterTypes())
        : List.of();
  }

  private static ArchRule never(
      DescribedPredicate<JavaClass> these, DescribedPredicate<JavaClass> those) {
    return noClasses().that(these).should().dependOnClassesThat(those);
  }

  private static ArchRule noCycle(String slices) {
    return slices().matching(slices).should().beFreeOfCycles();
  }

  private DescribedPredicate<JavaClass> below() {
    return resideInAPackage(root + "..");
  }

  private DescribedPredicate<JavaClass> in(String... packages) {
    String[] patterns = new String[packages.length];
    for (int i = 0; i < packages.length; i++) {
      patterns[i] = root + "." + packages[i] + "..";
    }
    return resideInAnyPackage(patterns);
  }

  private DescribedPredicate<JavaClass> notIn(String... packages) {
    return below().and(not(in(packages)));
  }
}
