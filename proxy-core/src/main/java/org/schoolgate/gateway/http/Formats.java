package org.schoolgate.gateway.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.text.BodyFormat;

/**
 * What a head says that its body is, from all field lines and not from the first alone: programs
 * differ in which of two lines they believe, so a body that any of them would show as text is read
 * as text, codings on two lines are several codings, and what nobody can read counts before all.
 */
final class Formats {

  private Formats() {}

  static BodyFormat of(HeadReader head) {
    String coding = head.joinedValue(FieldName.CONTENT_ENCODING);
    BodyFormat found = BodyFormat.of(head.joinedValue(FieldName.CONTENT_TYPE), coding);
    for (int i = 0; i < head.count(); i++) {
      if (head.name(i) == FieldName.CONTENT_TYPE) {
        BodyFormat one = BodyFormat.of(head.value(i), coding);
        if (counts(one.kind(), found.kind())) {
          found = one;
        }
      }
    }
    return found;
  }

  private static boolean counts(BodyFormat.Kind line, BodyFormat.Kind all) {
    return switch (all) {
      case PARTS -> false;
      case HTML -> line == BodyFormat.Kind.PARTS;
      default -> line == BodyFormat.Kind.PARTS || line == BodyFormat.Kind.HTML || !all.isText();
    };
  }

  /**
   * What the body of a request is: whoever sends it may call it what he likes, so it is text unless
   * it proves to be none.
   */
  static BodyFormat ofRequest(HeadReader head) {
    BodyFormat format = of(head).asDocument();
    return format.isText() || format.coding() == BodyFormat.Coding.UNKNOWN
        ? format
        : format.undeclared();
  }

  /**
   * What the answer to a request is, as it will be shown: code that is opened by itself is text.
   *
   * @param head of the answer
   */
  static BodyFormat ofAnswer(HeadReader head, RequestHead request) {
    BodyFormat format = of(head);
    return format.kind().isCode() && Navigation.mayBeOne(request) ? format.asDocument() : format;
  }

  /** Whether a body says that it is a stream of server-sent events, and nothing else. */
  static boolean isEvents(HeadReader head) {
    String type = soleType(head);
    return type != null && type.equals("text/event-stream");
  }

  /**
   * Whether a body says that it is a stream of gRPC's messages, and nothing else: each side may
   * wait for the other's head before it says more.
   */
  static boolean isGrpc(HeadReader head) {
    String type = soleType(head);
    return type != null
        && (type.equals("application/grpc") || type.startsWith("application/grpc+"));
  }

  private static @Nullable String soleType(HeadReader head) {
    String types = head.joinedValue(FieldName.CONTENT_TYPE);
    if (types == null || types.indexOf(',') >= 0) {
      return null;
    }
    int parameters = types.indexOf(';');
    String type = parameters < 0 ? types : types.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  /** The same in a coding that nobody can read: a part of a page cannot be judged by itself. */
  static BodyFormat unreadable(BodyFormat format) {
    return new BodyFormat(
        format.kind(), format.charset(), format.boundary(), BodyFormat.Coding.UNKNOWN);
  }
}
