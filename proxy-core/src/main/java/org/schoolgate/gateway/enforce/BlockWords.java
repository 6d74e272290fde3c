package org.schoolgate.gateway.enforce;

import java.util.ArrayList;
import java.util.List;
import org.schoolgate.gateway.enforce.Page.Fact;
import org.schoolgate.gateway.enforce.Page.Section;
import org.schoolgate.gateway.enforce.Page.SupportLine;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Reason;

/**
 * The words of the block page, for each audience. They name no fault of the reader's: most blocks
 * are accidents, and a child who fears a telling-off does not report what it saw (S54).
 */
final class BlockWords {

  private final Contacts contacts;

  BlockWords(Contacts contacts) {
    this.contacts = contacts;
  }

  Page of(BlockNotice notice) {
    return switch (notice.audience()) {
      case YOUNG_CHILD -> forYoungChild(notice);
      case PUPIL -> forPupil(notice);
      case ADULT -> forAdult(notice);
    };
  }

  /** The sentence that says what can be done about it; the JSON form has it too. */
  String ask(BlockNotice notice) {
    boolean adult = notice.audience() == Audience.ADULT;
    String whom = adult ? contacts.office() : contacts.teacher();
    if (notice.reason().kind() == Reason.Kind.FAULT) {
      return "Try again in a few minutes. If it goes on, tell " + whom + ".";
    }
    if (notice.reason().kind() == Reason.Kind.REQUEST
        || notice.reason().kind() == Reason.Kind.MISDIRECTED
        || notice.reason().kind() == Reason.Kind.NO_GROUP) {
      return "Trying again will not help. If you need it, tell " + whom + ".";
    }
    return switch (notice.remedy()) {
      case NOBODY -> "It cannot be opened at school.";
      case LATER -> "You can open it at the time that the school has set for it.";
      case TEACHER ->
          adult
              ? "A teacher may open it for a lesson."
              : "If you need it for a lesson, ask " + whom + ".";
      case HEADTEACHER ->
          adult
              ? "If it is needed, ask for it through " + whom + "; the headteacher decides."
              : notice.openToNobody()
                  ? "It is closed for everybody at school."
                  : "If you need it for a lesson, ask " + whom + ". The headteacher decides.";
    };
  }

  private Page forYoungChild(BlockNotice notice) {
    List<Section> sections = new ArrayList<>();
    List<SupportLine> lines = Support.linesFor(Audience.YOUNG_CHILD, notice.concerns());
    if (!lines.isEmpty()) {
      sections.add(
          new Section(
              "Are you sad or scared?",
              List.of(
                  "Tell a grown-up you trust. They want to help you.",
                  "You can talk to Childline too. It is free.",
                  "If you are hurt, or not safe now, ring 999."),
              lines));
    }
    sections.add(
        new Section(
            "What can I do?",
            "Put up your hand and tell " + contacts.teacher() + ".",
            "Then go back and find a new page."));
    return new Page(
        "This page is closed",
        true,
        List.of(
            ChildWords.why(notice.category()),
            "If you saw something you did not like, tell a grown-up. You are not in trouble for telling."),
        sections,
        Page.FOR_A_GROWN_UP,
        facts(notice),
        monitored(notice));
  }

  private Page forPupil(BlockNotice notice) {
    List<Section> sections = new ArrayList<>();
    List<SupportLine> lines = Support.linesFor(Audience.PUPIL, notice.concerns());
    if (!lines.isEmpty()) {
      sections.add(
          new Section(
              "You can talk to someone",
              List.of(
                  "Tell an adult you trust, or talk to one of these. They listen.",
                  "If somebody is hurt or in danger now, ring 999."),
              lines));
    }
    boolean worrying = Support.worrying(notice.concerns());
    String tell =
        "If you came here by accident, or saw something that upset you, tell "
            + contacts.teacher()
            + ". You are not in trouble for telling.";
    sections.add(
        worrying
            ? new Section("What you can do", tell)
            : new Section("What you can do", ask(notice), tell));
    return new Page(
        title(notice),
        false,
        List.of(
            worrying
                ? "Whatever is going on, you do not have to deal with it on your own."
                : plainly(notice)),
        sections,
        "About this block",
        facts(notice),
        monitored(notice));
  }

  private Page forAdult(BlockNotice notice) {
    List<Section> sections = new ArrayList<>();
    List<SupportLine> lines = Support.linesFor(Audience.ADULT, notice.concerns());
    if (!lines.isEmpty()) {
      sections.add(
          new Section(
              "Support",
              List.of(
                  "For yourself or somebody else, these listen in confidence.",
                  "If a child may be at risk, tell " + Contacts.SAFEGUARDING + " now.",
                  "If somebody is in danger now, ring 999."),
              lines));
    }
    sections.add(
        new Section(
            "What you can do",
            ask(notice),
            "If you think that the block is a mistake, give the reference to "
                + contacts.office()
                + "."));
    return new Page(
        title(notice),
        false,
        List.of(why(notice)),
        sections,
        "About this block",
        facts(notice),
        monitored(notice));
  }

  /** Why, for a child of eight to eleven; the sentence of the ledger stands below for adults. */
  private static String plainly(BlockNotice notice) {
    return switch (notice.reason().kind()) {
      case FAULT, REQUEST, NOT_SERVED, NO_GROUP, UNINSPECTABLE -> why(notice);
      default ->
          "The school keeps this page closed for "
              + notice.group()
              + ". "
              + ChildWords.why(notice.category());
    };
  }

  /**
   * Why, as the ledger has it; but a child is not shown the phrase that was found, which may be
   * just what the block kept from it.
   */
  static String why(BlockNotice notice) {
    Category category = notice.category();
    if (notice.reason().kind() != Reason.Kind.PHRASE || notice.audience() == Audience.ADULT) {
      return notice.reason().text();
    }
    return category == null
        ? "It has words that the school blocks."
        : "It has words that the school blocks: " + category.title() + ".";
  }

  private static String title(BlockNotice notice) {
    return notice.reason().kind() == Reason.Kind.FAULT
        ? "This page cannot be opened now"
        : "This page is blocked";
  }

  private static List<Fact> facts(BlockNotice notice) {
    List<Fact> facts = new ArrayList<>();
    String address = notice.address();
    if (address != null) {
      facts.add(new Fact("Page", address, true));
    }
    Category category = notice.category();
    if (category != null) {
      facts.add(new Fact("Category", category.title(), false));
    }
    facts.add(new Fact("Blocked for", notice.group(), false));
    if (notice.audience() != Audience.ADULT) {
      facts.add(new Fact("Why", why(notice), false));
    }
    String reference = notice.reference();
    if (reference != null) {
      facts.add(new Fact("Reference", reference, true));
    }
    return facts;
  }

  private static String monitored(BlockNotice notice) {
    return switch (notice.audience()) {
      case YOUNG_CHILD -> "School looks at what we open here, to keep us safe.";
      case PUPIL -> "The school sees what is opened here, to keep everybody safe.";
      case ADULT -> "Browsing on this network is filtered and monitored.";
    };
  }
}
