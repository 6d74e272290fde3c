package org.schoolgate.gateway.http;

import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.Asked;
import org.schoolgate.gateway.Credentials;
import org.schoolgate.gateway.Flow;
import org.schoolgate.gateway.Gatekeeper;
import org.schoolgate.gateway.tls.Interception;

/**
 * What all connections of one edge share.
 *
 * @param cutPages the pages that were stopped in their middle lately
 * @param interception what it takes to read HTTPS; null if it is passed through unread
 * @param clock says when a request came
 * @param ticker measures how long things take
 * @param flowIds the last id given to a flow
 * @param held what all inspected bodies hold back together
 * @param census who is connected, and how much is under way for whom
 * @param draining whether connections are to be closed after the response in progress
 */
record EdgeParts(
    HttpSettings settings,
    Transport transport,
    Gatekeeper gatekeeper,
    Pages pages,
    AddressGuard guard,
    NameResolver names,
    RequestWriter requestWriter,
    CutPages cutPages,
    EdgeMetrics metrics,
    @Nullable Interception interception,
    Clock clock,
    Ticker ticker,
    AtomicLong flowIds,
    HeldBudget held,
    ClientCensus census,
    AtomicBoolean draining) {

  /**
   * The flow that a first word of a client begins now: inside a tunnel, whose subject it has, or
   * where there is no proxy to sign in at.
   */
  Flow flowNow(InetAddress client, Asked asked) {
    return new Flow(
        flowIds.incrementAndGet(), client, clock.instant(), asked, Credentials.IMPOSSIBLE, false);
  }
}
