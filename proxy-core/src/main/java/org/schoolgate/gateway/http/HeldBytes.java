package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that wait, in their order. Small pieces are copied together: a body that comes a byte at a
 * time would else keep a buffer, and the read behind it, for every byte. So the memory is a small
 * multiple of the bytes held, however they came. Not thread-safe.
 */
final class HeldBytes implements AutoCloseable {

  private static final int SMALL_BYTES = 1_024;
  private static final int GATHERED_BYTES_FIRST = 256;
  private static final int GATHERED_BYTES_MAX = 8 * 1_024;

  private final Deque<ByteBuf> held = new ArrayDeque<>();
  private final HeldBudget budget;
  private int size;

  /** The last of those held, if it is one of ours and has never been given in part. */
  private @Nullable ByteBuf gathering;

  /** Holds bytes that count in a budget. */
  HeldBytes(HeldBudget budget) {
    this.budget = budget;
  }

  private void changeSize(int by) {
    size += by;
    budget.change(by);
  }

  /** Takes over a buffer. */
  void add(ByteBuf content) {
    int bytes = content.readableBytes();
    changeSize(bytes);
    if (bytes >= SMALL_BYTES) {
      held.add(content);
      gathering = null;
      return;
    }
    ByteBuf into = gathering;
    if (into == null || into.maxWritableBytes() < bytes) {
      into = content.alloc().buffer(GATHERED_BYTES_FIRST, GATHERED_BYTES_MAX);
      held.add(into);
      gathering = into;
    }
    into.writeBytes(content);
    content.release();
  }

  /** Gives the first so many bytes; the sink owns what it gets. */
  void give(int bytes, BodyReader.Sink sink) {
    int left = bytes;
    while (left > 0) {
      ByteBuf first = held.element();
      if (held.size() == 1) {
        gathering = null;
      }
      int part = first.readableBytes();
      if (part <= left) {
        held.remove();
      } else {
        part = left;
        first = first.readRetainedSlice(part);
      }
      left -= part;
      changeSize(-part);
      sink.data(first);
    }
  }

  /** The first buffer, to be owned by the caller; null if there is none. */
  @Nullable ByteBuf poll() {
    ByteBuf first = held.poll();
    if (first != null) {
      changeSize(-first.readableBytes());
      if (held.isEmpty()) {
        gathering = null;
      }
    }
    return first;
  }

  /** How many bytes are held. */
  int size() {
    return size;
  }

  /** How many buffers hold them. */
  int buffers() {
    return held.size();
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  /** Drops what is held. */
  @Override
  public void close() {
    held.forEach(ByteBuf::release);
    held.clear();
    gathering = null;
    changeSize(-size);
  }
}
