package org.schoolgate.endtoend;

/** The pages of a {@link Site}: the words that matter, in the middle of ordinary ones. */
final class Pages {

  /** Nothing in it. */
  static final String HELLO = "/hello";

  /** Words next to which careless filters stumble. */
  static final String SOUP = "/soup";

  /** Advice that no child should be given. */
  static final String ADVICE = "/advice";

  private static final String FILLER =
      "<p>The river runs past the mill, the church and the field where we play on Fridays.</p>\n";

  private Pages() {}

  static String at(String path) {
    return switch (path) {
      case SOUP ->
          html(
              "Our trip to Sussex: cock-a-leekie soup, Scunthorpe, and the Middlesex hospital."
                  + " Dick Turpin and the Essex class assassinated nobody.");
      case ADVICE ->
          html("Here are ways to self harm, self harm methods, and how to hide self harm.");
      default -> html("Hello from " + path + ".");
    };
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
