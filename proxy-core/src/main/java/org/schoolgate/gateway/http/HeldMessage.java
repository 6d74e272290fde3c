package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.Inspection;
import org.schoolgate.policy.Origin;

/**
 * One message of a WebSocket as far as it has come, and its reading: shown to an inspection piece
 * by piece, as it comes, so that a long one delays nobody else. Its bytes count in the budget of
 * all bodies. One after the other may be held. Its event loop owns it.
 */
final class HeldMessage implements AutoCloseable {

  private final EdgeParts parts;
  private final Decided decided;
  private final Origin origin;
  private final ByteBufAllocator alloc;
  private final int bytesMax;
  private Utf8Check utf8 = new Utf8Check();
  private boolean text;
  private @Nullable ByteBuf held;
  private @Nullable Inspection inspection;
  private int readBytes;
  private boolean finished;

  HeldMessage(EdgeParts parts, Decided decided, Origin origin, ByteBufAllocator alloc) {
    this.parts = parts;
    this.decided = decided;
    this.origin = origin;
    this.alloc = alloc;
    this.bytesMax = parts.settings().sockets().messageBytesMax();
  }

  /**
   * Another one begins.
   *
   * @param saysText whether its sender calls it text, and not binary
   */
  void begin(boolean saysText) {
    text = saysText;
    utf8 = new Utf8Check();
  }

  /** Copies some of it. */
  void add(ByteBuf part) throws BrokenFrame {
    int bytes = part.readableBytes();
    if (bytes > bytesMax - size()) {
      throw new BrokenFrame(CloseCode.TOO_BIG, "a message of text is too long");
    }
    if (text) {
      utf8.add(part);
    }
    ByteBuf sofar = held;
    if (sofar == null) {
      sofar = alloc.buffer(bytes);
      held = sofar;
    }
    sofar.writeBytes(part);
    parts.held().change(bytes);
  }

  /** How much is held. */
  int size() {
    ByteBuf sofar = held;
    return sofar == null ? 0 : sofar.readableBytes();
  }

  /**
   * Shows what has not been read; the layout of a text is known by its beginning.
   *
   * @return a stage to be waited for before anything else is done
   */
  Optional<CompletionStage<Decided>> read() {
    return text && size() < MessageFormats.OPENING_BYTES ? Optional.empty() : readNow();
  }

  private Optional<CompletionStage<Decided>> readNow() {
    ByteBuf all = held;
    if (all == null) {
      return Optional.empty();
    }
    Inspection reading = inspection;
    if (reading == null) {
      BodyFormat format = text ? MessageFormats.of(all, origin) : MessageFormats.BINARY;
      reading = parts.gatekeeper().inspect(decided, format, origin);
      inspection = reading;
    }
    int from = readBytes;
    readBytes = all.readableBytes();
    return readBytes == from
        ? Optional.empty()
        : reading.accept(all.nioBuffer(all.readerIndex() + from, readBytes - from));
  }

  /** The message is whole: reads the rest, and then says what is thought of it. */
  Optional<CompletionStage<Decided>> finish() throws BrokenFrame {
    if (finished) {
      return Optional.empty();
    }
    if (text) {
      utf8.end();
    }
    Optional<CompletionStage<Decided>> sooner = readNow();
    Inspection reading = inspection;
    if (sooner.isPresent() || reading == null || isNoText()) {
      return sooner;
    }
    finished = true;
    return reading.finish();
  }

  /** Whether it is known to be no text. */
  boolean isNoText() {
    Inspection reading = inspection;
    return !text && reading != null && !reading.readsOn();
  }

  /** Puts a block on record that what came so far calls for, if it does. */
  Optional<CompletionStage<Decided>> recordWhatIsDue() {
    Inspection reading = inspection;
    if (reading == null || finished || !reading.blockIsDue()) {
      return Optional.empty();
    }
    reading.condemn();
    finished = true;
    return reading.finish();
  }

  /** Gives what is held to the caller, and forgets it. */
  ByteBuf take() {
    ByteBuf all = held;
    held = null;
    if (all == null) {
      close();
      return alloc.buffer(0);
    }
    parts.held().change(-all.readableBytes());
    close();
    return all;
  }

  /** Drops what is held; another message may follow. */
  @Override
  public void close() {
    int bytes = size();
    Wire.release(held);
    held = null;
    parts.held().change(-bytes);
    Inspection done = inspection;
    inspection = null;
    if (done != null) {
      done.close();
    }
    readBytes = 0;
    finished = false;
  }
}
