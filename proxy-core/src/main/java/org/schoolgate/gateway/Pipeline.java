package org.schoolgate.gateway;

import java.util.concurrent.CompletionStage;
import org.schoolgate.classifier.BodyFormat;
import org.schoolgate.policy.Origin;

/** The way of a request; API for now, body being written by the lead. */
public interface Pipeline {

  /** Never completes exceptionally; may complete on another thread. */
  CompletionStage<Decided> decide(Flow flow);

  /** For {@code Decision.Inspect} bodies. */
  Inspection inspect(Decided decided, BodyFormat format, Origin origin);

  /** A body that nobody could read (unknown coding) on an inspected flow. */
  CompletionStage<Decided> uninspectable(Decided decided);

  /** A refused request that was too malformed to become a Flow's target: recorded, gives the reference for the 400. */
  CompletionStage<org.schoolgate.audit.Reference> refused(java.net.InetAddress client, String why);

  /** Always called, once for each decided flow. */
  void closed(Decided decided, FlowEnd end);
}
