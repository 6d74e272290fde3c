package org.schoolgate.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.Classifier;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.classifier.text.Search;
import org.schoolgate.classifier.text.TextStream;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.ChildEngine;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.MandatoryBlocklist;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.PolicyEngine;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.TextFindings;
import org.schoolgate.policy.Trace;

/**
 * Classifies and decides, without recording: the stages that the wire and {@code schoolgate
 * explain} share, so that the two cannot differ. Illegal content comes first, then policy, then
 * what was typed into a search or another form that is sent in an address. Thread-safe; no I/O.
 */
public final class Assessor {

  private final Classifier classifier;
  private final PolicyEngine engine;
  private final SitePorts ports;
  private final boolean readsContent;
  private final CategorySet searchEngines;

  /** An assessor of one classifier and one policy, which reads content where the policy says so. */
  public Assessor(Classifier classifier, PolicyEngine engine) {
    this(classifier, engine, SitePorts.USUAL, true);
  }

  /**
   * An assessor of one classifier and one policy.
   *
   * @param ports those that sites may be on
   * @param readsContent false lets through unread what the policy wants inspected: only for
   *     measuring
   */
  public Assessor(
      Classifier classifier, PolicyEngine engine, SitePorts ports, boolean readsContent) {
    this.classifier = classifier;
    this.engine = engine;
    this.ports = ports;
    this.readsContent = readsContent;
    CategoryTable categories = engine.policy().categories();
    this.searchEngines =
        CategorySet.EMPTY
            .with(categories.require("search-engines"))
            .with(categories.require("search-engines-unsafe"));
  }

  /** The policy and its overrides. */
  public PolicyEngine engine() {
    return engine;
  }

  /** What the lists say of a target. */
  Classification classify(Target target) {
    return classifier.classify(target);
  }

  /** What is thought of a target, before anything of it is fetched. */
  public Assessment assess(Subject subject, Target target, Instant at, Trace trace) {
    return assess(subject, target, classify(target), at, trace);
  }

  /** The same of a target that is classified already. */
  Assessment assess(Subject subject, Target target, Classification found, Instant at, Trace trace) {
    Assessment ofTarget = assessSite(subject, target, found, at, trace);
    if (trace.wanted() && ofTarget.decision().passes()) {
      lock(subject, target).sentences().forEach(trace::step);
    }
    Optional<Search> search = search(target);
    return search.isEmpty()
        ? withTyped(subject, target, ofTarget, at, trace)
        : sentOn(
            subject,
            target,
            search.get(),
            withSearch(subject, target, ofTarget, search.get(), at, trace),
            trace);
  }

  /**
   * Of what passes, a search of the whole web goes to the engine for children, if the subject's
   * group has one (LM§8). What people opened by an override stays open.
   */
  private Assessment sentOn(
      Subject subject, Target target, Search search, Assessment found, Trace trace) {
    Optional<ChildEngine> engineOfGroup = engine.childEngine(subject);
    if (engineOfGroup.isEmpty()
        || !search.web()
        || !found.decision().passes()
        || found.decision().isOnLedger()
        || engineOfGroup.get().isAt(target.host())) {
      return found;
    }
    ChildEngine there = engineOfGroup.get();
    trace.step("searches of this group go to " + there.host());
    return found.decided(
        new Decision.Redirect(
            new Reason(
                Reason.Kind.POLICY,
                "Searches go to " + there.host() + ", which is made for children.",
                "search-at"),
            there.searchFor(search.terms())));
  }

  /** What is thought of a text that is searched for at a site whose own page passes. */
  public Assessment searchedAt(
      Subject subject, Target target, Assessment site, String words, Instant at, Trace trace) {
    Assessment found =
        site.followedBy(
            assessText(
                subject, target, site.classification(), classifier.scanTyped(words), at, trace));
    return sentOn(
        subject,
        target,
        new Search("", words, site.categories().intersects(searchEngines), false),
        found,
        trace);
  }

  /** The same of a target by itself, whatever was typed into its address. */
  Assessment assessSite(
      Subject subject, Target target, Classification found, Instant at, Trace trace) {
    traceClassification(found, trace);
    Decision decision =
        MandatoryBlocklist.check(found)
            .<Decision>map(block -> block)
            .orElseGet(() -> decide(subject, target, found, at, trace));
    return new Assessment(
        found,
        found.categories(),
        null,
        readsContent || target.protocol() == Protocol.TLS ? decision : unread(decision),
        engine.violations(target, found),
        List.of());
  }

  /** What the school has settled of a request for that target, or a connection to its host. */
  public RequestLock lock(Subject subject, Target target) {
    RequestLock lock =
        SafeSearch.mayBeOf(target)
            ? SafeSearch.lock(target, engine.searches(subject))
            : RequestLock.NONE;
    if (!AccountFields.mayBeOf(target)) {
      return lock;
    }
    Map<String, String> fields = AccountFields.of(target, engine.accounts(subject));
    return fields.isEmpty() ? lock : lock.with("only the school's accounts are let in", fields);
  }

  /** What is searched for, or typed on the way to it; empty if the target is no search. */
  Optional<Search> search(Target target) {
    return classifier.search(target);
  }

  /**
   * What a request for suggestions leads to, while somebody types.
   *
   * @param answer what takes effect now: what the site alone calls for, or {@link
   *     Refusals#suggestions}
   * @param meant what goes on record if the text stands; null for nothing
   */
  record WhileTyping(Assessment answer, @Nullable Assessment meant) {
    /** Whether the text is harmful, of which nothing is said before it stands. */
    boolean isQuiet() {
      return answer.decision().equals(Refusals.suggestions());
    }
  }

  /** The same of a text that is on its way to a search. */
  WhileTyping whileTyping(Subject subject, Target target, Assessment found, Instant at) {
    Assessment site = assessSite(subject, target, found.classification(), at, Trace.NONE);
    Assessment text = found.without(site);
    boolean sentOn = found.decision().kind() == Decision.Kind.REDIRECT;
    boolean quiet = site.decision().passes() && !found.decision().passes() && !sentOn;
    Assessment open = sentOn ? site.decided(found.decision()) : site;
    return new WhileTyping(
        quiet ? refusal(Refusals.suggestions(), found.classification()) : open,
        quiet || !text.violations().isEmpty() ? text : null);
  }

  /**
   * What the wire answers to a target: of a text that is being typed the quiet block, with the
   * violations that go on record if it stands there. Of anything else what was thought of it.
   *
   * @param found what was thought of it
   */
  public Assessment answer(
      Subject subject, Target target, Assessment found, Instant at, Trace trace) {
    if (search(target).filter(Search::typing).isEmpty()) {
      return found;
    }
    WhileTyping typing = whileTyping(subject, target, found, at);
    if (typing.isQuiet()) {
      trace.step("while somebody types, a block is quiet: no suggestions, and not a word of why");
    }
    return new Assessment(
        found.classification(),
        found.categories(),
        found.searchTerms(),
        typing.answer().decision(),
        found.violations(),
        found.capture());
  }

  /**
   * What stands in the query of any other address is read like a form, unless the site passes
   * unread. On record it is as its phrases in their context, and never whole.
   */
  private Assessment withTyped(
      Subject subject, Target target, Assessment ofTarget, Instant at, Trace trace) {
    if (ofTarget.decision() instanceof Decision.Allow) {
      return ofTarget;
    }
    TextFindings findings = classifier.scanTypedInto(target);
    if (findings.isEmpty()) {
      return ofTarget;
    }
    trace.step("phrases stand in the query, which is read as typed text");
    return ofTarget.followedBy(
        assessText(subject, target, ofTarget.classification(), findings, at, trace));
  }

  private Decision decide(
      Subject subject, Target target, Classification found, Instant at, Trace trace) {
    if (!ports.has(target.port())) {
      trace.step("no web site is on port " + target.port());
      return Refusals.noSitePort(target.port());
    }
    return engine.decide(subject, target, found, at, trace);
  }

  private static Decision unread(Decision decision) {
    return decision.kind() == Decision.Kind.INSPECT
        ? new Decision.Allow(decision.reason())
        : decision;
  }

  private Assessment withSearch(
      Subject subject, Target target, Assessment ofTarget, Search search, Instant at, Trace trace) {
    trace.step(
        search.typing()
            ? "suggestions while somebody types, whose text so far is read as typed; it goes on"
                + " record if the typing stops there for five seconds"
            : "a search, so its terms are read as typed text");
    TextFindings findings = classifier.scanTyped(search.terms());
    Assessment typed = assessText(subject, target, ofTarget.classification(), findings, at, trace);
    // Words of the illegal kind are kept nowhere, not even below the limit (S62).
    return ofTarget.followedBy(typed).searchedFor(findings.illegalWords() ? null : search.terms());
  }

  /** What is thought of a text, typed or shown, of a flow whose target is known. */
  public Assessment assessText(
      Subject subject,
      Target target,
      Classification classification,
      TextFindings findings,
      Instant at,
      Trace trace) {
    Decision decision =
        MandatoryBlocklist.check(findings)
            .<Decision>map(block -> block)
            .orElseGet(
                () -> engine.decideText(subject, target, classification, findings, at, trace));
    CategorySet inText = engine.categoriesOf(subject, findings);
    return new Assessment(
        classification,
        classification.categories().union(inText),
        null,
        decision,
        engine.violations(subject, findings),
        findings.matches().stream().filter(match -> inText.contains(match.category())).toList());
  }

  /**
   * Whether a secure connection with that decision about its server name is passed through unread,
   * with the site's own certificate. Of every other one the gateway answers the requests itself,
   * each by a decision of its own: also where the name is blocked, so that the page can be shown.
   */
  public static boolean passesUnread(Decision byName) {
    return byName.passes() && !byName.readsContent();
  }

  /**
   * What is thought of a secure connection that is to pass unread, whose answers nobody could hold
   * to safe search then: it is closed to children, unless people opened it.
   *
   * @param byName what is thought of its name
   */
  public Assessment unread(Subject subject, Target target, Assessment byName, Trace trace) {
    if (!byName.decision().passes()
        || byName.decision().isOnLedger()
        || !isChild(subject)
        || !SafeSearch.isLostUnread(target)) {
      return byName;
    }
    trace.step("a search engine that safe search is kept on by reading it");
    return byName.decided(Refusals.searchesUnread());
  }

  /** Begins to read a body. */
  public TextStream open(BodyFormat format, Origin origin) {
    return classifier.open(format, origin);
  }

  /**
   * What is thought of a body that cannot be decoded: a block for children; empty for adults, who
   * get it unread.
   */
  public Optional<Assessment> undecodable(Subject subject, Classification classification) {
    return isChild(subject)
        ? Optional.of(refusal(Refusals.uninspectable(), classification))
        : Optional.empty();
  }

  /**
   * A refusal or a challenge that comes from the gateway itself and not from what the target is. If
   * it names a category, that is a violation like any other.
   *
   * @param known what the target is, so that an illegal one stays opaque on record
   */
  Assessment refusal(Decision decision, Classification known) {
    Category category = decision instanceof Decision.Block block ? block.category() : null;
    return new Assessment(
        known,
        known.categories(),
        null,
        decision,
        category == null ? List.of() : engine.violations(category),
        List.of());
  }

  /** Whether the subject is in a children's group, or in none that the policy knows. */
  boolean isChild(Subject subject) {
    return engine.isChild(subject);
  }

  private static void traceClassification(Classification found, Trace trace) {
    if (!trace.wanted()) {
      return;
    }
    if (found.evidence().isEmpty()) {
      trace.step("no list names it");
    }
    found
        .evidence()
        .forEach(
            match ->
                trace.step(
                    "list " + match.source() + " has " + match.entry() + ": " + match.category()));
  }
}
