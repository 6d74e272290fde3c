package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.BodyFormat;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.Inspection;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Origin;

/**
 * A body on its way through the inspection: what was read and what of it may go on.
 *
 * <p>Bytes are shown to the inspection as they come and then held. Nothing goes on before {@code
 * holdBackBytesMax} bytes or the end; from then on the last {@code trailingHoldBackBytesMax} stay
 * behind, so that a phrase which straddles two reads can still be cut before it is delivered. While
 * the inspection waits for a record (a stage it returned), nothing goes on at all, and what still
 * comes is kept unread. {@link #patienceEnds} lets go of what was found clean so far.
 *
 * <p>One event loop owns it. The memory is bounded by the owner, who stops reading from the sender
 * while {@link #isWaiting}.
 */
final class InspectedBody implements AutoCloseable {

  /** Hears what the inspection found. Called on the event loop, never from within a call here. */
  interface Owner {
    /** A block: nothing that is held may ever go on. */
    void bodyBlocked(Decided decided);

    /** It may go on, under this decision. */
    void bodyCleared(Decided decided);

    /** The inspection itself failed; to be treated as a block without a decision. */
    void inspectionFailed(Throwable fault);
  }

  private final Inspection inspection;
  private final EventExecutor loop;
  private final HttpSettings.Bodies limits;
  private final Owner owner;
  private final HeldBytes clean = new HeldBytes();
  private final HeldBytes unread = new HeldBytes();
  private boolean flowing;
  private boolean patient = true;
  private boolean ending;
  private boolean ended;
  private boolean waiting;
  private boolean closed;

  private InspectedBody(
      Inspection inspection, EventExecutor loop, HttpSettings.Bodies limits, Owner owner) {
    this.inspection = inspection;
    this.loop = loop;
    this.limits = limits;
    this.owner = owner;
  }

  /**
   * Begins the inspection of one body. One in a coding that nobody can read is held until it is
   * decided what becomes of it.
   */
  static InspectedBody begin(
      EdgeParts parts,
      Decided decided,
      BodyFormat format,
      Origin origin,
      EventExecutor loop,
      Owner owner) {
    boolean unreadable = format.coding() == BodyFormat.Coding.UNKNOWN;
    Inspection inspection =
        unreadable ? Unread.INSTANCE : parts.gatekeeper().inspect(decided, format, origin);
    InspectedBody body = new InspectedBody(inspection, loop, parts.settings().bodies(), owner);
    if (unreadable) {
      body.await(parts.gatekeeper().uninspectable(decided));
    }
    return body;
  }

  /** Takes over content as it is on the wire. */
  void add(ByteBuf content) {
    if (closed) {
      content.release();
      return;
    }
    unread.add(content);
    readOn();
  }

  /** There is no more. */
  void end() {
    ending = true;
    readOn();
  }

  private void readOn() {
    while (!waiting && !closed) {
      ByteBuf next = unread.poll();
      if (next != null) {
        await(show(next));
      } else if (ending && !ended) {
        ended = true;
        await(inspection.finish());
      } else {
        return;
      }
    }
  }

  /** Shows it to the inspection and holds it. */
  private Optional<CompletionStage<Decided>> show(ByteBuf content) {
    try {
      return read(content);
    } finally {
      clean.add(content);
    }
  }

  private Optional<CompletionStage<Decided>> read(ByteBuf content) {
    if (content.nioBufferCount() == 1) {
      return inspection.accept(content.nioBuffer());
    }
    ByteBuffer whole = ByteBuffer.allocate(content.readableBytes());
    content.getBytes(content.readerIndex(), whole);
    return inspection.accept(whole.flip());
  }

  private void await(Optional<CompletionStage<Decided>> found) {
    if (found.isPresent()) {
      await(found.get());
    }
  }

  /** Holds everything until the stage completes and its decision says how to go on. */
  private void await(CompletionStage<Decided> stage) {
    waiting = true;
    stage.whenComplete((decided, fault) -> loop.execute(() -> answered(decided, fault)));
  }

  private void answered(@Nullable Decided decided, @Nullable Throwable fault) {
    try {
      decided(decided, fault);
    } catch (RuntimeException ours) {
      owner.inspectionFailed(ours);
    }
  }

  private void decided(@Nullable Decided decided, @Nullable Throwable fault) {
    if (closed) {
      return;
    }
    if (decided == null) {
      owner.inspectionFailed(
          fault == null ? new IllegalStateException("the inspection gave no decision") : fault);
    } else if (decided.decision() instanceof Decision.Block) {
      owner.bodyBlocked(decided);
    } else {
      waiting = false;
      readOn();
      owner.bodyCleared(decided);
    }
  }

  /** Gives everything that may go on now. */
  void drainTo(BodyReader.Sink sink) {
    int more = clean.size() - keep();
    if (more > 0) {
      clean.give(more, sink);
    }
  }

  private int keep() {
    if (waiting) {
      return Integer.MAX_VALUE;
    }
    if (isCleared() || !patient) {
      return 0;
    }
    if (!flowing && clean.size() <= limits.holdBackBytesMax()) {
      return Integer.MAX_VALUE;
    }
    flowing = true;
    return limits.trailingHoldBackBytesMax();
  }

  /** The sender was silent for long: what is clean goes on, and what comes later is held again. */
  void patienceEnds(BodyReader.Sink sink) {
    patient = false;
    drainTo(sink);
    patient = true;
  }

  /** Whether something clean is being held and nothing but more bytes would free it. */
  boolean isHolding() {
    return clean.size() > 0 && !waiting && !closed;
  }

  /** Whether a decision is awaited: the sender should pause. */
  boolean isWaiting() {
    return waiting;
  }

  /** Whether the body was read to its end and nothing in it forbids it. */
  boolean isCleared() {
    return ended && !waiting && !closed && unread.isEmpty();
  }

  /** Whether some of the body may go on now. */
  boolean mayFlow() {
    return !waiting && clean.size() > 0 && clean.size() > keep();
  }

  /** Drops what is held. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      inspection.close();
      clean.close();
      unread.close();
    }
  }
}
