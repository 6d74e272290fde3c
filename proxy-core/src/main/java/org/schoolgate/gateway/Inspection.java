package org.schoolgate.gateway;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The reading of one body as it streams, of a flow whose decision is to inspect. Not thread-safe:
 * one event loop owns it.
 *
 * <p>{@link #accept} and {@link #finish} usually return nothing, and the bytes may go on once the
 * hold-back allows. When they return a stage, the caller holds everything until it completes and
 * then does what the decision in it says: a block means the held bytes are never delivered.
 *
 * <p>What was found so far may call for a block while more is still to come, in which a worse
 * phrase stands, or one that clears it. Then {@link #blockIsDue} and the caller lets nothing go on,
 * but reads on for a while; {@link #finish} decides about all that was read and records it once.
 */
public interface Inspection extends AutoCloseable {

  /** Reads the next bytes as they are on the wire (still coded); the buffer is consumed. */
  Optional<CompletionStage<Decided>> accept(ByteBuffer wireBytes);

  /** Whether what still comes is read: not, once the body proved to be no text. */
  default boolean readsOn() {
    return true;
  }

  /** Whether what was read so far would be blocked if nothing else came. */
  boolean blockIsDue();

  /** Makes the block that is due certain, whatever follows: the bytes are not kept any more. */
  void condemn();

  /** There are no more bytes, or no more will be read. */
  Optional<CompletionStage<Decided>> finish();

  /** Frees what decoding holds; may be called twice. */
  @Override
  void close();
}
