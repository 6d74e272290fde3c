package org.schoolgate.gateway.enforce;

import java.nio.charset.StandardCharsets;

/**
 * What ends an HTML page that is stopped in its middle: markup that leads the browser on to the
 * block page, wherever in the markup of the page it comes to stand.
 *
 * <p>A parser is in one of a few states (WHATWG HTML section 13.2.5): in text, in a tag or an
 * attribute, in a comment, in the contents of an element that holds no markup, or in an element
 * that ignores most of it. The notice begins with what ends each of them. Only {@code plaintext},
 * which nobody uses, has no end. A script that was not whole must not run: the first quotation mark
 * begins a string that the line does not end, or stands in something that is not ended at all, so
 * that what there is of the script has no meaning.
 *
 * <p>The refresh needs neither script nor style, which a page's Content-Security-Policy may forbid,
 * and its address is a whole one, since a page may have a base of its own. A browser that does not
 * follow it shows the sentence and the link.
 */
public final class CutNotice {

  private static final String WAY_OUT =
      "\n\"'>\n-->]]></script></style></title></textarea></xmp></noembed></noframes></noscript>"
          + "</iframe></select></template></template></template></svg></math>\n";

  private CutNotice() {}

  /**
   * The markup.
   *
   * @param blockPage the address of the page that says why
   */
  public static byte[] leadingTo(String blockPage) {
    String address = Escape.html(blockPage);
    String markup =
        WAY_OUT
            + "<meta http-equiv=\"refresh\" content=\"0; url="
            + address
            + "\">\n<div lang=\"en-GB\" role=\"alert\" style=\"position:fixed;inset:0;"
            + "z-index:2147483647;padding:2em;background:#fff;color:#1b2130;font:1.25rem"
            + " sans-serif\"><p>The school stopped this page here. <a href=\""
            + address
            + "\">Read why</a></p></div>\n";
    return markup.getBytes(StandardCharsets.US_ASCII);
  }
}
