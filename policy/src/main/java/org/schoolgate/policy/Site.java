package org.schoolgate.policy;

import java.util.Iterator;

/**
 * A site or a part of one that a row of the matrix names, such as a school's own page on a social
 * network (S8).
 *
 * @param domain canonical name; its sub-domains are covered
 * @param pathPrefix {@code /} for the whole site, or the path and everything below it: {@linkplain
 *     CanonicalPath canonical}, but in the case in which it is written
 */
public record Site(String domain, String pathPrefix) {

  /**
   * Reads {@code example.com} or {@code example.com/path}.
   *
   * @throws IllegalArgumentException if the host is none, or the path could be read in several ways
   */
  public static Site parse(String text) {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    String path = slash < 0 ? "/" : text.substring(slash);
    while (path.length() > 1 && path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    if (CanonicalPath.isDoubtful(path)) {
      throw new IllegalArgumentException(
          "the path has a query, or signs that servers read in several ways");
    }
    return new Site(HostName.parse(host).text(), CanonicalPath.inCase(path));
  }

  /**
   * Whether the target lies in it, however its path is read. A path that cannot be seen lies in no
   * part of a site.
   */
  boolean covers(Target target) {
    if (!target.host().isUnder(domain)) {
      return false;
    }
    return isWhole()
        || (!CanonicalPath.isDoubtful(target.path())
            && CanonicalPath.startsAt(CanonicalPath.inCase(target.path()), pathPrefix));
  }

  /**
   * Whether a server may read the target's path as one in this part of the site: in another case,
   * or, where it is doubtful, by leaving out some of what stands between its slashes.
   */
  boolean mayCover(Target target) {
    if (isWhole() || !target.host().isUnder(domain)) {
      return false;
    }
    String path = target.path();
    return CanonicalPath.isDoubtful(path)
        ? standIn(CanonicalPath.segments(path))
        : CanonicalPath.startsAt(CanonicalPath.of(path), CanonicalPath.of(pathPrefix));
  }

  private boolean standIn(Iterable<String> segments) {
    Iterator<String> mine = CanonicalPath.segments(pathPrefix).iterator();
    String next = mine.next();
    for (String segment : segments) {
      if (segment.equals(next)) {
        if (!mine.hasNext()) {
          return true;
        }
        next = mine.next();
      }
    }
    return false;
  }

  private boolean isWhole() {
    return pathPrefix.length() == 1;
  }

  /** How specific it is: the longer wins. */
  int length() {
    return domain.length() + pathPrefix.length();
  }

  @Override
  public String toString() {
    return isWhole() ? domain : domain + pathPrefix;
  }
}
