package org.schoolgate.policy;

import java.util.Locale;

/**
 * Why a decision is what it is. The block page, {@code schoolgate explain} and the ledger print the
 * same {@code text}.
 *
 * @param kind what made the decision
 * @param text one sentence for a person, without personal data
 * @param source what to look up: the policy cell, list, phrase file or override; an opaque id for
 *     an illegal category
 */
public record Reason(Kind kind, String text, String source) {

  /** What made a decision. */
  public enum Kind {
    /** A cell of the acceptability matrix. */
    POLICY,
    /** Phrases on a page or in what was typed. */
    PHRASE,
    /** An approved, time-limited exception. */
    OVERRIDE,
    /** Illegal content; outside policy (S22). */
    MANDATORY,
    /** The request itself was malformed or contradicts itself. */
    REQUEST,
    /** The request names another site than the secure connection that it came on. */
    MISDIRECTED,
    /** The client is in no network that the gateway serves. */
    NOT_SERVED,
    /** The client is in no group that the policy knows: a mistake in the configuration. */
    NO_GROUP,
    /** Whoever asks has not proved who they are. */
    SIGN_IN,
    /** The site cannot prove who it is, or offers no secure way to talk. */
    INSECURE,
    /** The site is at an address that may not be reached from here. */
    ADDRESS,
    /** The content cannot be inspected, for example an unknown coding. */
    UNINSPECTABLE,
    /** The gateway could not decide in time or failed; closed for pupils. */
    FAULT;

    /** The word used in JSON and the ledger. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
