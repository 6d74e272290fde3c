package org.schoolgate.gateway.http;

import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.Reference;

/**
 * The answer to a request that is refused before it could become a flow: on record first, then a
 * page, then the end of the connection.
 *
 * @param status of the answer
 * @param problem a stable word for the ledger
 * @param why a sentence for a person, which begins in lower case
 * @param begun whether a response is on its way already, so that no page can follow
 */
record EarlyRefusal(int status, String problem, String why, boolean begun) {

  static EarlyRefusal of(MalformedMessage malformed, boolean begun) {
    return new EarlyRefusal(malformed.status(), malformed.problem(), malformed.why(), begun);
  }

  /** Says it to a client that is heard no more. */
  void say(EdgeParts parts, Exchange client) {
    parts
        .gatekeeper()
        .refused(client.address(), problem, status)
        .whenComplete(
            (reference, fault) -> {
              Runnable answer = () -> answer(parts, client, reference);
              client.loop().execute(new Guarded("refusal of " + problem, answer, client::reset));
            });
  }

  private void answer(EdgeParts parts, Exchange client, @Nullable Reference reference) {
    if (begun) {
      client.reset();
      return;
    }
    String sentence = Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".";
    client.turnAway(parts.pages().refused(status, sentence, reference));
  }
}
