package org.schoolgate.gateway.enforce;

import java.util.ArrayList;
import java.util.List;
import org.schoolgate.gateway.enforce.Page.Fact;
import org.schoolgate.gateway.enforce.Page.Section;
import org.schoolgate.gateway.enforce.Page.SupportLine;
import org.schoolgate.policy.MandatoryBlocklist;

/**
 * The splash page for what may be illegal (S22, S62): it names neither address nor category, says
 * what to do now and who helps, and offers no way to have it opened here.
 */
final class IllegalWords {

  static final String WHY = MandatoryBlocklist.SENTENCE;

  private final Contacts contacts;

  IllegalWords(Contacts contacts) {
    this.contacts = contacts;
  }

  Page of(BlockNotice notice) {
    return switch (notice.audience()) {
      case YOUNG_CHILD ->
          page(
              notice,
              "This page is closed",
              List.of("It may be against the law.", "You are not in trouble for telling."),
              new Section(
                  "What can I do?",
                  List.of(
                      "Stop now. Put up your hand and tell " + contacts.teacher() + ".",
                      "You can talk to Childline too. It is free."),
                  lines(notice)));
      case PUPIL ->
          page(
              notice,
              "This page is blocked",
              List.of(WHY, "Do not try to open it again."),
              new Section(
                  "What to do now",
                  List.of(
                      "Tell " + contacts.teacher() + " now. You are not in trouble for telling.",
                      "If somebody has a picture of you, or is making you do things, it is not"
                          + " your fault, and these will help."),
                  lines(notice)));
      case ADULT -> forAdult(notice);
    };
  }

  /** The lines that a reply in JSON may name. */
  static List<SupportLine> lines(BlockNotice notice) {
    return switch (notice.audience()) {
      case YOUNG_CHILD -> List.of(Support.CHILDLINE);
      case PUPIL -> List.of(Support.CHILDLINE, Support.REPORT_REMOVE, Support.CEOP);
      case ADULT -> List.of(Support.STOP_IT_NOW, Support.SAMARITANS, Support.EDUCATION_SUPPORT);
    };
  }

  private Page forAdult(BlockNotice notice) {
    return new Page(
        "Access denied",
        false,
        List.of(
            WHY,
            "Trying on purpose to open it may be a criminal offence, with grave consequences for"
                + " you and for others."),
        List.of(
            new Section(
                "What to do now",
                "Do not visit it again, and do not copy, print or show it.",
                "Leave the device as it is and tell "
                    + Contacts.SAFEGUARDING
                    + " now. Say the reference, nothing more."),
            new Section(
                "If you are worried about your own thoughts or behaviour, or about somebody"
                    + " else's",
                List.of("These listen in confidence."),
                lines(notice)),
            new Section(
                "If it is blocked by mistake",
                "Nobody at the school can open it. Give the reference to "
                    + Contacts.SAFEGUARDING
                    + ", who can ask the keeper of the list to look again.")),
        "About this block",
        reference(notice),
        "Browsing on this network is filtered and monitored.");
  }

  private static Page page(BlockNotice notice, String title, List<String> lead, Section section) {
    return new Page(
        title,
        false,
        lead,
        List.of(section),
        Page.FOR_A_GROWN_UP,
        reference(notice),
        "School looks at what we open here, to keep us safe.");
  }

  private static List<Fact> reference(BlockNotice notice) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Why", WHY, false));
    String reference = notice.reference();
    if (reference != null) {
      facts.add(new Fact("Reference", reference, true));
    }
    return facts;
  }
}
