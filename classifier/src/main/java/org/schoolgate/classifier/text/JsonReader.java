package org.schoolgate.classifier.text;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words out of JSON, or of what only begins like it: each string value is a run of its
 * own, and what stands outside strings is read too, so that nothing a person wrote is passed over
 * because it does not parse. Values under a sensitive name are skipped with all they contain.
 *
 * <p>A name is no text for people, unless it holds a space, as where a table is keyed by what was
 * said. Not thread-safe.
 */
final class JsonReader {

  private static final int DEPTH_MAX = 1000;
  private static final int UNICODE_DIGITS = 4;

  private enum State {
    BETWEEN,
    NAME,
    VALUE,
    SKIPPED,
    BARE
  }

  private final PlainReader outer;

  /** Whether each level that is open is an object. */
  private final BitSet objects = new BitSet();

  private final StringBuilder name = new StringBuilder();
  private long nameOffset;
  private @Nullable PlainReader value;
  private State state = State.BETWEEN;
  private int depth;
  private boolean expectsName;
  private boolean nameIsSensitive;

  /** The depth at which a sensitive value was met, and everything deeper is skipped; or -1. */
  private int skipDepth = -1;

  private boolean escaped;
  private int unicodeDigitsLeft;
  private int unicode;

  JsonReader(PlainReader outer) {
    this.outer = outer;
  }

  void accept(char c, long offset) {
    switch (state) {
      case BETWEEN, BARE -> outside(c, offset);
      case NAME, VALUE, SKIPPED -> inString(c, offset);
    }
  }

  void end(long offset) {
    endString(offset);
  }

  private void outside(char c, long offset) {
    switch (c) {
      case '"' -> {
        endBare(offset);
        beginString(offset);
      }
      case '{', '[' -> {
        endBare(offset);
        open(c == '{');
      }
      case '}', ']' -> {
        endBare(offset);
        close();
      }
      case ',' -> {
        endBare(offset);
        expectsName = depth > 0 && objects.get(depth);
        nameIsSensitive = false;
      }
      case ':' -> {
        endBare(offset);
        expectsName = false;
      }
      default -> bare(c, offset);
    }
  }

  private void bare(char c, long offset) {
    boolean space = c <= ' ';
    if (state == State.BETWEEN && space) {
      return;
    }
    state = State.BARE;
    if (!isSkipping()) {
      outer.lane().append(c, offset);
    }
  }

  private void endBare(long offset) {
    if (state == State.BARE) {
      state = State.BETWEEN;
      if (!isSkipping()) {
        outer.lane().endRun(offset);
      }
    }
  }

  private void beginString(long offset) {
    escaped = false;
    unicodeDigitsLeft = 0;
    if (expectsName) {
      state = State.NAME;
      name.setLength(0);
      nameOffset = offset + 1;
    } else if (isSkipping()) {
      state = State.SKIPPED;
    } else {
      state = State.VALUE;
      value = outer.nested();
    }
  }

  private void inString(char c, long offset) {
    if (unicodeDigitsLeft > 0) {
      int digit = Character.digit(c, 16);
      if (digit >= 0) {
        unicode = unicode << 4 | digit;
        if (--unicodeDigitsLeft == 0) {
          put((char) unicode, offset);
        }
        return;
      }
      unicodeDigitsLeft = 0;
    }
    if (escaped) {
      escaped = false;
      escape(c, offset);
    } else if (c == '\\') {
      escaped = true;
    } else if (c == '"') {
      endString(offset);
    } else {
      put(c, offset);
    }
  }

  private void escape(char c, long offset) {
    if (c == 'u') {
      unicode = 0;
      unicodeDigitsLeft = UNICODE_DIGITS;
      return;
    }
    put(
        switch (c) {
          case 'n', 'r', 't', 'b', 'f' -> '\n';
          default -> c;
        },
        offset);
  }

  private void put(char c, long offset) {
    if (state == State.NAME) {
      if (name.length() < SensitiveNames.NAME_CHARS_MAX) {
        name.append(c);
      }
    } else if (state == State.VALUE && value != null) {
      value.accept(c, offset);
    }
  }

  private void endString(long offset) {
    if (state == State.NAME) {
      String told = name.toString();
      nameIsSensitive = SensitiveNames.isSensitive(told);
      if (told.indexOf(' ') >= 0 && !isSkipping()) {
        for (int i = 0; i < told.length(); i++) {
          outer.lane().append(told.charAt(i), nameOffset + i);
        }
        outer.lane().endRun(offset);
      }
    } else if (state == State.VALUE && value != null) {
      value.end(offset);
      value = null;
    } else {
      endBare(offset);
    }
    state = State.BETWEEN;
  }

  private boolean isSkipping() {
    return skipDepth >= 0 || (nameIsSensitive && !expectsName);
  }

  private void open(boolean object) {
    if (skipDepth < 0 && nameIsSensitive && !expectsName) {
      skipDepth = depth;
    }
    if (depth < DEPTH_MAX) {
      depth++;
      objects.set(depth, object);
    }
    expectsName = object;
    nameIsSensitive = false;
  }

  private void close() {
    if (depth > 0) {
      depth--;
    }
    if (skipDepth >= depth) {
      skipDepth = -1;
    }
    expectsName = false;
    nameIsSensitive = false;
  }
}
