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
 */
public interface Inspection extends AutoCloseable {

  /** Reads the next bytes as they are on the wire (still coded); the buffer is consumed. */
  Optional<CompletionStage<Decided>> accept(ByteBuffer wireBytes);

  /** There are no more bytes. */
  Optional<CompletionStage<Decided>> finish();

  /** Frees what decoding holds; may be called twice. */
  @Override
  void close();
}
