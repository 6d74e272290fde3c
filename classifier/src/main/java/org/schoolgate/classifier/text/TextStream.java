package org.schoolgate.classifier.text;

import java.nio.ByteBuffer;
import org.schoolgate.policy.TextFindings;

/**
 * One body that is scanned as it streams, in bounded memory whatever its length. Not thread-safe.
 * No method throws on bad input: what cannot be decoded is told by {@link #undecodable}.
 */
public interface TextStream extends AutoCloseable {

  /**
   * Takes the next bytes as they were on the wire, content coding included. All of the buffer is
   * read before this returns, so the caller may reuse it.
   */
  void accept(ByteBuffer wireBytes);

  /** Says that no more bytes come: what was held back for its context is scanned. */
  void finish();

  /**
   * What was found in all bytes so far. A phrase whose last word may still go on is not in it until
   * the next word, or {@link #finish}.
   */
  TextFindings findings();

  /**
   * How many matches were counted in all bytes so far, whether or not {@link #findings} still keeps
   * them: it grows exactly when the findings may have changed in weight, also beyond the most
   * matches kept. Cheap enough to ask after each buffer.
   */
  long foundCount();

  /**
   * Whether there were bytes that nobody could read: a coding we do not know, one that is broken,
   * or one that expands beyond the limits. They were not scanned.
   */
  boolean undecodable();

  /** Whether what still comes is read: not, once the body proved to be no text. */
  boolean readsOn();

  /** Frees what the decoder holds outside the heap. Findings stay readable. */
  @Override
  void close();
}
