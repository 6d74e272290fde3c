package org.schoolgate.endtoend;

/** The pages of a {@link Site}: the words that matter, in the middle of ordinary ones. */
final class Pages {

  /** Nothing in it. */
  static final String HELLO = "/hello";

  /** Words next to which careless filters stumble. */
  static final String SOUP = "/soup";

  /** Advice that no child should be given. */
  static final String ADVICE = "/advice";

  /** What a school should be able to read. */
  static final String CANCER = "/breast-cancer";

  /** The same as {@link #ADVICE}, far down a long page. */
  static final String LONG = "/long";

  /** Words that stand on {@link #LONG} below the advice. */
  static final String BELOW = "the end of a long page";

  /** A form of a search engine: {@code q} is what is searched for. */
  static final String SEARCH = "/search-form";

  /** A form of a chat: {@code message} is posted. */
  static final String CHAT = "/chat-form";

  /** A chat over a WebSocket, which says every message again. */
  static final String ROOM = "/room";

  /** Where the WebSocket of {@link #ROOM} is. */
  static final String ROOM_SOCKET = "/room-socket";

  private static final int LONG_BYTES = 200 * 1024;

  private static final String FILLER =
      "<p>The river runs past the mill, the church and the field where we play on Fridays.</p>\n";

  private static final String ADVICE_WORDS =
      "Here are ways to self harm, self harm methods, and how to hide self harm.";

  private Pages() {}

  static String at(String path) {
    return switch (path) {
      case SOUP ->
          html(
              "Our trip to Sussex: cock-a-leekie soup, Scunthorpe, and the Middlesex hospital."
                  + " Dick Turpin and the Essex class assassinated nobody.");
      case ADVICE -> html(ADVICE_WORDS);
      case CANCER ->
          html(
              "Breast cancer is found early by looking at and feeling your breasts. The nurse shows"
                  + " how; a lump in a breast is most often harmless.");
      case LONG ->
          html(
              FILLER.repeat(LONG_BYTES / FILLER.length())
                  + ADVICE_WORDS
                  + FILLER.repeat(LONG_BYTES / FILLER.length())
                  + BELOW);
      case SEARCH ->
          html(
              "<form action=\"/search\"><label>Search <input name=\"q\"></label>"
                  + "<button>Go</button></form>");
      case CHAT ->
          html(
              "<form action=\"/send\" method=\"post\"><label>Message <input name=\"message\">"
                  + "</label><button>Send</button></form>");
      case ROOM -> room();
      default -> html("Hello from " + path + ".");
    };
  }

  private static String room() {
    return html(
        "<p id=\"state\">Waiting.</p><form><label>Message <input></label><button>Send</button>"
            + "</form><ul></ul><script>"
            + "const state = document.getElementById('state');"
            + "const room = new WebSocket(location.href.replace('http', 'ws') + '-socket');"
            + "room.onopen = () => state.textContent = 'You are in the room.';"
            + "room.onclose = () => state.textContent = 'You have left the room.';"
            + "room.onmessage = message => document.querySelector('ul')"
            + ".appendChild(document.createElement('li')).textContent = message.data;"
            + "document.querySelector('form').onsubmit = event => {"
            + "event.preventDefault(); const box = document.querySelector('input');"
            + "room.send(JSON.stringify({text: box.value})); box.value = ''; };"
            + "</script>");
  }

  private static String html(String words) {
    return "<!doctype html><html><head><title>A page</title></head><body>\n"
        + FILLER.repeat(5)
        + "<p>"
        + words
        + "</p>\n"
        + FILLER.repeat(5)
        + "</body></html>\n";
  }
}
