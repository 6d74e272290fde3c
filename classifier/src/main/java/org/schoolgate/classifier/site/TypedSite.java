package org.schoolgate.classifier.site;

import java.util.regex.Pattern;
import org.schoolgate.classifier.site.SiteEntry.BadEntryException;

/**
 * A site or address as a person writes it, cut into its parts: {@code https://host:8443/a#b} or
 * {@code host} alone.
 *
 * @param host as it was written
 * @param pathAndQuery what stands behind it, without a fragment; may be empty
 * @param hasPort whether a port was written, which no entry of a list has
 */
public record TypedSite(String host, String pathAndQuery, boolean hasPort) {

  private static final Pattern SCHEME = Pattern.compile("(?i)(https?|ftp)://.*");

  /** Whether a person wrote a port, too; false of what is no site. */
  public static boolean namesPort(String site) {
    try {
      return read(site).hasPort();
    } catch (BadEntryException none) {
      return false;
    }
  }

  /**
   * Cuts what a person wrote.
   *
   * @throws BadEntryException if it has no host, or is an e-mail address
   */
  public static TypedSite read(String site) throws BadEntryException {
    String text = site.strip();
    SiteEntry.checkCharacters(text);
    boolean hasScheme = SCHEME.matcher(text).matches();
    if (hasScheme) {
      text = text.substring(text.indexOf("://") + 3);
    }
    int hostEnd = SiteEntry.endOfHost(text);
    // Who signs in there is no part of the site.
    int signsIn = text.lastIndexOf('@', hostEnd);
    if (signsIn >= 0 && !hasScheme) {
      throw new BadEntryException("an e-mail address; a site is what stands behind its @");
    }
    String withPort = text.substring(signsIn + 1, hostEnd);
    String host = SiteEntry.withoutPort(withPort);
    if (host.isEmpty()) {
      throw new BadEntryException("no host");
    }
    int fragment = text.indexOf('#', hostEnd);
    // It is never sent, and a person may have put a remark there.
    int end = fragment < 0 ? text.length() : fragment;
    return new TypedSite(
        host, text.substring(hostEnd, end).strip(), host.length() < withPort.length());
  }
}
