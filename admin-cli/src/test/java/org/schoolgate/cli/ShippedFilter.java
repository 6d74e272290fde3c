package org.schoolgate.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.RequestRefused;
import org.schoolgate.gateway.TargetReader;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Overrides;
import org.schoolgate.policy.Subject;

/**
 * The lists, phrases and policy that ship in {@code etc/}, asked as {@code schoolgate explain} asks
 * them, on a school morning and on a site that no list names.
 */
final class ShippedFilter {

  private static final Instant SCHOOL_MORNING = Instant.parse("2026-11-17T10:15:00Z");
  private static final String NO_LIST_NAMES_IT = "http://www.example.com/";

  private final Office office;
  private final Explainer explainer;

  private ShippedFilter(Office office) {
    this.office = office;
    this.explainer =
        new Explainer(
            office.assessor(Overrides.NONE),
            office.config().gateway().inspection().https(),
            (subject, dialled) -> true);
  }

  /**
   * Opens what ships.
   *
   * @param data a folder of its own, which stays empty
   */
  static ShippedFilter open(Path data) {
    Folders folders = new Folders(Path.of("../etc"), data, true);
    Clock morning = Clock.fixed(SCHOOL_MORNING, ZoneOffset.UTC);
    return new ShippedFilter(new Office(folders, morning, new SecureRandom()));
  }

  /** The rooms behind it. */
  Office office() {
    return office;
  }

  /** A page with that text is shown. */
  Explanation page(String group, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    String html =
        "<!doctype html><meta charset=\"utf-8\"><title>A page</title><p>" + escaped + "</p>";
    return explain(NO_LIST_NAMES_IT, group, null, html.getBytes(StandardCharsets.UTF_8));
  }

  /** That text is typed: searched for, sent by a form or said in a chat. */
  Explanation typed(String group, String text) {
    return explain(NO_LIST_NAMES_IT, group, text, null);
  }

  /** That site is asked for. */
  Explanation site(String group, String url) {
    return explain(url, group, null, null);
  }

  private Explanation explain(
      String url, String group, @Nullable String typed, byte @Nullable [] page) {
    Subject subject = new Subject("anybody", List.of(group), Confidence.DEVICE, "");
    try {
      return explainer.explain(subject, TargetReader.ofAddress(url), SCHOOL_MORNING, typed, page);
    } catch (RequestRefused refused) {
      throw new IllegalArgumentException(url + " is no address", refused);
    }
  }
}
