package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import org.schoolgate.classifier.text.BodyFormat;

/**
 * Where the events of a stream of server-sent events end (WHATWG HTML, "parsing an event stream"):
 * at an empty line, whichever of the three line ends there are. What has been read up to there is
 * whole, and waits for nothing that is still to come.
 *
 * <p>In a coding the lines cannot be seen. There an event is taken to be whole when the origin has
 * sent something, as it does when it wants it to be seen.
 */
final class EventEnds implements ByteProcessor {

  private final boolean visible;
  private boolean lineIsEmpty = true;
  private boolean afterReturn;
  private int bytesSince;

  /** A stream of events that has not begun. */
  EventEnds(BodyFormat format) {
    this.visible = format.coding() == BodyFormat.Coding.IDENTITY;
  }

  /** Looks at what comes next; takes nothing of it. */
  void add(ByteBuf content) {
    if (visible) {
      content.forEachByte(this);
    }
  }

  @Override
  public boolean process(byte next) {
    bytesSince++;
    if (next == '\n' && afterReturn) {
      // The second half of a line end: if the line was empty, it belongs to the event before.
      afterReturn = false;
      if (bytesSince == 1) {
        bytesSince = 0;
      }
    } else if (next == '\n' || next == '\r') {
      afterReturn = next == '\r';
      if (lineIsEmpty) {
        bytesSince = 0;
      }
      lineIsEmpty = true;
    } else {
      afterReturn = false;
      lineIsEmpty = false;
    }
    return true;
  }

  /** How many bytes came since the last end: those of an event that is not whole. */
  int bytesSince() {
    return bytesSince;
  }
}
