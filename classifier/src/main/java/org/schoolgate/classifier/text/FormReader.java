package org.schoolgate.classifier.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a form post ({@code application/x-www-form-urlencoded}), each a run of its
 * own, without those of sensitive fields. Not thread-safe.
 */
final class FormReader implements ByteSink {

  private final @Nullable String charset;
  private final TextScan scan;
  private final SecondReading again;
  private final StringBuilder name = new StringBuilder();
  private final ByteBuffer one = ByteBuffer.allocate(1);
  private boolean inName = true;
  private @Nullable CharsetReader value;
  private long position;

  /** Where the field begins. */
  private long begin;

  /** What a percent sign has announced: -1 nothing, -2 two digits, otherwise the first digit. */
  private int escape = -1;

  FormReader(@Nullable String charset, TextScan scan) {
    this.charset = charset;
    this.scan = scan;
    this.again = new SecondReading(scan);
  }

  @Override
  public void accept(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      step(bytes.get());
      position++;
    }
  }

  @Override
  public void finish() {
    endEscape();
    endField();
    scan.finish(position);
  }

  private void step(byte b) {
    if (escape == -2 && Character.digit(b, 16) >= 0) {
      escape = Character.digit(b, 16);
      return;
    }
    if (escape >= 0 && Character.digit(b, 16) >= 0) {
      int decoded = escape << 4 | Character.digit(b, 16);
      escape = -1;
      put((byte) decoded);
      return;
    }
    endEscape();
    switch (b) {
      case '%' -> escape = -2;
      case '+' -> put((byte) ' ');
      case '&', '\n' -> endField();
      case '=' -> {
        if (inName) {
          beginValue();
        } else {
          put(b);
        }
      }
      default -> put(b);
    }
  }

  /** A percent sign that announced nothing stands for itself. */
  private void endEscape() {
    int announced = escape;
    escape = -1;
    if (announced != -1) {
      put((byte) '%');
    }
    if (announced >= 0) {
      put((byte) Character.forDigit(announced, 16));
    }
  }

  private void beginValue() {
    inName = false;
    if (!SensitiveNames.isSensitive(name.toString())) {
      value =
          new CharsetReader(charset, false, OffsetReader.plain(scan.main(), again, position + 1));
    }
  }

  private void endField() {
    if (inName && name.length() > 0) {
      // A body without any name is what somebody wrote: keep it.
      beginBareValue();
    }
    if (value != null) {
      value.finish();
      value = null;
    }
    name.setLength(0);
    inName = true;
    begin = position + 1;
  }

  private void put(byte b) {
    if (!inName) {
      if (value != null) {
        one.clear();
        one.put(b).flip();
        value.accept(one);
      }
    } else if (name.length() < SensitiveNames.NAME_CHARS_MAX) {
      name.append((char) (b & 0xFF));
    } else {
      // Too long for a name: text without one.
      beginBareValue();
      put(b);
    }
  }

  private void beginBareValue() {
    inName = false;
    value = new CharsetReader(charset, false, OffsetReader.plain(scan.main(), again, begin));
    value.accept(ByteBuffer.wrap(name.toString().getBytes(StandardCharsets.ISO_8859_1)));
  }
}
