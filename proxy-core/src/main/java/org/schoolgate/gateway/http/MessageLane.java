package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.Decided;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One direction of a WebSocket that is read: what one side sends, until the other may have it.
 *
 * <p>A message of text is held, however many fragments it comes in, until it has been read to its
 * end and nothing in it is left to be recorded; then it goes on as one frame. One that must not
 * pass is dropped, and the connection goes on: a chat stays usable, and a program that would only
 * connect anew is not made to. Only what is illegal, and what could not be checked for a fault of
 * our own, ends the connection. A message that is called binary is read in the same way until its
 * first bytes prove that it is no text; the rest of it passes frame by frame, as it comes.
 *
 * <p>While a record is awaited nothing more is taken, so messages stay in their order; what came
 * already is kept, and {@link #isWaiting} stops the sender. So one direction holds one message,
 * which counts in the budget of all bodies, and one read. Its event loop owns it.
 */
final class MessageLane implements FrameReader.Sink, AutoCloseable {

  /** What becomes of what this lane takes. Called on the event loop. */
  interface Owner {
    /** Bytes for the other side, taken over. */
    void pass(MessageLane lane, ByteBuf bytes);

    /** What can be taken now was; what has been passed should leave. */
    void settled(MessageLane lane);

    /** The last thing that was passed is a close. */
    void closePassed(MessageLane lane);

    /** The sender's direction has ended, and all that it sent has been passed. Told once. */
    void inputEnded(MessageLane lane);

    /** The sender broke a rule or a limit. */
    void broken(MessageLane lane, BrokenFrame how);

    /** A message goes on under this decision, which is on record. */
    void cleared(Decided decided);

    /** A message does not, and nothing else may either. */
    void blocked(Decided decided, CloseCode code);

    /** The reading itself failed. */
    void failed(Throwable fault);
  }

  private enum State {
    GATHERING,
    /** The rest of the message is no text. */
    PASSING,
    DROPPING
  }

  /** So many are read before everybody else on this thread has their turn. */
  private static final int MESSAGES_PER_TURN = 64;

  private static final Logger LOG = LoggerFactory.getLogger(MessageLane.class);

  private final EdgeParts parts;
  private final Decided decided;
  private final boolean masks;
  private final ByteBufAllocator alloc;
  private final EventLoop loop;
  private final Owner owner;
  private final FrameReader reader;
  private final PendingBytes pending = new PendingBytes();
  private final HeldMessage message;
  private final Deadline slow;
  private State state = State.GATHERING;
  private FrameHead frame = new FrameHead(FrameHead.CONTINUATION, true, 0, 0);
  private int opcode;

  /** How much of the frame's payload came. */
  private long frameBytes;

  private int messages;
  private boolean resting;
  private boolean whole;
  private boolean waiting;
  private boolean advancing;
  private boolean closeSeen;
  private boolean ending;
  private boolean endTold;
  private boolean closed;

  /**
   * A direction in which nothing was said yet.
   *
   * @param decided under which the connection was opened
   * @param origin typed from the client, shown from the origin
   */
  MessageLane(
      EdgeParts parts,
      Decided decided,
      Origin origin,
      ByteBufAllocator alloc,
      EventLoop loop,
      Owner owner) {
    this.parts = parts;
    this.decided = decided;
    this.masks = origin == Origin.TYPED;
    this.alloc = alloc;
    this.loop = loop;
    this.owner = owner;
    this.message = new HeldMessage(parts, decided, origin, alloc);
    this.reader = new FrameReader(masks, parts.settings().sockets().frameBytesMax());
    this.slow = new Deadline(loop, parts.ticker(), this::tooSlow);
  }

  /** Takes over what the sender sent. */
  void add(ByteBuf bytes) {
    if (closed || closeSeen) {
      bytes.release();
    } else {
      pending.add(alloc, bytes);
      advance();
    }
  }

  /** The sender's direction has ended. */
  void end() {
    ending = true;
    advance();
  }

  private void advance() {
    if (advancing || closed) {
      return;
    }
    advancing = true;
    try {
      while (takeOne()) {
        // each says whether another may follow
      }
    } catch (BrokenFrame broken) {
      owner.broken(this, broken);
    } catch (RuntimeException ours) {
      owner.failed(ours);
    } finally {
      advancing = false;
    }
    if (pending.readable() == null || closeSeen) {
      pending.release();
    }
    if (closed) {
      return;
    }
    if (ending && !isWaiting() && !endTold) {
      endTold = true;
      owner.inputEnded(this);
    }
    owner.settled(this);
  }

  private boolean takeOne() throws BrokenFrame {
    ByteBuf in = isWaiting() || closed || closeSeen ? null : pending.readable();
    return in != null && reader.read(in, this);
  }

  /** Short messages cost as much as long ones, and thousands of them are in one read. */
  private void restAtTimes() {
    if (++messages >= MESSAGES_PER_TURN) {
      messages = 0;
      resting = true;
      loop.execute(
          () -> {
            resting = false;
            advance();
          });
    }
  }

  @Override
  public void frame(FrameHead head) {
    frame = head;
    frameBytes = 0;
    if (head.opcode() != FrameHead.CONTINUATION) {
      opcode = head.opcode();
      message.begin(opcode == FrameHead.TEXT);
      slow.arm(parts.settings().sockets().messageMillis());
    }
    if (state == State.PASSING) {
      owner.pass(this, Frames.head(alloc, head, masks));
    }
  }

  @Override
  public void payload(ByteBuf part) throws BrokenFrame {
    long before = frameBytes;
    frameBytes += part.readableBytes();
    switch (state) {
      case PASSING -> passPart(part, before);
      case DROPPING -> part.release();
      case GATHERING -> {
        try {
          gather(part);
        } finally {
          part.release();
        }
      }
    }
  }

  private void passPart(ByteBuf part, long before) {
    if (masks) {
      Frames.mask(part, frame.mask(), before);
    }
    owner.pass(this, part);
  }

  private void gather(ByteBuf part) throws BrokenFrame {
    message.add(part);
    if (parts.held().isOver()) {
      refuseForWantOfRoom();
    } else if (!waiting) {
      message.read().ifPresent(this::await);
      passIfNoText();
    }
  }

  /** What is held of a message that is no text goes on, and the rest of its frame will follow. */
  private void passIfNoText() {
    if (waiting || !message.isNoText()) {
      return;
    }
    slow.disarm();
    state = State.PASSING;
    ByteBuf held = message.take();
    int before = held.readableBytes() - (int) frameBytes;
    int type = opcode;
    if (before > 0) {
      pass(new FrameHead(type, false, before, frame.mask()), held.readRetainedSlice(before));
      type = FrameHead.CONTINUATION;
    }
    pass(new FrameHead(type, frame.last(), frame.length(), frame.mask()), held);
  }

  private void pass(FrameHead head, ByteBuf payload) {
    owner.pass(this, Frames.head(alloc, head, masks));
    if (masks) {
      Frames.mask(payload, head.mask(), 0);
    }
    owner.pass(this, payload);
  }

  @Override
  public void frameEnd() throws BrokenFrame {
    whole = frame.last();
    complete();
  }

  private void complete() throws BrokenFrame {
    if (!whole || waiting) {
      return;
    }
    if (state == State.GATHERING) {
      slow.disarm();
      message.finish().ifPresent(this::await);
      passIfNoText();
      if (waiting) {
        return;
      }
    }
    if (state == State.GATHERING) {
      ByteBuf held = message.take();
      pass(new FrameHead(opcode, true, held.readableBytes(), frame.mask()), held);
    }
    state = State.GATHERING;
    whole = false;
    restAtTimes();
  }

  /** What is held is dropped at once; a block that is due is recorded as such. */
  private void refuseForWantOfRoom() {
    Optional<CompletionStage<Decided>> due = message.recordWhatIsDue();
    drop();
    await(due.orElseGet(() -> parts.gatekeeper().overloaded(decided)));
  }

  private void drop() {
    slow.disarm();
    message.close();
    state = State.DROPPING;
  }

  private void await(CompletionStage<Decided> stage) {
    waiting = true;
    stage.whenComplete((answer, fault) -> loop.execute(() -> answered(answer, fault)));
  }

  private void answered(@Nullable Decided answer, @Nullable Throwable fault) {
    if (closed) {
      return;
    }
    waiting = false;
    try {
      if (answer == null) {
        owner.failed(fault == null ? new IllegalStateException("there is no decision") : fault);
      } else if (!answer.decision().passes()) {
        stop(answer);
      } else if (state == State.DROPPING) {
        owner.failed(new IllegalStateException("what was dropped was cleared"));
      } else {
        owner.cleared(answer);
        passIfNoText();
        complete();
      }
    } catch (BrokenFrame broken) {
      owner.broken(this, broken);
    } catch (RuntimeException ours) {
      owner.failed(ours);
    }
    advance();
  }

  private void stop(Decided blocked) throws BrokenFrame {
    Reason.Kind why = blocked.decision().reason().kind();
    if (why == Reason.Kind.MANDATORY) {
      owner.blocked(blocked, CloseCode.POLICY);
    } else if (why == Reason.Kind.FAULT) {
      owner.blocked(blocked, state == State.DROPPING ? CloseCode.TRY_LATER : CloseCode.FAULT);
    } else {
      parts.metrics().messageStopped();
      drop();
      complete();
    }
  }

  @Override
  public void control(FrameHead head, ByteBuf payload) throws BrokenFrame {
    if (head.opcode() == FrameHead.CLOSE) {
      try {
        Frames.checkClosing(payload);
      } catch (BrokenFrame broken) {
        payload.release();
        throw broken;
      }
      closeSeen = true;
    }
    pass(head, payload);
    if (closeSeen) {
      owner.closePassed(this);
    }
  }

  private void tooSlow() {
    owner.broken(this, new BrokenFrame(CloseCode.POLICY, "a message took too long to come"));
  }

  /** Whether a record is awaited, or others have their turn: the sender should pause. */
  boolean isWaiting() {
    return waiting || resting;
  }

  /** Whether another frame may be written where this one writes: not within one, nor after all. */
  boolean isOpen() {
    boolean within = state == State.PASSING && frameBytes < frame.length();
    return !within && !closeSeen && !endTold;
  }

  /** Whether all that the sender will ever send has been passed. */
  boolean hasEnded() {
    return closeSeen || endTold;
  }

  /** Drops what is held. A block that is due is recorded, although nobody waits for it. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      Optional<CompletionStage<Decided>> unused = message.recordWhatIsDue();
    } catch (RuntimeException ours) {
      LOG.error("what was found in a message that broke off could not be recorded", ours);
    }
    message.close();
    slow.cancel();
    pending.release();
  }
}
