package org.schoolgate.gateway.enforce;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.Reference;
import org.schoolgate.policy.Reason;

/**
 * Turns a notice into the answer that a client gets instead of what it asked for, in the form that
 * it can take. Immutable and thread-safe; made once, with the school's contacts.
 *
 * <p>No answer may be stored by anybody: the next decision about the same address may be another.
 */
public final class BlockPage {

  /** The header that names the decision; interface.md has both. */
  public static final String DECISION_HEADER = "Schoolgate-Decision";

  /** The header whose value finds the record in the ledger. */
  public static final String REFERENCE_HEADER = "Schoolgate-Reference";

  private static final int SEE_OTHER = 303;
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
  private static final int TOO_MANY_REQUESTS = 429;

  /** What the proxy asks for (RFC 7617 section 2.1): an account, and a password as UTF-8. */
  private static final String BASIC = "Basic realm=\"Schoolgate\", charset=\"UTF-8\"";

  private static final String RETRY_AFTER_SECONDS = "60";

  /** As a telephone call would give it; the time zone is the school's own. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm", Locale.UK);

  private static final String SVG_NOTHING =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";

  /** One transparent dot: the smallest GIF that every browser takes. */
  private static final String GIF_NOTHING =
      "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

  private final BlockWords blockWords;
  private final IllegalWords illegalWords;
  private final FaultWords faultWords;
  private final SignInWords signInWords;
  private final Clock clock;
  private final HtmlForm html;
  private final JsonForm json = new JsonForm();

  /**
   * Pages that name these contacts.
   *
   * @param clock in the school's time zone: each page says when it was made, so that it can be
   *     found on record even where it has no reference
   */
  public BlockPage(Contacts contacts, Clock clock) {
    this.clock = clock;
    this.blockWords = new BlockWords(contacts);
    this.illegalWords = new IllegalWords(contacts);
    this.faultWords = new FaultWords(contacts);
    this.signInWords = new SignInWords(contacts);
    this.html = new HtmlForm(contacts.school());
  }

  /**
   * The answer to a blocked request: 403, for illegal content with the splash page; and 503 where
   * the gateway itself is at fault, so that nobody takes it for the school's wish.
   */
  public Reply block(BlockNotice notice, BlockForm form) {
    Map<String, String> headers = headers(form, notice.reference());
    headers.put(DECISION_HEADER, "block");
    boolean fault = notice.reason().kind() == Reason.Kind.FAULT && !notice.illegal();
    if (fault) {
      headers.put("Retry-After", RETRY_AFTER_SECONDS);
    }
    Page page = notice.illegal() ? illegalWords.of(notice) : blockWords.of(notice);
    byte[] body =
        form == BlockForm.JSON
            ? bytes(json.block(notice, ask(notice), lines(notice)))
            : body(page, form);
    return new Reply(fault ? UNAVAILABLE : FORBIDDEN, headers, body);
  }

  /** The answer to a request that failed. */
  public Reply fault(FaultNotice notice, BlockForm form) {
    Reference reference = notice.reference();
    Map<String, String> headers = headers(form, reference == null ? null : reference.toString());
    if (notice.fault().refusal().isPresent()) {
      headers.put(DECISION_HEADER, "block");
    }
    if (notice.fault() == Fault.UPSTREAM_BUSY) {
      headers.put("Retry-After", RETRY_AFTER_SECONDS);
    }
    byte[] body =
        form == BlockForm.JSON ? bytes(json.fault(notice)) : body(faultWords.of(notice), form);
    return new Reply(notice.status(), headers, body);
  }

  /**
   * The answer to a request that is to be asked elsewhere: 303 (RFC 9110 section 15.4.4), so that
   * nothing of its body goes there.
   *
   * @param reference null if it stands in the traffic log alone
   */
  public Reply redirect(String address, @Nullable Reference reference) {
    Map<String, String> headers =
        headers(BlockForm.EMPTY, reference == null ? null : reference.toString());
    headers.put(DECISION_HEADER, "redirect");
    headers.put("Location", address);
    return new Reply(SEE_OTHER, headers, new byte[0]);
  }

  /**
   * The answer to somebody who has to sign in first: 407 (RFC 9110 section 15.5.8), at which a
   * browser asks for account and password; and 429 (RFC 6585) without that question where no
   * sign-in would be looked at.
   */
  public Reply signIn(SignInNotice notice, BlockForm form) {
    Map<String, String> headers = headers(form, null);
    headers.put(DECISION_HEADER, "challenge");
    if (notice.mustWait()) {
      headers.put("Retry-After", Integer.toString(notice.waitSeconds()));
    } else {
      headers.put("Proxy-Authenticate", BASIC);
    }
    byte[] body =
        form == BlockForm.JSON ? bytes(json.signIn(notice)) : body(signInWords.of(notice), form);
    return new Reply(
        notice.mustWait() ? TOO_MANY_REQUESTS : PROXY_AUTHENTICATION_REQUIRED, headers, body);
  }

  private String ask(BlockNotice notice) {
    return notice.illegal() ? "It cannot be opened at school." : blockWords.ask(notice);
  }

  private static List<Page.SupportLine> lines(BlockNotice notice) {
    return notice.illegal()
        ? IllegalWords.lines(notice)
        : Support.linesFor(notice.audience(), notice.concerns());
  }

  private Map<String, String> headers(BlockForm form, @Nullable String reference) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", form.contentType());
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    if (form.hasWords()) {
      headers.put("Content-Language", "en-GB");
    }
    if (form == BlockForm.HTML) {
      headers.put("Content-Security-Policy", html.contentSecurityPolicy());
    }
    if (reference != null) {
      headers.put(REFERENCE_HEADER, reference);
    }
    return headers;
  }

  private byte[] body(Page page, BlockForm form) {
    return switch (form) {
      case HTML -> bytes(html.write(timed(page)));
      case TEXT -> bytes(TextForm.write(timed(page)));
      case GIF -> Base64.getDecoder().decode(GIF_NOTHING);
      case SVG -> bytes(SVG_NOTHING);
      case JSON, SCRIPT, STYLESHEET, EMPTY -> new byte[0];
    };
  }

  private Page timed(Page page) {
    return page.with(new Page.Fact("Time", TIME.format(ZonedDateTime.now(clock)), false));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
