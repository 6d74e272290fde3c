package org.schoolgate.gateway.http;

import org.schoolgate.gateway.Asked;
import org.schoolgate.gateway.Flow;
import org.schoolgate.gateway.FlowEnd;

/**
 * Puts on record what a client was kept from that came to no secure connection with the gateway.
 * Had it asked inside, each request would have been decided and recorded; since it never will, the
 * name that it asked for is decided about as if the tunnel were not read. An override is not used
 * by it.
 */
final class KeptOut {

  private KeptOut() {}

  static void record(EdgeParts parts, Exchange client, Asked.Hello hello) {
    Flow flow = parts.flowNow(client.address(), new Asked.KeptOut(hello));
    FlowAccount account = new FlowAccount(parts, parts.ticker().nanoTime());
    Asking.ask(
        parts,
        client.loop(),
        flow,
        decided -> account.close(decided, FlowEnd.Ended.REFUSED, 0, 0, 0),
        () -> {});
  }
}
