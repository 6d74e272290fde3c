package org.schoolgate.policy;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is acceptable for a subject under a {@link Policy}, and says why.
 *
 * <p>The order, first answer wins:
 *
 * <ol>
 *   <li>a row that closes a part of the site which some server may take the path for;
 *   <li>a row that names the very site (the most specific one), because the school decided about
 *       it;
 *   <li>a trusted row (support lines, learning sites), which no other category's row can close;
 *   <li>the rows of the target's categories: any closed one closes it;
 *   <li>what no list names: as the group says, usually acceptable and inspected.
 * </ol>
 *
 * <p>What is on a list only by one reading of its address is closed by that, and not opened: see
 * {@link Classification#sure}.
 *
 * <p>Whatever is closed may still be opened by an {@link ApprovedOverride}. Somebody in several
 * groups gets the most restrictive of them if any is a children's group, else the most permissive
 * (S1). Illegal content never gets here: {@link MandatoryBlocklist} comes before.
 *
 * <p>Thread-safe; no I/O; the usual allowed decision allocates only the decision.
 */
public final class PolicyEngine {

  private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Policy policy;
  private final Overrides overrides;
  private final CellJudge judge;

  /** An engine over one policy and the overrides that people approve while it runs. */
  public PolicyEngine(Policy policy, Overrides overrides) {
    this.policy = policy;
    this.overrides = overrides;
    this.judge = new CellJudge(policy);
  }

  /** The rules it applies. */
  public Policy policy() {
    return policy;
  }

  /** The decision about a target, before anything of it is fetched. */
  public Decision decide(
      Subject subject, Target target, Classification classification, Instant at, Trace trace) {
    List<Group> groups = policy.groupsOf(subject);
    if (groups.isEmpty()) {
      return unknownGroup(subject);
    }
    int slot = policy.slotAt(at);
    Optional<Decision> byRow = decideBySite(subject, groups, target, slot, trace);
    Decision decision =
        byRow.orElseGet(() -> decideByCategories(subject, groups, classification, slot, trace));
    return overridden(decision, groups, target, classification.categories(), at, trace);
  }

  private Optional<Decision> decideBySite(
      Subject subject, List<Group> groups, Target target, int slot, Trace trace) {
    for (Activity perhaps : policy.rowsThatMayName(target)) {
      Decision decision = judge.row(perhaps, null, subject, groups, slot, Trace.NONE);
      if (!decision.passes()) {
        trace.step("row '" + perhaps.id() + "' may name this oddly written path, so it closes it");
        return Optional.of(decision);
      }
    }
    Activity row = policy.rowForSite(target);
    if (row == null) {
      return Optional.empty();
    }
    trace.step("row '" + row.id() + "' names this very site");
    return Optional.of(judge.row(row, null, subject, groups, slot, trace));
  }

  private Decision decideByCategories(
      Subject subject, List<Group> groups, Classification found, int slot, Trace trace) {
    if (policy.trusts(found.sure())) {
      CategorySet trusted = found.sure().intersection(policy.trusted());
      Category category = trusted.in(policy.categories()).get(0);
      return judge.category(category, subject, groups, slot, trace);
    }
    CategorySet closed = closedFor(groups, slot).intersection(found.categories());
    if (!closed.isEmpty()) {
      return closed.in(policy.categories()).stream()
          .map(category -> judge.category(category, subject, groups, slot, trace))
          .max(Comparator.comparingInt(PolicyEngine::strictness))
          .orElseThrow();
    }
    return found.sure().isEmpty()
        ? judge.uncategorised(groups)
        : judge.open(found.sure(), subject, groups, slot, trace);
  }

  /** Whether no words close it: its site's own row is trusted, or that of one of its categories. */
  private boolean isTrusted(Target target, Classification found) {
    Activity row = policy.rowForSite(target);
    return policy.trusts(found.sure()) || (row != null && row.trusted());
  }

  /** The categories closed for somebody in these groups. */
  private CategorySet closedFor(List<Group> groups, int slot) {
    CategorySet closed = policy.closed(groups.get(0), slot);
    boolean child = CellJudge.anyChild(groups);
    for (int i = 1; i < groups.size(); i++) {
      CategorySet other = policy.closed(groups.get(i), slot);
      closed = child ? closed.union(other) : closed.intersection(other);
    }
    return closed;
  }

  /** Several closed categories: the one that fewest people could open is the reason. */
  private static int strictness(Decision decision) {
    if (!(decision instanceof Decision.Block block)) {
      return -1;
    }
    return switch (block.remedy()) {
      case LATER -> 0;
      case TEACHER -> 1;
      case HEADTEACHER -> 2;
      case NOBODY -> 3;
    };
  }

  /**
   * The decision about a text of an inspected flow, once its phrases are known: a block if they
   * reach the subject's limit in a category that is closed for it, otherwise {@code Inspect}.
   */
  public Decision decideText(
      Subject subject,
      Target target,
      Classification classification,
      TextFindings findings,
      Instant at,
      Trace trace) {
    List<Group> groups = policy.groupsOf(subject);
    if (groups.isEmpty()) {
      return unknownGroup(subject);
    }
    TextLimits limits = new TextLimits(groups, findings);
    CategorySet found = limits.decided();
    if (trace.wanted()) {
      limits.tell(policy.categories(), trace);
    }
    if (found.isEmpty() || isTrusted(target, classification)) {
      return new Decision.Inspect(CellJudge.nothingFound(findings.origin()));
    }
    Decision decision =
        blockOf(subject, groups, limits, findings, policy.slotAt(at), trace)
            .<Decision>map(block -> block)
            .orElseGet(() -> new Decision.Inspect(CellJudge.nothingFound(findings.origin())));
    // A site that people opened may show what it shows; what a child types is still noticed.
    Target openedSite = findings.origin() == Origin.SHOWN ? target : null;
    return overridden(decision, groups, openedSite, found, at, trace);
  }

  /**
   * The block of a text: in the name of the category that is most urgent, and of equally urgent
   * ones of that which is furthest over its limit; what it takes to open it is what the strictest
   * of all closed ones asks for. Empty if none is closed.
   */
  private Optional<Decision.Block> blockOf(
      Subject subject,
      List<Group> groups,
      TextLimits limits,
      TextFindings findings,
      int slot,
      Trace trace) {
    Decision.Block leading = null;
    Category first = null;
    Decision.Block strictest = null;
    CategorySet closed = closedFor(groups, slot).intersection(limits.decided());
    for (Category category : closed.in(policy.categories())) {
      Decision next = judge.category(category, subject, groups, slot, trace);
      if (!(next instanceof Decision.Block block)) {
        continue;
      }
      if (strictest == null || strictness(block) > strictness(strictest)) {
        strictest = block;
      }
      if (first == null || leads(category, first, limits, findings)) {
        first = category;
        leading = block;
      }
    }
    if (first == null || leading == null || strictest == null) {
      return Optional.empty();
    }
    return Optional.of(
        CellJudge.becauseOfPhrases(
            leading,
            strictest.remedy(),
            first,
            limits.deciding(first).orElse(null),
            findings.origin()));
  }

  private boolean leads(
      Category category, Category other, TextLimits limits, TextFindings findings) {
    int urgency =
        Comparator.nullsFirst(Comparator.<Severity>naturalOrder())
            .compare(severity(category, findings), severity(other, findings));
    return urgency > 0 || (urgency == 0 && limits.surplus(category) > limits.surplus(other));
  }

  /** How urgent what was found of a category is; null if it is not monitored. */
  private @Nullable Severity severity(Category category, TextFindings findings) {
    return severity(category, findings.severity(category).orElse(null));
  }

  /**
   * How far the subject's searches are held to safe search: the most that one of its groups says.
   */
  public SearchSafety searches(Subject subject) {
    return policy.groupsOf(subject).stream()
        .map(Group::searches)
        .max(Comparator.naturalOrder())
        .orElse(SearchSafety.STRICT);
  }

  /** Whose accounts are let in: of several groups by the rule for several. */
  public SchoolAccounts accounts(Subject subject) {
    List<Group> groups = policy.groupsOf(subject);
    boolean child = CellJudge.anyChild(groups);
    SchoolAccounts found = SchoolAccounts.ANY;
    for (Group group : groups) {
      boolean any = group.accounts().equals(SchoolAccounts.ANY);
      if (any && !child) {
        return SchoolAccounts.ANY;
      }
      found = any ? found : group.accounts();
    }
    return found;
  }

  /** Where the subject's searches go, as any of its groups says; empty if to any engine. */
  public Optional<ChildEngine> childEngine(Subject subject) {
    for (Group group : policy.groupsOf(subject)) {
      if (group.childEngine() != null) {
        return Optional.of(group.childEngine());
      }
    }
    return Optional.empty();
  }

  /** Whether the subject is in a children's group, or in none that the policy knows. */
  public boolean isChild(Subject subject) {
    List<Group> groups = policy.groupsOf(subject);
    return groups.isEmpty() || CellJudge.anyChild(groups);
  }

  /**
   * The categories noticed in a text for this subject, excused or not; for the record and {@code
   * explain}.
   */
  public CategorySet categoriesOf(Subject subject, TextFindings findings) {
    List<Group> groups = policy.groupsOf(subject);
    return groups.isEmpty() ? CategorySet.EMPTY : new TextLimits(groups, findings).noticed();
  }

  /**
   * What monitoring records about a target, allowed or not (S43): of a trusted one that it is
   * illegal, and nothing else.
   *
   * @param found what the lists say of it
   */
  public List<Violation> violations(Target target, Classification found) {
    List<Violation> violations = new ArrayList<>();
    if (found.categories().isEmpty()) {
      return violations;
    }
    boolean trusted = isTrusted(target, found);
    for (Category category : found.categories().in(policy.categories())) {
      if (!trusted || category.illegal()) {
        addViolation(violations, category, null, Origin.SHOWN);
      }
    }
    return violations;
  }

  /** What monitoring records about what somebody did, and not about what a target or text is. */
  public List<Violation> violations(Category done) {
    List<Violation> violations = new ArrayList<>();
    addViolation(violations, done, null, Origin.SHOWN);
    return violations;
  }

  /** What monitoring records about a text, whether or not it is blocked (S43). */
  public List<Violation> violations(Subject subject, TextFindings findings) {
    List<Violation> violations = new ArrayList<>();
    List<Group> groups = policy.groupsOf(subject);
    if (groups.isEmpty()) {
      return violations;
    }
    TextLimits limits = new TextLimits(groups, findings);
    for (Category category : limits.noticed().in(policy.categories())) {
      String phrase =
          category.illegal()
              ? null
              : limits.leading(category).map(Match.Phrase::phrase).orElse(null);
      addViolation(
          violations,
          category,
          phrase,
          findings.origin(),
          findings.severity(category).orElse(null));
    }
    return violations;
  }

  private void addViolation(
      List<Violation> violations, Category category, @Nullable String phrase, Origin origin) {
    addViolation(violations, category, phrase, origin, null);
  }

  private void addViolation(
      List<Violation> violations,
      Category category,
      @Nullable String phrase,
      Origin origin,
      @Nullable Severity byPhrases) {
    Category monitoredAs = policy.categories().monitoredAs(category);
    Severity severity = severity(category, byPhrases);
    if (severity == null
        || violations.stream().anyMatch(known -> known.category().equals(monitoredAs))) {
      return;
    }
    violations.add(new Violation(monitoredAs, severity, phrase, origin));
  }

  /** How urgent it is; null if it is not monitored. */
  private @Nullable Severity severity(Category category, @Nullable Severity byPhrases) {
    Severity usual = policy.categories().monitoredAs(category).severity();
    return usual == null || byPhrases == null ? usual : byPhrases;
  }

  private Decision overridden(
      Decision decision,
      List<Group> groups,
      @Nullable Target target,
      CategorySet categories,
      Instant at,
      Trace trace) {
    if (!(decision instanceof Decision.Block block) || block.remedy() == Remedy.NOBODY) {
      if (trace.wanted()) {
        traceUnused(decision, groups, target, categories, at, trace);
      }
      return decision;
    }
    CategorySet closed = closedFor(groups, policy.slotAt(at)).intersection(categories);
    for (ApprovedOverride override : overrides.approved()) {
      if (override.holdsAt(at)
          && coversAll(override, groups)
          && opens(override, block, target, closed)) {
        trace.step("override " + override.id() + " opens it");
        return new Decision.AllowByOverride(
            new Reason(
                Reason.Kind.OVERRIDE,
                "Allowed by override " + override.id() + " until " + untilText(override) + ".",
                override.id()),
            override);
      }
    }
    return decision;
  }

  /** Whoever approved an override looks for it here, also where it changes nothing. */
  private void traceUnused(
      Decision decision,
      List<Group> groups,
      @Nullable Target target,
      CategorySet categories,
      Instant at,
      Trace trace) {
    for (ApprovedOverride override : overrides.approved()) {
      String domain = override.domain();
      Category category = override.category();
      boolean about =
          domain != null
              ? target != null && target.host().isUnder(domain)
              : category != null && categories.contains(category);
      if (about && override.holdsAt(at) && coversAll(override, groups)) {
        trace.step(
            "override "
                + override.id()
                + (decision instanceof Decision.Block
                    ? " holds, and does not open it: nobody can"
                    : " holds; it is open without it"));
      }
    }
  }

  private String untilText(ApprovedOverride override) {
    return UNTIL.format(override.until().atZone(policy.zone()));
  }

  private boolean coversAll(ApprovedOverride override, List<Group> groups) {
    return groups.stream()
        .allMatch(group -> policy.groups().isWithin(group.id(), override.group()));
  }

  /** A category override opens nothing that another closed category keeps shut. */
  private static boolean opens(
      ApprovedOverride override,
      Decision.Block block,
      @Nullable Target target,
      CategorySet closed) {
    String domain = override.domain();
    if (domain != null) {
      return target != null && target.host().isUnder(domain);
    }
    Category category = override.category();
    return category != null
        && category.equals(block.category())
        && closed.minus(CategorySet.EMPTY.with(category)).isEmpty();
  }

  private static Decision unknownGroup(Subject subject) {
    return new Decision.Block(
        new Reason(
            Reason.Kind.NO_GROUP,
            "The group of this device or person is none that the policy knows; correct it in the"
                + " configuration.",
            "groups: " + String.join(", ", subject.groups())),
        null,
        Remedy.NOBODY);
  }
}
