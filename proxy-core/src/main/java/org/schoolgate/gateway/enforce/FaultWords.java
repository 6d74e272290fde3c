package org.schoolgate.gateway.enforce;

import java.util.ArrayList;
import java.util.List;
import org.schoolgate.audit.Reference;
import org.schoolgate.gateway.enforce.Page.Fact;
import org.schoolgate.gateway.enforce.Page.Section;
import org.schoolgate.policy.Audience;

/** The words of the error pages: which side failed, and whether trying again can help. */
final class FaultWords {

  private final Contacts contacts;

  FaultWords(Contacts contacts) {
    this.contacts = contacts;
  }

  Page of(FaultNotice notice) {
    return notice.audience() == Audience.YOUNG_CHILD ? forYoungChild(notice) : forReader(notice);
  }

  /** Whether trying again can help, in one sentence. */
  static String retry(Fault fault) {
    return switch (fault) {
      case MALFORMED_REQUEST, ADDRESS_REFUSED -> "Trying again will not help.";
      case UPSTREAM_FAILED ->
          "Check the spelling of the address. If it is right, trying again in a few minutes may"
              + " help.";
      case UPSTREAM_BUSY, UPSTREAM_SLOW -> "Trying again in a few minutes may help.";
      case CERTIFICATE_EXPIRED ->
          "Nobody at school can change that: whoever runs the site has to renew its certificate."
              + " Trying again tomorrow may help.";
      case CERTIFICATE_OF_ANOTHER ->
          "Check the spelling of the address. If it is right, do not use the site: somebody may be"
              + " pretending to be it.";
      case CERTIFICATE_UNKNOWN ->
          "Do not use the site. If it belongs to the school, a technician can add its issuer to the"
              + " gateway's trusted certificates.";
      case NOT_SECURE ->
          "Trying again will not help: whoever runs the site has to bring its security up to date.";
    };
  }

  private static String side(Fault.Side side) {
    return switch (side) {
      case CLIENT -> "This device, or a program on it";
      case UPSTREAM -> "The site, not the school";
      case GATEWAY -> "Neither: the school's gateway refuses it";
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

  private Page forYoungChild(FaultNotice notice) {
    return new Page(
        "This page is not working",
        true,
        List.of("You did nothing wrong."),
        List.of(
            new Section(
                "What can I do?",
                notice.fault().retryHelps() ? "Wait a little. Then try again." : "Try a new page.",
                "If it still does not work, tell " + contacts.teacher() + ".")),
        Page.FOR_A_GROWN_UP,
        facts(notice),
        "");
  }

  private Page forReader(FaultNotice notice) {
    boolean adult = notice.audience() == Audience.ADULT;
    String whom = adult ? contacts.office() : contacts.teacher();
    String what = notice.reference() == null ? "the time" : "the reference";
    return new Page(
        title(notice.fault()),
        false,
        List.of(notice.why()),
        List.of(
            new Section(
                "What you can do",
                retry(notice.fault()),
                "If it goes on, tell " + whom + " and give " + what + ".")),
        "About this fault",
        facts(notice),
        "");
  }

  private static List<Fact> facts(FaultNotice notice) {
    List<Fact> facts = new ArrayList<>();
    String host = notice.host();
    if (host != null) {
      facts.add(new Fact("Site", host, true));
    }
    if (notice.audience() == Audience.YOUNG_CHILD) {
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
