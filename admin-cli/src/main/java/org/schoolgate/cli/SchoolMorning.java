package org.schoolgate.cli;

import java.io.IOException;
import java.util.List;

/** What the people of the demo do, and what must come of it. */
final class SchoolMorning {

  /** How somebody asks. */
  enum Way {
    GET,
    POST,
    CONNECT
  }

  /**
   * One thing that somebody does.
   *
   * @param who as people would say it
   * @param client the address they browse from
   * @param url where; for a CONNECT host and port
   * @param typed the form that is posted; empty for none
   * @param status the HTTP status that must come back
   * @param because what the reason must speak of
   */
  record Step(
      String who, String client, Way way, String url, String typed, int status, String because) {

    DemoBrowser.Answer browse(DemoBrowser browser) throws IOException {
      return switch (way) {
        case GET -> browser.get(client, url);
        case POST -> browser.post(client, url, typed);
        case CONNECT -> browser.connect(client, url);
      };
    }
  }

  private SchoolMorning() {}

  /** Before the override. */
  static List<Step> lessons(int port) {
    return List.of(
        get(
            "Year 5 reads about volcanoes",
            DemoSchool.YEAR_5,
            "rocks.example:" + port + "/volcanoes",
            200,
            "acceptable"),
        get(
            "Year 5 reads about a trip",
            DemoSchool.YEAR_5,
            "trips.example:" + port + "/soup",
            200,
            "acceptable"),
        get(
            "A teacher opens YouTube",
            DemoSchool.TEACHER,
            "www.youtube.com:" + port + "/videos",
            200,
            "acceptable for Teachers"),
        get(
            "Year 5 opens YouTube",
            DemoSchool.YEAR_5,
            "www.youtube.com:" + port + "/videos",
            403,
            "Video"),
        get("Year 1 opens a betting site", DemoSchool.YEAR_1, "www.bet365.com/", 403, "Gambling"),
        get(
            "Year 5 opens Childline",
            DemoSchool.YEAR_5,
            "www.childline.org.uk:" + port + "/help",
            200,
            "Support"),
        get(
            "Year 5 opens a worrying page",
            DemoSchool.YEAR_5,
            "club.example:" + port + "/secrets",
            403,
            "Self-harm"),
        get(
            "Year 5 searches for it",
            DemoSchool.YEAR_5,
            "www.google.com:" + port + "/search?q=how+do+i+kill+myself",
            403,
            "Suicide"),
        new Step(
            "Year 5 types an insult in a chat",
            DemoSchool.YEAR_5,
            Way.POST,
            "http://chat.example:" + port + "/send",
            "to=sam&message=nobody+likes+you+go+and+kill+yourself",
            403,
            "typed"),
        new Step(
            "Year 5 opens YouTube by HTTPS",
            DemoSchool.YEAR_5,
            Way.CONNECT,
            "www.youtube.com:443",
            "",
            403,
            "Video"));
  }

  /** While the override holds. */
  static Step overridden(int port) {
    return get(
        "Year 5 opens YouTube in the lesson",
        DemoSchool.YEAR_5,
        "www.youtube.com:" + port + "/videos",
        200,
        "override");
  }

  /** When it is over. */
  static Step expired(int port) {
    return get(
        "Year 5 opens YouTube after it",
        DemoSchool.YEAR_5,
        "www.youtube.com:" + port + "/videos",
        403,
        "Video");
  }

  private static Step get(String who, String client, String address, int status, String because) {
    return new Step(who, client, Way.GET, "http://" + address, "", status, because);
  }
}
