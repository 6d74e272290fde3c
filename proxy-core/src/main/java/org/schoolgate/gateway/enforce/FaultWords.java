package org.schoolgate.gateway.enforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.schoolgate.audit.Reference;
import org.schoolgate.gateway.enforce.Page.Fact;
import org.schoolgate.gateway.enforce.Page.Section;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Reason;

/**
 * The words of the error pages, for each audience: a child reads whether the page is safe, what to
 * do now and whom to tell; staff read the cause, and what a technician does about it.
 */
final class FaultWords {

  private static final String BLAMELESS = "You did nothing wrong.";

  private final Contacts contacts;

  FaultWords(Contacts contacts) {
    this.contacts = contacts;
  }

  Page of(FaultNotice notice) {
    return switch (notice.audience()) {
      case YOUNG_CHILD -> forYoungChild(notice);
      case PUPIL -> forPupil(notice);
      case ADULT -> forAdult(notice);
    };
  }

  private Page forYoungChild(FaultNotice notice) {
    return new Page(
        titleForYoungChild(notice.fault()),
        true,
        List.of(forYoungChild(notice.fault()), BLAMELESS),
        List.of(
            new Section(
                "What can I do?",
                notice.fault().retryHelps()
                    ? "Wait a little. Then try again."
                    : "Go back and find a new page.",
                notice.fault().retryHelps()
                    ? "If it still does not work, tell " + contacts.teacher() + "."
                    : "Put up your hand and tell " + contacts.teacher() + ".")),
        Page.FOR_A_GROWN_UP,
        facts(notice),
        "");
  }

  private static String titleForYoungChild(Fault fault) {
    if (isUnsafe(fault)) {
      return "This page may not be safe";
    }
    return fault == Fault.ADDRESS_REFUSED ? "This page is closed" : "This page is not working";
  }

  private static String forYoungChild(Fault fault) {
    if (isUnsafe(fault)) {
      return "We cannot tell who made this page.";
    }
    return fault == Fault.ADDRESS_REFUSED ? ChildWords.why(null) : "It is broken.";
  }

  private Page forPupil(FaultNotice notice) {
    boolean unsafe = isUnsafe(notice.fault());
    return new Page(
        unsafe ? "This site may not be safe" : title(notice.fault()),
        false,
        List.of(plainly(notice.fault()), BLAMELESS),
        List.of(
            new Section(
                "What you can do",
                now(notice.fault()),
                "If you need it, show this page to " + contacts.teacher() + ".")),
        "About this fault",
        facts(notice),
        "");
  }

  private Page forAdult(FaultNotice notice) {
    String what = notice.reference() == null ? "the site and the time" : "the reference";
    return new Page(
        title(notice.fault()),
        false,
        List.of(notice.why()),
        List.of(
            new Section(
                "What you can do",
                retry(notice.fault()),
                "If it goes on, tell " + contacts.office() + " and give " + what + " below."),
            new Section("For the technician", forTechnician(notice))),
        "About this fault",
        facts(notice),
        "");
  }

  /** Whether somebody may be pretending to be the site. */
  private static boolean isUnsafe(Fault fault) {
    return fault.refusal().equals(Optional.of(Reason.Kind.INSECURE));
  }

  /** What is the matter, for a child of eight to eleven. */
  private static String plainly(Fault fault) {
    return switch (fault) {
      case MALFORMED_REQUEST ->
          "This computer asked for the page in a way that nobody understands.";
      case ADDRESS_REFUSED ->
          "This page is inside the school's own computers. It is not a website.";
      case UPSTREAM_FAILED -> "The website is not working. It is not this computer.";
      case UPSTREAM_BUSY -> "Too many people want this website at once.";
      case UPSTREAM_SLOW -> "The website did not answer in time. It is not this computer.";
      case CERTIFICATE_EXPIRED ->
          "Every safe website can prove who it is. The proof of this one is too old.";
      case CERTIFICATE_OF_ANOTHER ->
          "Every safe website can prove who it is. This one has the proof of another website.";
      case CERTIFICATE_UNKNOWN ->
          "Every safe website can prove who it is. Nobody we trust has checked this one.";
      case NOT_SECURE -> "What you type there could be read by other people.";
    };
  }

  /** What a child does now. */
  private static String now(Fault fault) {
    return switch (fault) {
      case UPSTREAM_FAILED, CERTIFICATE_OF_ANOTHER ->
          "Check the spelling of the address. If it is right, use another website for now.";
      case UPSTREAM_BUSY, UPSTREAM_SLOW -> "Wait a few minutes, then try again.";
      case MALFORMED_REQUEST,
          ADDRESS_REFUSED,
          CERTIFICATE_EXPIRED,
          CERTIFICATE_UNKNOWN,
          NOT_SECURE ->
          "Use another website for now.";
    };
  }

  private static String title(Fault fault) {
    return switch (fault) {
      case MALFORMED_REQUEST -> "The request could not be understood";
      case ADDRESS_REFUSED -> "This address is not allowed";
      case UPSTREAM_FAILED -> "The site is not working";
      case UPSTREAM_BUSY -> "The site is too busy";
      case UPSTREAM_SLOW -> "The site is too slow";
      case CERTIFICATE_EXPIRED -> "The site cannot prove who it is: its certificate is out of date";
      case CERTIFICATE_OF_ANOTHER -> "This is not the site that was asked for";
      case CERTIFICATE_UNKNOWN -> "The site cannot prove who it is";
      case NOT_SECURE -> "There is no secure way to the site";
    };
  }

  /** Whether trying again can help, in one sentence. */
  private static String retry(Fault fault) {
    return switch (fault) {
      case MALFORMED_REQUEST, ADDRESS_REFUSED -> "Trying again will not help.";
      case UPSTREAM_FAILED ->
          "Check the spelling of the address. If it is right, trying again in a few minutes may"
              + " help.";
      case UPSTREAM_BUSY, UPSTREAM_SLOW -> "Trying again in a few minutes may help.";
      case CERTIFICATE_EXPIRED ->
          "Use another site for now: whoever runs this one has to renew its certificate.";
      case CERTIFICATE_OF_ANOTHER ->
          "Check the spelling of the address. If it is right, do not use the site: somebody may be"
              + " pretending to be it.";
      case CERTIFICATE_UNKNOWN ->
          "Do not use the site, unless the technician finds out whose certificate it is.";
      case NOT_SECURE ->
          "Trying again will not help: whoever runs the site has to bring its security up to date.";
    };
  }

  /** The next step of somebody with the gateway's command line. */
  private static String forTechnician(FaultNotice notice) {
    String host = notice.host() == null ? "" : " --host " + notice.host();
    return switch (notice.fault()) {
      case MALFORMED_REQUEST ->
          "\"schoolgate audit search --kind refused\" shows which device sends such requests, and"
              + " what is wrong with them.";
      case ADDRESS_REFUSED ->
          "The name leads to an address inside the school, or to the gateway. If people should"
              + " reach it, name its network and theirs under upstream.private-addresses in"
              + " schoolgate.yaml.";
      case UPSTREAM_FAILED, UPSTREAM_BUSY, UPSTREAM_SLOW ->
          "\"schoolgate audit search --traffic"
              + host
              + "\" shows whether it fails for everybody. Look whether the gateway's name server"
              + " knows the site, and whether its line to the internet is up.";
      case CERTIFICATE_EXPIRED ->
          "Look whether the gateway's own clock is right: if it is not, every site seems out of"
              + " date. Otherwise only whoever runs the site can help.";
      case CERTIFICATE_OF_ANOTHER ->
          "Compare the address to which the gateway's name server leads the name with the one seen"
              + " from outside the school. If they differ, something on the way answers in its"
              + " place.";
      case CERTIFICATE_UNKNOWN ->
          "If the site is the school's own or a supplier's, add the certificate of its issuer to"
              + " upstream.trusted-certificates in schoolgate.yaml. Sites that leave out an"
              + " intermediate certificate look the same: tell whoever runs it.";
      case NOT_SECURE ->
          "The site offers nothing newer than TLS 1.1, no TLS at all, or asks for a certificate of"
              + " the device. For the last, a row of the policy with \"inspected: false\" lets the"
              + " site pass unread.";
    };
  }

  private static String side(Fault.Side side) {
    return switch (side) {
      case CLIENT -> "This device, or a program on it";
      case UPSTREAM -> "The site, not the school";
      case GATEWAY -> "Neither: the school's gateway refuses it";
    };
  }

  private static List<Fact> facts(FaultNotice notice) {
    List<Fact> facts = new ArrayList<>();
    String host = notice.host();
    if (host != null) {
      facts.add(new Fact("Site", host, true));
    }
    if (notice.audience() != Audience.ADULT) {
      facts.add(new Fact("What happened", notice.why(), false));
    }
    facts.add(new Fact("Which side failed", side(notice.fault().side()), false));
    facts.add(new Fact("Status", Integer.toString(notice.status()), false));
    Reference reference = notice.reference();
    if (reference != null) {
      facts.add(new Fact("Reference", reference.toString(), true));
    }
    return facts;
  }
}
