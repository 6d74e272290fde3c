package org.schoolgate.endtoend;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How somebody looks at a page, and what is wrong with it then (WCAG 2.2 AA, as far as axe can
 * tell); 320 CSS pixels are a telephone, or a usual window at 400 %.
 */
enum Look {
  LIGHT(1280, ColorScheme.LIGHT),
  DARK(1280, ColorScheme.DARK),
  ENLARGED(640, ColorScheme.LIGHT),
  NARROW(320, ColorScheme.LIGHT);

  private static final String AXE =
      """
      axe.run().then(found => found.violations.map(
          broken => broken.id + ': ' + broken.nodes.map(node => node.html).join(' ')))
      """;

  private final int width;
  private final ColorScheme colours;

  Look(int width, ColorScheme colours) {
    this.width = width;
    this.colours = colours;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Looks at the page so from now on. */
  void take(Page page) {
    page.setViewportSize(width, 720);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
  }

  /** The names of the rules that the page breaks, each with where; empty if it breaks none. */
  List<String> findings(Page page) {
    if (page.evaluate("typeof axe").equals("undefined")) {
      page.evaluate(AxeBuilder.getAxeScript());
    }
    List<String> findings = new ArrayList<>();
    for (Object broken : (List<?>) page.evaluate(AXE)) {
      findings.add((String) broken);
    }
    Object shown = page.evaluate("document.scrollingElement.scrollWidth");
    if (!shown.equals(width)) {
      findings.add("too-wide: " + shown + " in a window of " + width);
    }
    return findings;
  }
}
