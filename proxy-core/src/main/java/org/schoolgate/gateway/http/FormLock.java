package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.RequestLock;

/**
 * Keeps a form that is posted from saying otherwise what the school has settled: in the body of a
 * search, the name of such a parameter is written over, letter by letter, so that the engine knows
 * none of that name but the one in the address. No byte comes or goes, so the length that the head
 * announced stays right, and what follows is not waited for: only a name is held until its end is
 * seen.
 *
 * <p>For one body, in order; not thread-safe.
 */
final class FormLock {

  /** Longer than any settled name, with every letter escaped. */
  private static final int NAME_BYTES_MAX = 96;

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final byte OVERWRITTEN = 'x';

  private final RequestLock lock;
  private final byte[] name = new byte[NAME_BYTES_MAX];
  private int held;
  private boolean inName = true;

  /** One for a form of which something is settled. */
  FormLock(RequestLock lock) {
    this.lock = lock;
  }

  /** One for a body of that head; null if it is no form, or nothing of it is settled. */
  static @Nullable FormLock of(RequestHead head, RequestLock lock) {
    return lock.query().isEmpty() || !head.hasBody() || !isForm(head.fields())
        ? null
        : new FormLock(lock);
  }

  /** Whether any program might take it for one, as they do what has no type. */
  private static boolean isForm(HeadReader fields) {
    boolean typed = false;
    for (int i = 0; i < fields.count(); i++) {
      if (fields.name(i) == FieldName.CONTENT_TYPE) {
        typed = true;
        if (fields.value(i).toLowerCase(Locale.ROOT).contains(FORM)) {
          return true;
        }
      }
    }
    return !typed;
  }

  /** What may go on after that content, which is taken over; perhaps nothing. */
  ByteBuf next(ByteBuf content, ByteBufAllocator alloc) {
    ByteBuf out = alloc.buffer(held + content.readableBytes());
    try {
      while (content.isReadable()) {
        take(content.readByte(), out);
      }
    } finally {
      content.release();
    }
    return out;
  }

  private void take(byte next, ByteBuf out) {
    boolean ends = next == '&' || next == ';';
    if (!inName) {
      out.writeByte(next);
      inName = ends;
    } else if (ends || next == '=') {
      writeName(out);
      out.writeByte(next);
      inName = ends;
    } else {
      if (held == name.length) {
        tooLong(out);
      }
      if (inName) {
        name[held++] = next;
      } else {
        out.writeByte(next);
      }
    }
  }

  /** A name that long is none of ours, unless all of it so far is space. */
  private void tooLong(ByteBuf out) {
    inName = lock.isSpace(text());
    out.writeBytes(name, 0, held);
    held = 0;
  }

  private void writeName(ByteBuf out) {
    if (lock.settles(text())) {
      for (int i = 0; i < held; i++) {
        out.writeByte(OVERWRITTEN);
      }
    } else {
      out.writeBytes(name, 0, held);
    }
    held = 0;
  }

  private String text() {
    return new String(name, 0, held, StandardCharsets.ISO_8859_1);
  }

  /** What was held of a name, after the last content. */
  ByteBuf end(ByteBufAllocator alloc) {
    ByteBuf out = alloc.buffer(held);
    writeName(out);
    return out;
  }
}
