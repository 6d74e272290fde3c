package org.schoolgate.endtoend;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Proxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Debian's Chromium without a window, driven by Playwright, with a home folder of its own: what it
 * trusts is what a test put there. It resolves no names and reaches nothing but its proxy.
 */
final class Chromium implements AutoCloseable {

  /** Where pictures of what it showed are kept. */
  static final Path SCREENSHOTS = Path.of("target/screenshots");

  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final int SECONDS_MAX = 20;
  private static final List<String> OPTIONS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final List<String> PROXY_ALONE =
      List.of(
          "--disable-quic",
          "--proxy-bypass-list=<-loopback>",
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");

  private final Path home;
  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path home, Playwright playwright, Browser browser) {
    this.home = home;
    this.playwright = playwright;
    this.browser = browser;
  }

  /**
   * A browser.
   *
   * @param trusted the authorities that somebody put into its store, as PEM files
   */
  static Chromium start(List<Path> trusted) throws IOException, InterruptedException {
    return start(trusted, PROGRAM, PROXY_ALONE);
  }

  /** One on a device that knows of no proxy; its tabs are {@link #page()}. */
  static Chromium start(List<Path> trusted, Path program) throws IOException, InterruptedException {
    return start(trusted, program, List.of());
  }

  private static Chromium start(List<Path> trusted, Path program, List<String> reach)
      throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("chromium-home");
    Path store = Files.createDirectories(home.resolve(".pki/nssdb"));
    certutil(store, "-N", "--empty-password");
    for (Path authority : trusted) {
      String name = authority.getFileName().toString();
      certutil(store, "-A", "-n", name, "-t", "C,,", "-i", authority.toString());
    }
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("HOME", home.toString());
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setEnv(environment)
                    .setArgs(Tool.line(OPTIONS, reach.toArray(String[]::new))));
    return new Chromium(home, playwright, browser);
  }

  /** A fresh tab of somebody who sits there and has never browsed before. */
  Page page(Seat seat) {
    return page(seat, new Browser.NewContextOptions());
  }

  /** A fresh tab of somebody whose browser knows of no proxy. */
  Page page() {
    BrowserContext context = browser.newContext(new Browser.NewContextOptions().setLocale("en-GB"));
    context.setDefaultTimeout(SECONDS_MAX * 1000.0);
    return context.newPage();
  }

  /** The same, with further settings of the browser. */
  Page page(Seat seat, Browser.NewContextOptions options) {
    BrowserContext context =
        browser.newContext(options.setProxy(new Proxy(seat.proxy())).setLocale("en-GB"));
    context.setDefaultTimeout(SECONDS_MAX * 1000.0);
    return context.newPage();
  }

  /**
   * What the browser thinks of the connections of a tab from now on, which is what its padlock
   * shows: by the address, {@code secure}, {@code neutral} or {@code insecure}.
   */
  static Map<String, String> padlocks(Page page) {
    Map<String, String> padlocks = new ConcurrentHashMap<>();
    CDPSession session = page.context().newCDPSession(page);
    session.on(
        "Network.responseReceived",
        event -> {
          JsonObject response = event.getAsJsonObject("response");
          padlocks.put(
              response.get("url").getAsString(), response.get("securityState").getAsString());
        });
    session.send("Network.enable");
    return padlocks;
  }

  /** Closes every tab: each costs the browser a process of its own. */
  void closePages() {
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
  }

  /** Keeps a picture of the whole page, to be looked at. */
  static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  private static void certutil(Path store, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("certutil", "-d", "sql:" + store));
    line.addAll(List.of(arguments));
    Process process = new ProcessBuilder(line).inheritIO().start();
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("certutil failed: " + String.join(" ", arguments));
    }
  }

  @Override
  public void close() throws IOException {
    browser.close();
    playwright.close();
    try (var files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
