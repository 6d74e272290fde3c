package org.schoolgate.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The web site that every proxy in a run fetches from: nginx, two pages, connections kept alive.
 */
final class PageOrigin implements AutoCloseable {

  static final int PAGE_BYTES = 10 * 1024;

  private static final int LARGE_PAGE_BYTES = 10 * PAGE_BYTES;

  /** A page that is asked for. */
  enum Page {
    SMALL("/page.html", PAGE_BYTES),
    LARGE("/large.html", LARGE_PAGE_BYTES);

    private final String path;
    private final int bytes;

    Page(String path, int bytes) {
      this.path = path;
      this.bytes = bytes;
    }

    String path() {
      return path;
    }
  }

  private final int port;
  private final Child child;

  private PageOrigin(int port, Child child) {
    this.port = port;
    this.child = child;
  }

  /** Started, where there is an nginx. */
  static Optional<PageOrigin> start(Path scratch) throws Exception {
    int port = Child.freePort();
    String program = Tools.find("nginx", "/usr/sbin/nginx");
    return program.isEmpty()
        ? Optional.empty()
        : Optional.of(new PageOrigin(port, startNginx(program, scratch, port)));
  }

  int port() {
    return port;
  }

  /** The process that answers. */
  Child child() {
    return child;
  }

  /** The address of a page, as a client asks a proxy for it. */
  String url(Page page) {
    return "http://" + authority() + page.path();
  }

  String authority() {
    return "127.0.0.1:" + port;
  }

  /** English prose of no interest: what a phrase scanner reads fastest is not random letters. */
  static String text(Page wanted) {
    String sentence =
        "<p>The river runs past the mill, the church and the field where we play.</p>\n";
    StringBuilder page = new StringBuilder("<!doctype html><title>Page</title>\n");
    while (page.length() < wanted.bytes) {
      page.append(sentence);
    }
    return page.substring(0, wanted.bytes);
  }

  private static Child startNginx(String nginx, Path scratch, int port) throws Exception {
    return startNginx(nginx, scratch, "origin", "", "127.0.0.1:" + port, "", port);
  }

  /**
   * An nginx that serves the page and whatever else is in a folder of its own.
   *
   * @param name of the folder, and of the program in messages
   * @param settings of its http block, besides those that all have
   * @param listen the argument of its listen directive
   * @param site settings of its only site, besides those that all have
   */
  static Child startNginx(
      String nginx,
      Path scratch,
      String name,
      String settings,
      String listen,
      String site,
      int port)
      throws Exception {
    Path folder = Files.createDirectories(scratch.resolve(name));
    for (Page page : Page.values()) {
      Files.writeString(folder.resolve(page.path().substring(1)), text(page));
    }
    Path config = folder.resolve("nginx.conf");
    Files.writeString(
        config,
        """
        daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/nginx-error.log;
        user root;
        events { worker_connections 4096; }
        http {
          access_log off; types { text/html html; }
          keepalive_requests 100000000; keepalive_timeout 60s; open_file_cache max=10;
          client_body_temp_path %1$s/n1; proxy_temp_path %1$s/n2; fastcgi_temp_path %1$s/n3;
          uwsgi_temp_path %1$s/n4; scgi_temp_path %1$s/n5;
          %2$s
          server { listen %3$s; root %1$s; %4$s }
        }
        """
            .formatted(folder, settings, listen, site));
    Child child = Child.start(name, scratch, Map.of(), List.of(nginx, "-c", config.toString()));
    child.awaitPort(port, Duration.ofSeconds(10));
    return child;
  }

  @Override
  public void close() {
    child.close();
  }
}
