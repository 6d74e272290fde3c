package org.schoolgate.policy;

/**
 * A site or a part of one that a row of the matrix names, such as a school's own page on a social
 * network (S8).
 *
 * @param domain canonical name; its sub-domains are covered
 * @param pathPrefix {@code /} for the whole site, or the path and everything below it
 */
public record Site(String domain, String pathPrefix) {

  /**
   * Reads {@code example.com} or {@code example.com/path}.
   *
   * @throws IllegalArgumentException if the host is none
   */
  public static Site parse(String text) {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    String path = slash < 0 ? "/" : text.substring(slash);
    while (path.length() > 1 && path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return new Site(HostName.parse(host).text(), path);
  }

  /** Whether the target lies in it. A path that cannot be seen lies in no part of a site. */
  boolean covers(Target target) {
    if (!target.host().isUnder(domain)) {
      return false;
    }
    if (pathPrefix.length() == 1) {
      return true;
    }
    String path = target.path();
    return path.startsWith(pathPrefix)
        && (path.length() == pathPrefix.length() || path.charAt(pathPrefix.length()) == '/')
        && !isDoubtful(path);
  }

  /** Whether the target's path may lead here, since it is written doubtfully. */
  boolean mayCover(Target target) {
    return target.host().isUnder(domain);
  }

  /** Whether servers may read the path as another: escapes, dot segments, empty segments. */
  static boolean isDoubtful(String path) {
    return path.contains("/.")
        || path.contains("//")
        || path.indexOf('%') >= 0
        || path.indexOf('\\') >= 0
        || path.indexOf(';') >= 0;
  }

  /** How specific it is: the longer wins. */
  int length() {
    return domain.length() + pathPrefix.length();
  }

  @Override
  public String toString() {
    return pathPrefix.length() == 1 ? domain : domain + pathPrefix;
  }
}
