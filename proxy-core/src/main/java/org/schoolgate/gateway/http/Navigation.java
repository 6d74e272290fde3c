package org.schoolgate.gateway.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.text.BodyFormat;

/** Tells a page that a browser shows to somebody from what programs fetch. */
final class Navigation {

  private static final Pattern AHEAD = Pattern.compile("\\s*(prefetch|preview)\\s*([;,].*)?");
  private static final Set<String> PAGES = Set.of("document", "iframe", "frame");
  private static final Set<String> EMBEDDED = Set.of("fencedframe", "embed", "object");

  private static final List<FieldName> PURPOSES =
      List.of(FieldName.SEC_PURPOSE, FieldName.PURPOSE, FieldName.X_PURPOSE, FieldName.X_MOZ);

  private Navigation() {}

  /**
   * Whether a browser fetches something before anybody asks for it. {@code Sec-Purpose: prefetch},
   * with or without parameters, is what the Fetch standard says; the other names are those of
   * earlier Chromium, Safari and Firefox.
   */
  static boolean isAhead(RequestHead head) {
    return PURPOSES.stream()
        .map(head::value)
        .anyMatch(
            purpose ->
                purpose != null && AHEAD.matcher(purpose.toLowerCase(Locale.ROOT)).matches());
  }

  /**
   * Whether a request asks for a page to be shown. Browsers say so (Fetch Metadata), except to
   * sites without TLS, where their Accept header tells.
   */
  static boolean isOne(RequestHead head) {
    String destination = head.value(FieldName.SEC_FETCH_DEST);
    if (destination != null) {
      return PAGES.contains(destination.strip());
    }
    String accept = head.value(FieldName.ACCEPT);
    return accept != null && accept.startsWith("text/html");
  }

  /** Whether a stream of server-sent events is asked for, as {@code EventSource} does. */
  static boolean wantsEvents(RequestHead head) {
    String accept = head.value(FieldName.ACCEPT);
    return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/event-stream");
  }

  /**
   * Whether what answers a request may be shown by itself, in a window, a frame or a plug-in: more
   * requests than {@link #isOne}, since what is decided by it must not miss one.
   */
  static boolean mayBeOne(RequestHead head) {
    String destination = head.value(FieldName.SEC_FETCH_DEST);
    if (destination != null) {
      String lower = destination.strip().toLowerCase(Locale.ROOT);
      return PAGES.contains(lower) || EMBEDDED.contains(lower);
    }
    String accept = head.value(FieldName.ACCEPT);
    return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
  }

  /**
   * Whether markup of our own could end an answer to such a request: HTML in bytes that are the
   * text itself, in a charset whose ASCII is ASCII, and not to be saved as a file.
   */
  static boolean takesMarkup(ResponseHead head) {
    BodyFormat format = Formats.of(head.fields());
    return format.kind() == BodyFormat.Kind.HTML
        && format.coding() == BodyFormat.Coding.IDENTITY
        && isAscii(format.charset())
        && isShown(head.fields().joinedValue(FieldName.CONTENT_DISPOSITION));
  }

  private static boolean isAscii(@Nullable String charset) {
    return charset == null
        || charset.equals("utf-8")
        || charset.equals("utf8")
        || charset.equals("us-ascii")
        || charset.startsWith("iso-8859-")
        || charset.startsWith("windows-");
  }

  private static boolean isShown(@Nullable String disposition) {
    return disposition == null || disposition.strip().startsWith("inline");
  }
}
