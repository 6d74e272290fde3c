package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.Inspection;
import org.schoolgate.policy.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A body on its way through the inspection: what was read and what of it may go on.
 *
 * <p>Bytes are shown to the inspection as they come and then held. Nothing goes on before {@code
 * holdBackBytesMax} bytes or the end; from then on the last {@code trailingHoldBackBytesMax} stay
 * behind, so that a phrase which straddles two reads can still be cut before it is delivered. While
 * the inspection waits for a record (a stage it returned), nothing goes on at all, and what still
 * comes is kept unread. {@link #patienceEnds} lets go of what was found clean so far.
 *
 * <p>Of a stream of events each goes on when it has been read whole; only what is left of an event
 * that is longer than the hold-back follows the rule above.
 *
 * <p>What suffices for a block is read on, up to {@code readOnBytesMax} and {@code readOnMillis} or
 * the end, while nothing goes on: the record then names the worst of it, and words that clear it
 * are seen. What was held is dropped as soon as it would be more than the hold-back. However the
 * body is closed meanwhile, by a client that goes away or a sender that fails, the block is put on
 * record.
 *
 * <p>One event loop owns it. The memory is bounded by the owner, who stops reading from the sender
 * while {@link #isWaiting}, and over all bodies by {@link HeldBudget}: a body for which there is no
 * room is refused, on record.
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

  private static final Logger LOG = LoggerFactory.getLogger(InspectedBody.class);

  private final Inspection inspection;
  private final EventExecutor loop;
  private final HttpSettings.Bodies limits;
  private final Owner owner;
  private final Deadline readingOn;
  private final EdgeParts parts;
  private final Decided decided;
  private final HeldBytes clean;
  private final HeldBytes unread;

  /** Where what may go on ends; null where it goes on by its size. */
  private @Nullable EventEnds events;

  private boolean flowing;
  private boolean patient = true;
  private boolean ending;
  private boolean ended;
  private boolean waiting;
  private boolean closed;
  private boolean suspended;
  private boolean condemned;
  private long readOnBytes;

  private InspectedBody(
      EdgeParts parts, Decided decided, Inspection inspection, EventExecutor loop, Owner owner) {
    this.parts = parts;
    this.decided = decided;
    this.clean = new HeldBytes(parts.held());
    this.unread = new HeldBytes(parts.held());
    this.inspection = inspection;
    this.loop = loop;
    this.limits = parts.settings().bodies();
    this.owner = owner;
    this.readingOn = new Deadline(loop, parts.ticker(), this::readEnough);
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
    InspectedBody body = new InspectedBody(parts, decided, inspection, loop, owner);
    if (unreadable) {
      body.await(parts.gatekeeper().uninspectable(decided));
    }
    return body;
  }

  /** From now on it is a stream of events, each of which goes on when it has been read whole. */
  void goesOnByEvents(EventEnds ends) {
    events = ends;
  }

  /** Takes over content as it is on the wire. */
  void add(ByteBuf content) {
    if (closed || ended) {
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
        suspended = false;
        readingOn.disarm();
        await(inspection.finish());
      } else {
        return;
      }
    }
  }

  /** Shows it to the inspection and holds it, if it may ever go on. */
  private Optional<CompletionStage<Decided>> show(ByteBuf content) {
    int bytes = content.readableBytes();
    Optional<CompletionStage<Decided>> found;
    try {
      found = read(content);
    } finally {
      if (condemned) {
        content.release();
      } else {
        hold(content);
      }
    }
    if (found.isEmpty() && parts.held().isOver()) {
      return inspection.blockIsDue() ? stopReading() : Optional.of(refuseForWantOfRoom());
    }
    return found.isPresent() ? found : readOnAfter(bytes);
  }

  private void hold(ByteBuf content) {
    if (events != null) {
      events.add(content);
    }
    clean.add(content);
  }

  /** What is held is dropped at once: there is no room for it, whoever else holds too much. */
  private CompletionStage<Decided> refuseForWantOfRoom() {
    ended = true;
    suspended = false;
    condemned = true;
    clean.close();
    return parts.gatekeeper().overloaded(decided);
  }

  private Optional<CompletionStage<Decided>> readOnAfter(int bytes) {
    if (!inspection.blockIsDue()) {
      suspended = false;
      readOnBytes = 0;
      readingOn.disarm();
      return Optional.empty();
    }
    if (!suspended) {
      suspended = true;
      readingOn.arm(limits.readOnMillis());
    } else {
      readOnBytes += bytes;
    }
    if (clean.size() > limits.holdBackBytesMax()) {
      condemn();
    }
    return readOnBytes > limits.readOnBytesMax() ? stopReading() : Optional.empty();
  }

  private void condemn() {
    condemned = true;
    inspection.condemn();
    clean.close();
  }

  private Optional<CompletionStage<Decided>> stopReading() {
    condemn();
    ended = true;
    suspended = false;
    return inspection.finish();
  }

  /** Time is up, or the sender has failed: the block that is due is made. */
  void readEnough() {
    if (suspended && !ended && !waiting && !closed) {
      try {
        await(stopReading());
      } catch (RuntimeException ours) {
        owner.inspectionFailed(ours);
      }
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
    } else if (!decided.decision().passes()) {
      owner.bodyBlocked(decided);
    } else if (condemned) {
      owner.inspectionFailed(new IllegalStateException("what was dropped was cleared"));
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
    if (waiting || suspended) {
      return Integer.MAX_VALUE;
    }
    if (isCleared() || !patient || !inspection.readsOn()) {
      return 0;
    }
    EventEnds ends = events;
    if (ends != null && ends.bytesSince() <= limits.holdBackBytesMax()) {
      return ends.bytesSince();
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
    return clean.size() > 0 && !waiting && !suspended && !closed;
  }

  /** Whether more came than is held back at first, so that only its end is held. */
  boolean isFlowing() {
    return flowing;
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

  /** Whether it is read on for the record, so that nothing goes on and no sender is waited for. */
  boolean isSuspended() {
    return suspended && !waiting;
  }

  private void recordWhatIsDue() {
    if (suspended && !ended) {
      try {
        Optional<CompletionStage<Decided>> unused = stopReading();
      } catch (RuntimeException ours) {
        LOG.error("what was found in a body that broke off could not be recorded", ours);
      }
    }
  }

  /** Drops what is held. A block that is due is recorded, although nobody waits for it. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      recordWhatIsDue();
      readingOn.cancel();
      inspection.close();
      clean.close();
      unread.close();
    }
  }
}
