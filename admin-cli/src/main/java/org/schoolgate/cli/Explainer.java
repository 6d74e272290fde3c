package org.schoolgate.cli;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.classifier.text.TextStream;
import org.schoolgate.gateway.Assessment;
import org.schoolgate.gateway.Assessor;
import org.schoolgate.gateway.Network;
import org.schoolgate.gateway.http.AddressGuard;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Remedy;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.TextFindings;
import org.schoolgate.policy.Trace;

/**
 * Runs the stages of the wire over an address, a search and a page, one after the other, as a
 * browser would meet them: what blocks first is the decision, and violations add up.
 */
final class Explainer {

  private final Assessor assessor;
  private final boolean readsHttps;
  private final AddressGuard guard;

  /**
   * An explainer of one gateway.
   *
   * @param readsHttps whether it opens secure connections
   * @param guard which addresses it dials; asked where an address is given instead of a name
   */
  Explainer(Assessor assessor, boolean readsHttps, AddressGuard guard) {
    this.assessor = assessor;
    this.readsHttps = readsHttps;
    this.guard = guard;
  }

  Explanation explain(
      Subject subject, Target target, Instant at, @Nullable String search, byte @Nullable [] page) {
    Trace trace = Trace.kept();
    if (target.protocol() == Protocol.HTTPS) {
      trace.step("HTTPS: what the server name " + target.host() + " leads to");
      Assessment byName = assessor.assess(subject, target.byName(), at, trace);
      if (!readsHttps || Assessor.passesUnread(byName.decision())) {
        trace.step("decided by name only, its content is not read");
        return explanation(
            assessor.unread(subject, target.byName(), byName, trace),
            false,
            subject,
            target,
            trace);
      }
      trace.step("the gateway answers in its place and reads each request");
      trace.step(
          "nobody asks the site here: whether it can prove who it is, the gateway finds out when it"
              + " connects, and then puts on record");
    }
    Assessment soFar =
        assessor.answer(subject, target, assessor.assess(subject, target, at, trace), at, trace);
    if (search != null) {
      trace.step("the search is read as typed text");
      soFar = assessor.searchedAt(subject, target, soFar, search, at, trace);
    }
    if (page != null && !soFar.decision().readsContent()) {
      trace.step("the page is not read");
    } else if (page != null) {
      trace.step("the page is read as shown text");
      soFar =
          soFar.followedBy(
              assessor.assessText(subject, target, soFar.classification(), scan(page), at, trace));
    }
    boolean readToItsEnd = page != null && soFar.decision().kind() == Decision.Kind.INSPECT;
    return explanation(soFar, readToItsEnd, subject, target, trace);
  }

  private Explanation explanation(
      Assessment found, boolean readToItsEnd, Subject subject, Target target, Trace trace) {
    boolean blocked = !found.decision().passes();
    boolean unreachable = !blocked && !mayBeDialled(subject, target, trace);
    Decision passing =
        readToItsEnd ? new Decision.Allow(found.decision().reason()) : found.decision();
    return new Explanation(
        unreachable ? unreachable(target) : passing,
        found.categories(),
        found.violations(),
        found.capture(),
        subject,
        target,
        assessor.engine().policy().version(),
        trace.steps());
  }

  private static Decision unreachable(Target target) {
    return new Decision.Block(AddressGuard.refusal(target.host().text()), null, Remedy.NOBODY);
  }

  /** What a name leads to is not looked up here: the gateway checks that when it dials. */
  private boolean mayBeDialled(Subject subject, Target target, Trace trace) {
    if (target.host().kind() == HostName.Kind.NAME) {
      return true;
    }
    InetSocketAddress address =
        new InetSocketAddress(Network.parse(target.host().text()).address(), target.port());
    boolean may = guard.mayDial(subject, address);
    trace.step(
        may
            ? "the address may be reached from there"
            : "the address is on a network that may not be reached from there");
    return may;
  }

  private TextFindings scan(byte[] page) {
    try (TextStream text = assessor.open(BodyFormat.of(typeOf(page), null), Origin.SHOWN)) {
      text.accept(ByteBuffer.wrap(page));
      text.finish();
      return text.findings();
    }
  }

  /** What a file begins like; without a tag in its beginning it is plain text. */
  static String typeOf(byte[] page) {
    String beginning =
        new String(page, 0, Math.min(page.length, 1024), StandardCharsets.ISO_8859_1).strip();
    if (beginning.startsWith("{") || beginning.startsWith("[")) {
      return "application/json";
    }
    if (beginning.startsWith("<?xml") && !beginning.contains("<html")) {
      return "application/xml";
    }
    return beginning.indexOf('<') >= 0 ? "text/html" : "text/plain";
  }
}
