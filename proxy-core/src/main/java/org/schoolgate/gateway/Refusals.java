package org.schoolgate.gateway;

import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;

/** The blocks that come from the gateway itself and not from a policy. */
final class Refusals {

  private Refusals() {}

  static Decision.Block notServed() {
    return block(
        Reason.Kind.NOT_SERVED,
        "This device is in no network that the gateway serves.",
        "networks");
  }

  static Decision.Block malformed(RequestRefused refused, @Nullable Category category) {
    String why = String.valueOf(refused.getMessage());
    String sentence = Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".";
    Reason.Kind kind = refused.isMisdirected() ? Reason.Kind.MISDIRECTED : Reason.Kind.REQUEST;
    return new Decision.Block(new Reason(kind, sentence, "request"), category, Remedy.NOBODY);
  }

  static Decision.Block notTls(Category bypass) {
    return new Decision.Block(
        new Reason(Reason.Kind.REQUEST, "The tunnel carries something other than TLS.", "request"),
        bypass,
        Remedy.NOBODY);
  }

  static Decision.Block noSitePort(int port) {
    return block(
        Reason.Kind.POLICY, "Port " + port + " is not one that web sites are on.", "more-ports");
  }

  static Decision.Block uninspectable() {
    return block(
        Reason.Kind.UNINSPECTABLE,
        "The page comes in a form that cannot be checked, so it is not shown.",
        "inspection");
  }

  /** Of what may still become something else: it says nothing of what the words are. */
  static Decision.Block suggestions() {
    return block(
        Reason.Kind.PHRASE, "No suggestions are shown for what is being typed here.", "typing");
  }

  static Decision.Block searchesUnread() {
    return block(
        Reason.Kind.POLICY,
        "Safe search cannot be kept on here, because HTTPS is not read.",
        "safe-search");
  }

  static Decision.Block fault() {
    return block(Reason.Kind.FAULT, "The gateway could not decide, so it blocks.", "gateway");
  }

  static Decision.Block notMonitored() {
    return block(
        Reason.Kind.FAULT, "Browsing cannot be recorded at the moment, so it is closed.", "audit");
  }

  /** Of a site that nobody forbids; what was found in the request is on record already. */
  static Decision.Block site(Reason reason) {
    return new Decision.Block(reason, null, Remedy.NOBODY);
  }

  static Decision.Block overloaded() {
    return block(
        Reason.Kind.FAULT,
        "The gateway has no room to check more at the moment. Try again in a minute.",
        "inspection");
  }

  private static Decision.Block block(Reason.Kind kind, String text, String source) {
    return new Decision.Block(new Reason(kind, text, source), null, Remedy.NOBODY);
  }
}
