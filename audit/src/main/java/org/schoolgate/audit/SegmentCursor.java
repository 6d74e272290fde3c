package org.schoolgate.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads the frames of one segment, oldest first, through one block of memory. */
final class SegmentCursor implements Closeable {

  /** What a step met. */
  enum Step {
    /** A frame whose checksum is right; {@link #body} holds it. */
    RECORD,
    /** The file ends here, between two frames. */
    END,
    /** A frame of possible length with a wrong checksum; a further step tries the one behind it. */
    DAMAGED,
    /**
     * Bytes that are no frame, or a frame that the file cuts short; no further step is possible.
     */
    BROKEN
  }

  private static final int BLOCK_BYTES = 1 << 18;

  private final FileChannel channel;
  private final long end;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).limit(0);
  private long blockAt;
  private long offset;
  private long nextOffset;
  private byte[] body = new byte[0];

  /** From that offset, which must be a frame's, up to where the file ends now. */
  SegmentCursor(Path segment, long from) throws IOException {
    this(segment, from, Long.MAX_VALUE);
  }

  /** The same, but no further than that offset. */
  SegmentCursor(Path segment, long from, long until) throws IOException {
    this.channel = FileChannel.open(segment, StandardOpenOption.READ);
    this.end = Math.min(until, channel.size());
    this.blockAt = from;
    this.offset = from;
    this.nextOffset = from;
  }

  /** Goes to the next frame. */
  Step next() throws IOException {
    offset = nextOffset;
    if (offset >= end) {
      return Step.END;
    }
    if (end - offset < Frame.PREFIX_BYTES) {
      return Step.BROKEN;
    }
    ByteBuffer prefix = ByteBuffer.wrap(read(offset, Frame.PREFIX_BYTES));
    int length = prefix.getInt();
    if (!Frame.isBodyLength(length) || end - offset - Frame.PREFIX_BYTES < length) {
      return Step.BROKEN;
    }
    body = read(offset + Frame.PREFIX_BYTES, length);
    nextOffset = offset + Frame.PREFIX_BYTES + length;
    return Frame.crcOf(body) == prefix.getInt() ? Step.RECORD : Step.DAMAGED;
  }

  /** Where the frame of the last step begins. */
  long offset() {
    return offset;
  }

  /** Where the frame behind it begins. */
  long nextOffset() {
    return nextOffset;
  }

  /** Bytes from the frame of the last step to the end of the file. */
  long bytesLeft() {
    return end - offset;
  }

  /** The body of the last step's record. */
  byte[] body() {
    return body;
  }

  private byte[] read(long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      long skip = at + done - blockAt;
      if (skip < 0 || skip >= block.limit()) {
        fill(at + done);
        skip = 0;
      }
      int step = (int) Math.min(length - done, block.limit() - skip);
      block.get((int) skip, bytes, done, step);
      done += step;
    }
    return bytes;
  }

  private void fill(long at) throws IOException {
    block.clear();
    blockAt = at;
    int got = channel.read(block, at);
    if (got <= 0) {
      throw new IOException("the segment became shorter while it was read");
    }
    block.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
