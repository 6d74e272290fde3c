package org.schoolgate.gateway.enforce;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a page says, before it is HTML or plain text. Every string is plain text and may hold
 * anything: the forms escape it.
 *
 * @param title the one heading, and the title of the window
 * @param picture whether a friendly picture goes with it
 * @param lead the sentences that everybody should read
 * @param sections what follows, in order of importance
 * @param factsHeading the heading over the facts
 * @param facts what to read out to whoever helps
 * @param notice the line at the foot
 */
record Page(
    String title,
    boolean picture,
    List<String> lead,
    List<Section> sections,
    String factsHeading,
    List<Fact> facts,
    String notice) {

  /** The heading over facts that are not for the child who reads the page. */
  static final String FOR_A_GROWN_UP = "For a grown-up";

  /** The same with one fact more. */
  Page with(Fact fact) {
    return new Page(
        title,
        picture,
        lead,
        sections,
        factsHeading,
        Stream.concat(facts.stream(), Stream.of(fact)).toList(),
        notice);
  }

  /** Whether the facts are for another reader, and stay folded until that one opens them. */
  boolean factsFolded() {
    return factsHeading.equals(FOR_A_GROWN_UP);
  }

  /** One part of the page under a heading of its own. */
  record Section(
      String heading, List<String> sentences, List<SupportLine> support, List<Link> links) {
    Section(String heading, List<String> sentences, List<SupportLine> support) {
      this(heading, sentences, support, List.of());
    }

    Section(String heading, String... sentences) {
      this(heading, List.of(sentences), List.of());
    }
  }

  /**
   * Something of the gateway's own to open.
   *
   * @param name what it is
   * @param how what to do with it
   * @param path where on the same site; a constant of ours
   */
  record Link(String name, String how, String path) {}

  /**
   * A name with its value.
   *
   * @param code whether the value is read letter by letter: an address or a reference
   */
  record Fact(String name, String value, boolean code) {}

  /**
   * Somebody to turn to.
   *
   * @param name as it calls itself
   * @param how the number to ring or to text, with the words around it
   * @param telephone the digits to ring; null where ringing is not the way
   * @param url its site; a constant of ours
   */
  record SupportLine(String name, String how, @Nullable String telephone, String url) {}
}
