package org.schoolgate.cli;

import java.io.IOException;
import java.util.List;

/** What the people of the demo do, and what must come of it. */
final class SchoolMorning {

  /**
   * One thing that somebody does.
   *
   * @param who as people would say it
   * @param client the address they browse from
   * @param url where
   * @param typed the form that is posted; empty for none
   * @param status the HTTP status that must come back
   * @param unread whether it must come with the site's own certificate
   * @param because what the reason must speak of
   */
  record Step(
      String who,
      String client,
      String url,
      String typed,
      int status,
      boolean unread,
      String because) {

    DemoBrowser.Answer browse(DemoBrowser browser) throws IOException {
      return typed.isEmpty() ? browser.get(client, url) : browser.post(client, url, typed);
    }
  }

  private SchoolMorning() {}

  /**
   * Before the override.
   *
   * @param port where the demo's site speaks HTTP
   * @param secure where it speaks HTTPS
   */
  static List<Step> lessons(int port, int secure) {
    return List.of(
        get(
            "Year 5 reads about volcanoes",
            DemoSchool.YEAR_5,
            "http://rocks.example:" + port + "/volcanoes",
            200,
            "acceptable"),
        get(
            "Year 5 reads about a trip",
            DemoSchool.YEAR_5,
            "http://trips.example:" + port + "/soup",
            200,
            "acceptable"),
        get(
            "A teacher opens YouTube",
            DemoSchool.TEACHER,
            "https://www.youtube.com:" + secure + "/videos",
            200,
            "acceptable for Teachers"),
        get("Year 5 opens YouTube", DemoSchool.YEAR_5, "https://www.youtube.com/", 403, "Video"),
        get(
            "Year 1 opens a betting site",
            DemoSchool.YEAR_1,
            "https://www.bet365.com/",
            403,
            "Gambling"),
        new Step(
            "Year 5 opens Childline",
            DemoSchool.YEAR_5,
            "https://www.childline.org.uk:" + secure + "/help",
            "",
            200,
            true,
            "Support"),
        new Step(
            "A teacher opens the bank",
            DemoSchool.TEACHER,
            "https://www.barclays.co.uk:" + secure + "/account",
            "",
            200,
            true,
            "Banking"),
        get(
            "Year 5 opens a worrying page",
            DemoSchool.YEAR_5,
            "https://club.example:" + secure + "/secrets",
            403,
            "Self-harm"),
        get(
            "Year 5 searches for it",
            DemoSchool.YEAR_5,
            "https://www.google.com:" + secure + "/search?q=how+do+i+kill+myself",
            403,
            "Suicide"),
        new Step(
            "Year 5 types an insult in a chat",
            DemoSchool.YEAR_5,
            "https://chat.example:" + secure + "/send",
            "to=sam&message=nobody+likes+you+go+and+kill+yourself",
            403,
            false,
            "typed"));
  }

  /** While the override holds. */
  static Step overridden(int secure) {
    return get(
        "Year 5 opens YouTube in the lesson",
        DemoSchool.YEAR_5,
        "https://www.youtube.com:" + secure + "/videos",
        200,
        "override");
  }

  /** When it is over. */
  static Step expired(int secure) {
    return get(
        "Year 5 opens YouTube after it",
        DemoSchool.YEAR_5,
        "https://www.youtube.com:" + secure + "/videos",
        403,
        "Video");
  }

  private static Step get(String who, String client, String url, int status, String because) {
    return new Step(who, client, url, "", status, false, because);
  }
}
