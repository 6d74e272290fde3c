package org.schoolgate.gateway.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.Enforcer;
import org.schoolgate.gateway.Flow;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the decision about a flow and brings the answer to the flow's own thread. */
final class Asking {

  private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

  private Asking() {}

  /**
   * Asks. What needs no record is answered at once and enforced before this returns; everything
   * else later, on the event loop.
   *
   * @param loop the flow's own thread, which this is called on
   * @param fault runs if there is no answer, which the gatekeeper promises never to let happen, and
   *     if its enforcement fails
   */
  static void ask(EdgeParts parts, Executor loop, Flow flow, Enforcer enforcer, Runnable fault) {
    await(loop, flow, parts.gatekeeper().decide(flow), enforcer, fault);
  }

  /**
   * Has it recorded that the gateway refuses the site of a decided flow, which is then enforced as
   * any block; to be told only then.
   *
   * @return whether it is the gateway that refuses; nothing else happens for a site that only fails
   */
  static boolean refuse(
      EdgeParts parts,
      Executor loop,
      Decided decided,
      UpstreamFailure failure,
      Enforcer enforcer,
      Runnable fault) {
    Target target = decided.target();
    Optional<Reason> refusal =
        target == null ? Optional.empty() : failure.refusal(target.host().text());
    refusal.ifPresent(
        reason ->
            await(
                loop,
                decided.flow(),
                parts.gatekeeper().siteRefused(decided, reason),
                enforcer,
                fault));
    return refusal.isPresent();
  }

  /** The same for a later decision about a flow, which the gatekeeper has been asked for. */
  static void await(
      Executor loop, Flow flow, CompletionStage<Decided> stage, Enforcer enforcer, Runnable fault) {
    CompletableFuture<Decided> now = stage.toCompletableFuture();
    if (now.isDone() && !now.isCompletedExceptionally()) {
      enforce(flow, now.join(), enforcer, fault);
    } else {
      stage.whenComplete(
          (decided, cause) -> loop.execute(() -> answered(flow, decided, cause, enforcer, fault)));
    }
  }

  private static void answered(
      Flow flow,
      @Nullable Decided decided,
      @Nullable Throwable cause,
      Enforcer enforcer,
      Runnable fault) {
    if (decided == null) {
      LOG.error("flow {} was not decided and is cut", flow.id(), cause);
      fault.run();
    } else {
      enforce(flow, decided, enforcer, fault);
    }
  }

  private static void enforce(Flow flow, Decided decided, Enforcer enforcer, Runnable fault) {
    try {
      enforcer.enforce(decided);
    } catch (RuntimeException ours) {
      LOG.error("the decision on flow {} could not be enforced and it is cut", flow.id(), ours);
      fault.run();
    }
  }
}
