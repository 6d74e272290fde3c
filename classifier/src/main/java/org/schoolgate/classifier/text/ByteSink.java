package org.schoolgate.classifier.text;

import java.nio.ByteBuffer;

/** Takes the bytes of one body after its content coding is undone, in order. */
interface ByteSink {

  /** Takes all of the buffer, which is overwritten after the call. */
  void accept(ByteBuffer bytes);

  /** Says that no more come. */
  void finish();
}
