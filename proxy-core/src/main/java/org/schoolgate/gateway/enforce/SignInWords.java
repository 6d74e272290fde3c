package org.schoolgate.gateway.enforce;

import java.util.List;
import org.schoolgate.gateway.enforce.Page.Section;
import org.schoolgate.policy.Audience;

/** The words of the page behind the browser's own question for an account and its password. */
final class SignInWords {

  private final Contacts contacts;

  SignInWords(Contacts contacts) {
    this.contacts = contacts;
  }

  Page of(SignInNotice notice) {
    return notice.audience() == Audience.YOUNG_CHILD ? forYoungChild() : forReader(notice);
  }

  private Page forYoungChild() {
    return new Page(
        "Ask a grown-up",
        true,
        List.of("You did nothing wrong.", "This computer wants to know who you are."),
        List.of(
            new Section("What can I do?", "Ask " + contacts.teacher() + " to sign in for you.")),
        "About this page",
        List.of(),
        "");
  }

  private Page forReader(SignInNotice notice) {
    boolean adult = notice.audience() == Audience.ADULT;
    String whom = adult ? contacts.office() : contacts.teacher();
    String next =
        notice.mustWait()
            ? "Wait until then, and load the page again."
            : "Load the page again. The browser asks for your school account and its password.";
    return new Page(
        notice.mustWait() ? "Wait before you sign in" : "Sign in to browse",
        false,
        List.of(notice.why()),
        List.of(
            new Section(
                "What you can do",
                next,
                "If you do not have an account, or have forgotten the password, ask "
                    + whom
                    + ".")),
        "About this page",
        List.of(),
        "");
  }
}
