package org.schoolgate.gateway.enforce;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.Reference;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;
import org.schoolgate.policy.SearchSafety;
import org.schoolgate.policy.Target;

/** The notices that the tables of this package are made of. */
final class Notices {

  static final Reference REFERENCE = new Reference(327);
  static final CategoryTable CATEGORIES = CategoryTable.builtIn();
  static final Contacts CONTACTS =
      new Contacts("Hillside Primary School", "your teacher", "the school office");

  /** A quarter to ten in the morning, in British summer time. */
  static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-16T08:45:59Z"), ZoneId.of("Europe/London"));

  static final String TIME = "Tuesday 16 June 2026, 09:45";
  static final BlockPage PAGES = new BlockPage(CONTACTS, CLOCK);

  /** Holds all that could break out of HTML or JSON, and a mark that turns the writing round. */
  static final String NASTY = "</title><script>alert(1)</script>\"'&\\\u202egnp.exe\n\u0000";

  private Notices() {}

  static Group group(Audience audience) {
    return switch (audience) {
      case YOUNG_CHILD ->
          new Group("year-1", "Year 1", "ks1", audience, true, 60, 60, SearchSafety.STRICT);
      case PUPIL ->
          new Group("year-5", "Year 5", "ks2", audience, true, 100, 60, SearchSafety.STRICT);
      case ADULT ->
          new Group("teachers", "Teachers", "staff", audience, true, 160, 100, SearchSafety.STRICT);
    };
  }

  static Target target(String path, @Nullable String query) {
    return new Target(Protocol.HTTP, host("www.example.org"), 80, path, query);
  }

  static BlockNotice blocked(
      Audience audience, @Nullable String category, Reason.Kind kind, Remedy remedy) {
    return blocked(audience, category, kind, remedy, List.of());
  }

  static BlockNotice blocked(
      Audience audience,
      @Nullable String category,
      Reason.Kind kind,
      Remedy remedy,
      List<Category> found) {
    Decision.Block block =
        new Decision.Block(
            new Reason(kind, "The reason is \u201csecret phrase\u201d.", "matrix/cell"),
            category == null ? null : CATEGORIES.require(category),
            remedy);
    return BlockNotice.of(
        group(audience),
        target("/the/path", "q=private"),
        block,
        each -> each.id().equals("pornography"),
        found,
        REFERENCE);
  }

  static BlockNotice blocked(Audience audience, String category) {
    return blocked(audience, category, Reason.Kind.POLICY, Remedy.HEADTEACHER);
  }

  static BlockNotice illegal(Audience audience) {
    return blocked(audience, "iwf-urls", Reason.Kind.MANDATORY, Remedy.NOBODY);
  }

  static FaultNotice fault(Audience audience, int status) {
    return FaultNotice.of(audience, status, "What failed.", "www.example.org", REFERENCE);
  }

  static List<String> monitoredIds() {
    return CATEGORIES.all().stream()
        .filter(category -> category.monitored() && !category.illegal())
        .map(Category::id)
        .toList();
  }

  static List<Audience> audiences() {
    return Arrays.asList(Audience.values());
  }

  private static HostName host(String name) {
    return HostName.parse(name);
  }
}
