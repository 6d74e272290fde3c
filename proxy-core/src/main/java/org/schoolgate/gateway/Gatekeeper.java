package org.schoolgate.gateway;

import java.net.InetAddress;
import java.util.concurrent.CompletionStage;
import org.schoolgate.audit.Reference;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Reason;

/**
 * What an edge asks of the gateway. {@link Pipeline} is the implementation; the interface is here
 * so that an edge can be tested with scripted decisions. Thread-safe; nothing blocks.
 */
public interface Gatekeeper {

  /** The recorded decision about a flow. Never completes exceptionally; on any thread. */
  CompletionStage<Decided> decide(Flow flow);

  /** What is changed of a request that passes, before it is sent; quick. */
  RequestLock lock(Decided decided);

  /** Begins to read a body of a flow whose decision is to inspect. */
  Inspection inspect(Decided decided, BodyFormat format, Origin origin);

  /** The decision about a body in a coding that the gateway cannot read. */
  CompletionStage<Decided> uninspectable(Decided decided);

  /**
   * The block of a flow that could not go on, because of a fault of our own after its decision.
   * Never completes exceptionally; on any thread.
   */
  CompletionStage<Decided> faulty(Decided decided);

  /** The refusal of a body for which there is no room among those that are being read. */
  CompletionStage<Decided> overloaded(Decided decided);

  /**
   * Records that a site which nobody forbids is refused by the gateway itself, because of what was
   * found out when it was asked.
   *
   * @param reason why, of the kind {@code INSECURE} or {@code ADDRESS}
   * @return the flow with the block; never completes exceptionally
   */
  CompletionStage<Decided> siteRefused(Decided decided, Reason reason);

  /**
   * Records a request that was refused before it could become a flow.
   *
   * @param problem a stable word such as {@code header-too-long}; nothing of the request itself
   * @param status the HTTP status of the answer
   * @return completes exceptionally when the ledger cannot take it; the refusal stands all the same
   */
  CompletionStage<Reference> refused(InetAddress client, String problem, int status);

  /** Accounts for a decided flow when it ends; called exactly once, however it ended. */
  void closed(Decided decided, FlowEnd end);
}
