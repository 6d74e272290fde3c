package org.schoolgate.gateway.enforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolgate.gateway.enforce.Page.SupportLine;
import org.schoolgate.policy.Audience;

/**
 * Who helps with what: the lines that a page names when what was blocked suggests that somebody
 * needs them. Numbers as the organisations publish them.
 */
final class Support {

  static final SupportLine CHILDLINE =
      new SupportLine(
          "Childline", "ring 0800 1111, any time", "08001111", "https://www.childline.org.uk/");
  static final SupportLine SAMARITANS =
      new SupportLine(
          "Samaritans", "ring 116 123, any time", "116123", "https://www.samaritans.org/");
  static final SupportLine SHOUT =
      new SupportLine("Shout", "text SHOUT to 85258, any time", null, "https://giveusashout.org/");
  static final SupportLine PAPYRUS =
      new SupportLine(
          "Papyrus HOPELINE247",
          "ring 0800 068 4141, any time",
          "08000684141",
          "https://www.papyrus-uk.org/");
  static final SupportLine EDUCATION_SUPPORT =
      new SupportLine(
          "Education Support",
          "ring 08000 562 561, any time, for everybody who works in a school",
          "08000562561",
          "https://www.educationsupport.org.uk/");
  static final SupportLine NSPCC =
      new SupportLine(
          "NSPCC helpline",
          "ring 0808 800 5000 if you are worried about a child",
          "08088005000",
          "https://www.nspcc.org.uk/");
  static final SupportLine DOMESTIC_ABUSE =
      new SupportLine(
          "National Domestic Abuse Helpline",
          "ring 0808 2000 247, any time",
          "08082000247",
          "https://www.nationaldahelpline.org.uk/");
  static final SupportLine BEAT =
      new SupportLine(
          "Beat",
          "ring 0808 801 0677 about eating",
          "08088010677",
          "https://www.beateatingdisorders.org.uk/");
  static final SupportLine REPORT_REMOVE =
      new SupportLine(
          "Report Remove",
          "gets a picture of you taken off the internet",
          null,
          "https://www.childline.org.uk/remove");
  static final SupportLine CEOP =
      new SupportLine(
          "CEOP",
          "tell the police about somebody online who worries you",
          null,
          "https://www.ceop.police.uk/safety-centre/");
  static final SupportLine FRANK =
      new SupportLine(
          "FRANK", "ring 0300 123 6600 about drugs", "03001236600", "https://www.talktofrank.com/");
  static final SupportLine STOP_IT_NOW =
      new SupportLine(
          "Stop It Now",
          "ring 0808 1000 900; you need not say who you are",
          "08081000900",
          "https://www.stopitnow.org.uk/");

  private static final Set<String> DISTRESS = Set.of("suicide", "self-harm");
  private static final Set<String> ABUSE =
      Set.of("disclosure", "grooming", "child-sexual-exploitation", "sexting");
  private static final String PARTNERS = "violence-against-women-and-girls";
  private static final String EATING = "eating-disorders";
  private static final String BULLYING = "bullying";
  private static final String DRUGS = "drugs";
  private static final Set<String> WORRYING =
      Stream.of(DISTRESS, ABUSE, Set.of(PARTNERS, EATING, BULLYING, DRUGS))
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private Support() {}

  /** The lines for these concerns, the most fitting first; none where nothing is worrying. */
  static List<SupportLine> linesFor(Audience audience, Set<String> concerns) {
    return switch (audience) {
      case YOUNG_CHILD -> worrying(concerns) ? List.of(CHILDLINE) : List.of();
      case PUPIL -> worrying(concerns) ? forPupil(concerns) : List.of();
      case ADULT -> worrying(concerns) ? forAdult(concerns) : List.of();
    };
  }

  /** Whether somebody may need help, which goes before everything else on the page. */
  static boolean worrying(Set<String> concerns) {
    return concerns.stream().anyMatch(WORRYING::contains);
  }

  private static List<SupportLine> forPupil(Set<String> concerns) {
    List<SupportLine> lines = new ArrayList<>(List.of(CHILDLINE));
    if (concerns.stream().anyMatch(DISTRESS::contains)) {
      lines.addAll(List.of(SAMARITANS, PAPYRUS, SHOUT));
    }
    if (concerns.contains("sexting") || concerns.contains("child-sexual-exploitation")) {
      lines.add(REPORT_REMOVE);
    }
    if (concerns.contains("grooming") || concerns.contains("child-sexual-exploitation")) {
      lines.add(CEOP);
    }
    if (concerns.contains(EATING)) {
      lines.add(BEAT);
    }
    if (concerns.contains(DRUGS)) {
      lines.add(FRANK);
    }
    return lines;
  }

  private static List<SupportLine> forAdult(Set<String> concerns) {
    List<SupportLine> lines = new ArrayList<>(List.of(SAMARITANS, EDUCATION_SUPPORT));
    if (concerns.stream().anyMatch(DISTRESS::contains)) {
      lines.add(SHOUT);
    }
    if (concerns.contains(PARTNERS)) {
      lines.add(0, DOMESTIC_ABUSE);
    }
    if (concerns.stream().anyMatch(ABUSE::contains)) {
      lines.add(NSPCC);
    }
    if (concerns.contains(EATING)) {
      lines.add(BEAT);
    }
    if (concerns.contains(DRUGS)) {
      lines.add(FRANK);
    }
    return lines;
  }
}
