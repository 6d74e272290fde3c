package org.schoolgate.classifier.text;

import java.nio.ByteBuffer;

/**
 * Tells from the first bytes of a body without a type whether a browser would take it for binary
 * data and not show it.
 *
 * <p>Once it begins as markup or with a byte order mark, browsers show it whatever follows (WHATWG
 * MIME Sniffing section 7.1), so no byte after that makes it binary. They know some twenty tags; we
 * take any, because what we read in vain costs little and what we do not read is seen by a child.
 * Not thread-safe.
 */
final class BinarySniff {

  /** How far browsers look at least; bytes after these decide nothing. */
  static final int SNIFF_BYTES_MAX = 512;

  private static final int MARK_BYTES_MAX = 3;

  /** Binary formats that begin like text (section 7.1): PDF and PostScript. */
  private static final String[] BEGIN_LIKE_TEXT = {"%PDF-", "%!PS-Adobe-"};

  /** What the bytes so far may still turn out to be. */
  private enum State {
    SPACE,
    OPENED,
    OTHER,
    SHOWN,
    BINARY
  }

  private State state = State.SPACE;
  private int seenBytes;

  /** How much of each of them the first bytes are. */
  private final int[] matched = new int[BEGIN_LIKE_TEXT.length];

  /** The bytes before this one while they may be a byte order mark, the last in the low byte. */
  private int mark;

  /** Looks at the next bytes without taking them; true if the body is binary. */
  boolean isBinary(ByteBuffer next) {
    for (int i = next.position(); i < next.limit() && undecided(); i++) {
      look(next.get(i) & 0xFF);
      seenBytes++;
    }
    return state == State.BINARY;
  }

  /** Whether the next byte may still decide. */
  boolean undecided() {
    return state != State.SHOWN && state != State.BINARY && seenBytes < SNIFF_BYTES_MAX;
  }

  private void look(int b) {
    if (seenBytes < MARK_BYTES_MAX && isMark(b)) {
      state = State.SHOWN;
    } else if (isControl(b) || completesMagic(b)) {
      state = State.BINARY;
    } else {
      state = afterText(b);
    }
  }

  private boolean isMark(int b) {
    mark = mark << 8 | b;
    return (seenBytes == 1 && (mark == 0xFEFF || mark == 0xFFFE))
        || (seenBytes == 2 && mark == 0xEFBBBF);
  }

  private boolean completesMagic(int b) {
    for (int i = 0; i < matched.length; i++) {
      String magic = BEGIN_LIKE_TEXT[i];
      if (matched[i] == seenBytes && seenBytes < magic.length() && magic.charAt(seenBytes) == b) {
        matched[i]++;
        if (matched[i] == magic.length()) {
          return true;
        }
      }
    }
    return false;
  }

  private State afterText(int b) {
    return switch (state) {
      case SPACE -> b == '<' ? State.OPENED : isSpace(b) ? State.SPACE : State.OTHER;
      case OPENED -> startsTag(b) ? State.SHOWN : State.OTHER;
      case OTHER, SHOWN, BINARY -> state;
    };
  }

  private static boolean startsTag(int b) {
    return b == '!' || b == '?' || b == '/' || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
  }

  private static boolean isSpace(int b) {
    return b == '\t' || b == '\n' || b == '\f' || b == '\r' || b == ' ';
  }

  /** A byte that text never has (WHATWG MIME Sniffing section 3). */
  private static boolean isControl(int b) {
    return b < ' ' && !isSpace(b) && b != 0x1B;
  }
}
