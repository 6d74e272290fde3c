package org.schoolgate.classifier.site;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Target;

/**
 * One entry of a list in its canonical spelling.
 *
 * @param kind what it covers
 * @param host the canonical host
 * @param address what stands behind the host: a path, and of a network its length; nothing where
 *     the whole host is meant
 */
public record SiteEntry(ListKind kind, HostName host, PathAndQuery address) {

  /** The most characters of one line. */
  public static final int LINE_CHARS_MAX = 2048;

  /**
   * The most parameters of one entry: each stays in memory, and a page that is known by more is not
   * the same page the next time.
   */
  public static final int PARAMETERS_MAX = 32;

  /** What squidGuard's lists leave off hosts of URL entries, and what others leave on. */
  private static final Pattern COMMON_FIRST_LABEL = Pattern.compile("(www|web|ftp)[0-9]*");

  private static final Pattern SCHEME = Pattern.compile("(?i)(https?|ftp)://.*");
  private static final Pattern NETWORK_LENGTH = Pattern.compile("/[0-9]{1,3}");

  /** What rules for browsers' blockers begin with and no name, address or hosts line does. */
  private static final Pattern ADBLOCK = Pattern.compile("(\\|\\||@@|!|\\[Adblock).*");

  private static final Pattern PORT = Pattern.compile(".*:[0-9]{1,5}");

  /** An entry that cannot be taken; the message says why in a few words, without the entry. */
  public static final class BadEntryException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadEntryException(String reason) {
      // Rejecting a hostile list a million lines long must not cost a million stack traces.
      super(reason, null, false, false);
    }

    public String reason() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * The entry as a line of a list file: {@link #parse} and {@link #ofSite} make the same entry of
   * it again.
   */
  public String text() {
    return host.text() + address.text();
  }

  /** The same with an internationalised name in its own letters, as people read it. */
  public String readable() {
    return host.readable() + address.text();
  }

  /** Whether it covers a target; for explaining, the index answers on the request path. */
  public boolean covers(Target target) {
    return switch (kind) {
      case HOSTS, EXCEPT_HOSTS -> target.host().equals(host);
      case DOMAINS, EXCEPT_DOMAINS -> target.host().isUnder(host.text());
      case ADDRESSES -> network().contains(target.host());
      case URLS ->
          target.host().isUnder(host.text())
              && PathAndQuery.readings(target).stream().anyMatch(address::covers);
    };
  }

  /** The addresses that an entry of that kind covers. */
  public Network network() {
    return new Network(
        host,
        address.path().isEmpty()
            ? Network.bits(host)
            : Integer.parseInt(address.path().substring(1)));
  }

  /** Whether listing this entry covers all that the other one covers. */
  public boolean covers(SiteEntry other) {
    return switch (kind) {
      case HOSTS -> other.kind == ListKind.HOSTS && other.host.equals(host);
      case DOMAINS -> other.host.isUnder(host.text());
      case ADDRESSES ->
          network().contains(other.host)
              && (other.kind != ListKind.ADDRESSES
                  || other.network().length() >= network().length());
      case EXCEPT_DOMAINS, EXCEPT_HOSTS -> false;
      case URLS ->
          other.kind == ListKind.URLS
              && other.host.isUnder(host.text())
              && address.covers(other.address);
    };
  }

  /** The first address that it covers, or takes out. */
  public Target target() {
    if (kind == ListKind.ADDRESSES) {
      return new Target(Protocol.HTTP, host, Protocol.HTTP.defaultPort(), "/", null);
    }
    String text = address.text();
    int mark = text.indexOf('?');
    String path = mark < 0 ? text : text.substring(0, mark);
    return new Target(
        Protocol.HTTP,
        host,
        Protocol.HTTP.defaultPort(),
        path.isEmpty() ? "/" : path,
        mark < 0 ? null : text.substring(mark + 1));
  }

  /**
   * Reads a line of a list file of some kind; null for a blank line or comment.
   *
   * @throws BadEntryException if it is no entry of that kind
   */
  public static @Nullable SiteEntry parse(ListKind kind, String line) throws BadEntryException {
    String text = withoutComment(line);
    if (text.isEmpty()) {
      return null;
    }
    checkCharacters(text);
    return switch (kind) {
      case DOMAINS -> domain(text);
      case HOSTS, EXCEPT_HOSTS -> new SiteEntry(kind, host(text), PathAndQuery.NONE);
      case EXCEPT_DOMAINS -> new SiteEntry(kind, host(withoutWildcard(text)), PathAndQuery.NONE);
      case ADDRESSES -> addresses(text);
      case URLS -> url(text);
    };
  }

  /**
   * Reads what a person gives as a site: a name or address, with scheme, port and path or without.
   *
   * @throws BadEntryException if it is none of these
   */
  public static SiteEntry ofSite(String site) throws BadEntryException {
    TypedSite read = TypedSite.read(site);
    TwofoldName.refuse(withoutWildcard(read.host()));
    requireWholeName(host(withoutWildcard(read.host())));
    PathAndQuery address = PathAndQuery.ofEntry(read.pathAndQuery());
    if (address.equals(PathAndQuery.NONE)) {
      return domain(read.host());
    }
    return partOfHost(host(read.host()), address);
  }

  /**
   * What a person asks about, in the same spellings.
   *
   * @throws BadEntryException if it is no site or address
   */
  public static Target targetOf(String site) throws BadEntryException {
    TypedSite read = TypedSite.read(site);
    TwofoldName.refuse(read.host());
    String address = read.pathAndQuery();
    int mark = address.indexOf('?');
    String path = mark < 0 ? address : address.substring(0, mark);
    return new Target(
        Protocol.HTTP,
        host(read.host()),
        Protocol.HTTP.defaultPort(),
        path.startsWith("/") ? path : "/",
        mark < 0 ? null : address.substring(mark + 1));
  }

  private static SiteEntry addresses(String text) throws BadEntryException {
    int slash = text.indexOf('/');
    HostName first = host(slash < 0 ? text : text.substring(0, slash));
    String length = slash < 0 ? "" : text.substring(slash);
    if (first.kind() == HostName.Kind.NAME
        || !(slash < 0 || NETWORK_LENGTH.matcher(length).matches())) {
      throw notANetwork();
    }
    if (slash < 0) {
      return new SiteEntry(ListKind.ADDRESSES, first, PathAndQuery.NONE);
    }
    Network network;
    try {
      boolean isIpv6 = text.indexOf(':') >= 0;
      network = Network.of(first, isIpv6, Integer.parseInt(length.substring(1)));
    } catch (IllegalArgumentException noSuchLength) {
      throw notANetwork();
    }
    if (network.length() < Network.LENGTH_MIN) {
      throw new BadEntryException("a network that holds a large part of the web");
    }
    return new SiteEntry(
        ListKind.ADDRESSES,
        network.first(),
        network.isSingle()
            ? PathAndQuery.NONE
            : new PathAndQuery("/" + network.length(), List.of()));
  }

  private static BadEntryException notANetwork() {
    return new BadEntryException("neither an address nor a network such as 192.0.2.0/24");
  }

  private static String withoutWildcard(String text) {
    return text.startsWith("*.")
        ? text.substring(2)
        : text.startsWith(".") ? text.substring(1) : text;
  }

  private static SiteEntry domain(String text) throws BadEntryException {
    String name = withoutWildcard(text);
    if (name.indexOf('/') >= 0) {
      throw new BadEntryException("a path stands among names");
    }
    return new SiteEntry(ListKind.DOMAINS, notSuffix(host(name)), PathAndQuery.NONE);
  }

  private static SiteEntry url(String text) throws BadEntryException {
    String address = text;
    int blank = indexOfBlank(address);
    if (blank >= 0) {
      // squidGuard's second field is where to send the client, which is not ours to follow.
      address = address.substring(0, blank);
    }
    if (SCHEME.matcher(address).matches()) {
      address = address.substring(address.indexOf("://") + 3);
    }
    int hostEnd = endOfHost(address);
    String name = withoutPort(address.substring(0, hostEnd));
    if (name.isEmpty()) {
      throw new BadEntryException("no host");
    }
    return partOfHost(host(name), PathAndQuery.ofEntry(address.substring(hostEnd)));
  }

  /** Whoever writes a length behind an address means a network, and not a page of that name. */
  private static SiteEntry partOfHost(HostName host, PathAndQuery address)
      throws BadEntryException {
    if (NETWORK_LENGTH.matcher(address.text()).matches() && host.kind() != HostName.Kind.NAME) {
      throw new BadEntryException("a network cannot be listed as a site, only single addresses");
    }
    return partOf(host, address);
  }

  private static SiteEntry partOf(HostName of, PathAndQuery address) throws BadEntryException {
    HostName host = withoutCommonFirstLabels(notSuffix(of));
    boolean whole = address.equals(PathAndQuery.NONE);
    SiteEntry entry = new SiteEntry(whole ? ListKind.DOMAINS : ListKind.URLS, host, address);
    if (address.parameters().size() > PARAMETERS_MAX) {
      throw new BadEntryException("more than " + PARAMETERS_MAX + " parameters");
    }
    String text = address.text();
    if (entry.text().length() > LINE_CHARS_MAX) {
      throw new BadEntryException("longer than " + LINE_CHARS_MAX + " characters when escaped");
    }
    if (text.indexOf('%') >= 0 && !PathAndQuery.ofEntry(text).equals(address)) {
      throw new BadEntryException("escapes in escapes, more than anybody undoes");
    }
    return entry;
  }

  /** A name or address without a port behind it; of an IPv6 address, one in brackets has it. */
  static String withoutPort(String host) {
    boolean oneColon = host.indexOf(':') == host.lastIndexOf(':');
    return PORT.matcher(host).matches() && (oneColon || host.startsWith("["))
        ? host.substring(0, host.lastIndexOf(':'))
        : host;
  }

  /** A host; an IPv6 address with brackets or without. */
  public static HostName host(String text) throws BadEntryException {
    if (text.startsWith(".") || text.contains("..")) {
      throw new BadEntryException("an empty label");
    }
    String host = inBrackets(text);
    if (text.indexOf(':') >= 0 && !host.startsWith("[")) {
      throw new BadEntryException("a port stands after the name");
    }
    if (text.length() > HostName.CHARS_MAX + 1) {
      throw new BadEntryException("a name longer than " + HostName.CHARS_MAX + " characters");
    }
    if (TwofoldName.is(text)) {
      throw new BadEntryException(TwofoldName.REASON);
    }
    try {
      return HostName.parse(host);
    } catch (IllegalArgumentException notAHost) {
      throw new BadEntryException(String.valueOf(notAHost.getMessage()));
    }
  }

  /** A host as it stands in a URI: lists leave the brackets of IPv6 addresses off. */
  public static String inBrackets(String host) {
    boolean bareIpv6 = host.indexOf(':') != host.lastIndexOf(':') && !host.startsWith("[");
    return bareIpv6 ? "[" + host + "]" : host;
  }

  private static void requireWholeName(HostName host) throws BadEntryException {
    boolean oneWord = host.kind() == HostName.Kind.NAME && host.text().indexOf('.') < 0;
    if (oneWord && !TopLevelNames.known().contains(host.text())) {
      throw new BadEntryException("one word is no site; write its whole name, such as example.com");
    }
  }

  private static HostName notSuffix(HostName host) throws BadEntryException {
    if (host.kind() == HostName.Kind.NAME && PublicSuffixes.isSuffix(host.text())) {
      throw new BadEntryException("a public suffix, which would cover every site under it");
    }
    return host;
  }

  /** All of them, so that the text of an entry is read as the same one again. */
  private static HostName withoutCommonFirstLabels(HostName host) {
    String rest = host.kind() == HostName.Kind.NAME ? HostName.parentOf(host.text()) : null;
    if (rest == null || PublicSuffixes.isSuffix(rest)) {
      return host;
    }
    String first = host.text().substring(0, host.text().length() - rest.length() - 1);
    return COMMON_FIRST_LABEL.matcher(first).matches()
        ? withoutCommonFirstLabels(new HostName(rest, HostName.Kind.NAME))
        : host;
  }

  /** A line without its comment and the blanks around it; empty if nothing is left. */
  public static String withoutComment(String line) {
    String text = line.strip();
    if (text.startsWith("#")) {
      return "";
    }
    int comment = text.indexOf(" #");
    int tabbed = text.indexOf("\t#");
    int end = comment < 0 ? tabbed : tabbed < 0 ? comment : Math.min(comment, tabbed);
    return end < 0 ? text : text.substring(0, end).strip();
  }

  /**
   * Refuses a line that no list of entries has.
   *
   * @throws BadEntryException if it is too long, a rule for blockers, or has control characters
   */
  public static void checkCharacters(String text) throws BadEntryException {
    if (text.length() > LINE_CHARS_MAX) {
      throw new BadEntryException("longer than " + LINE_CHARS_MAX + " characters");
    }
    if (ADBLOCK.matcher(text).matches()) {
      throw new BadEntryException("this is Adblock syntax, which is read with --format adblock");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '\t' && Character.isISOControl(text.charAt(i))) {
        throw new BadEntryException("a control character");
      }
    }
  }

  static int endOfHost(String address) {
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return i;
      }
    }
    return address.length();
  }

  private static int indexOfBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ' ' || text.charAt(i) == '\t') {
        return i;
      }
    }
    return -1;
  }
}
