package org.schoolgate.console.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What this installation can see, so that a report can say what it cannot: a filter that is silent
 * about its gaps looks better than it is (UKSIC, DfE).
 *
 * @param iwfPages whether the licensed Internet Watch Foundation list of pages is loaded
 * @param iwfKeywords whether its list of keywords is
 * @param ctiruFeed whether the licensed counter-terrorism list (CTIRU) is loaded
 * @param encryptedContent whether the content of HTTPS pages is read
 * @param contentRead whether what is written and typed is read anywhere at all
 * @param dns whether names are filtered as well, for apps that use no proxy
 */
public record Coverage(
    boolean iwfPages,
    boolean iwfKeywords,
    boolean ctiruFeed,
    boolean contentRead,
    boolean encryptedContent,
    boolean dns) {

  /** One sentence for each gap; empty if there is none. */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    if (!iwfPages || !iwfKeywords) {
      String missing =
          iwfPages
              ? "list of keywords of child sexual abuse is not loaded. It is"
              : iwfKeywords
                  ? "list of child sexual abuse pages is not loaded. It is"
                  : "lists of child sexual abuse pages and keywords are not loaded. They are";
      gaps.add(
          "The Internet Watch Foundation's "
              + missing
              + " licensed; the school's internet provider or the IWF supplies "
              + (iwfPages || iwfKeywords ? "it." : "them."));
    }
    if (!ctiruFeed) {
      gaps.add(
          "The police list of terrorist content (CTIRU) is not loaded. It is licensed through the"
              + " Home Office.");
    }
    if (!contentRead) {
      gaps.add(
          "Reading content is switched off: no page is blocked for what is written on it, and"
              + " nothing that is searched for or typed is noticed, on any site. Sites are filtered"
              + " by their address alone.");
    } else if (!encryptedContent) {
      gaps.add(
          "Pages that come over HTTPS are filtered by their site's name. What is written on them,"
              + " and what is searched for or typed there, is not read.");
    }
    if (!dns) {
      gaps.add("Apps and devices that do not use the proxy are not filtered by name (DNS).");
    }
    return List.copyOf(gaps);
  }
}
