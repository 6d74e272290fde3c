package org.schoolgate.gateway.enforce;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.schoolgate.gateway.enforce.Page.Fact;
import org.schoolgate.gateway.enforce.Page.Link;
import org.schoolgate.gateway.enforce.Page.Section;

/**
 * The pages of the plain port for devices, in words for a teacher who has one in hand. Immutable
 * and thread-safe.
 */
public final class DevicePages {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

  private final Contacts contacts;
  private final Clock clock;
  private final HtmlForm html;

  /**
   * What a device needs to browse here.
   *
   * @param script address of the script that leads to the filter
   * @param proxy host of the filter, as it stands in an address
   * @param proxyPort its port
   * @param diverts whether the network brings what devices ask for to the filter by itself
   * @param trust what they have to trust; empty where HTTPS is not read
   */
  public record Setup(
      String script, String proxy, int proxyPort, boolean diverts, Optional<Trust> trust) {}

  /**
   * The school's certificate.
   *
   * @param fingerprint SHA-256, as devices show it
   * @param validUntil when it ends
   * @param files in which forms it is there
   */
  public record Trust(String fingerprint, Instant validUntil, List<File> files) {
    /** Copies the files. */
    public Trust {
      files = List.copyOf(files);
    }
  }

  /**
   * A file to be opened on a device.
   *
   * @param devices which devices take it
   * @param how what to do with it
   * @param path where it is
   */
  public record File(String devices, String how, String path) {}

  /**
   * Pages that name these contacts.
   *
   * @param clock in the school's time zone
   */
  public DevicePages(Contacts contacts, Clock clock) {
    this.contacts = contacts;
    this.clock = clock;
    this.html = new HtmlForm(contacts.school());
  }

  /** What to do on a device. */
  public Reply start(Setup setup) {
    List<Section> sections = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    setup
        .trust()
        .ifPresent(
            trust -> {
              sections.add(certificate(trust));
              facts.add(new Fact("Fingerprint", trust.fingerprint(), true));
              LocalDate end = LocalDate.ofInstant(trust.validUntil(), clock.getZone());
              facts.add(new Fact("Valid until", DAY.format(end), false));
            });
    sections.add(way(setup));
    sections.add(
        new Section(
            "If it does not work",
            "Ask " + contacts.office() + " for the technician, and read out what stands below."));
    facts.add(new Fact("Setup script", setup.script(), true));
    facts.add(new Fact("Proxy", setup.proxy() + ":" + setup.proxyPort(), true));
    return page(
        200,
        new Page(
            "Set up a device",
            false,
            List.of(
                "The school's own devices are set up by the technician. This is for one that is"
                    + " not, or that lost its settings."),
            sections,
            "For the technician",
            facts,
            "Browsing on this network is filtered and monitored."));
  }

  private static Section certificate(Trust trust) {
    return new Section(
        "Trust the school's certificate",
        List.of(
            "Without it, most sites show a warning that somebody may be listening.",
            "Ask the technician for the fingerprint on paper first, and compare it with the one"
                + " that the device shows when it installs the file. If they differ, stop and tell"
                + " the technician."),
        List.of(),
        trust.files().stream()
            .map(file -> new Link(file.devices(), file.how(), file.path()))
            .toList());
  }

  private static Section way(Setup setup) {
    String script =
        "In the network's settings on the device look for the proxy, choose automatic (or setup"
            + " script), and give the address "
            + setup.script();
    String hand =
        "Where a device takes no script, the proxy is "
            + setup.proxy()
            + " and its port "
            + setup.proxyPort()
            + ".";
    return setup.diverts()
        ? new Section(
            "Say where the filter is",
            "Most devices need nothing more: this network leads them to the filter by itself.",
            "Where somebody signs in to browse: " + script,
            hand)
        : new Section("Say where the filter is", script, hand);
  }

  /**
   * What cannot be had here.
   *
   * @param status 400, 403, 404 or 405, for example
   * @param why one sentence
   */
  public Reply refused(int status, String why) {
    return page(
        status,
        new Page(
            status == 404 ? "There is no such page here" : "This cannot be done here",
            false,
            List.of(why),
            List.of(),
            "About this page",
            List.of(),
            ""));
  }

  private Reply page(int status, Page page) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "text/html; charset=utf-8");
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Content-Language", "en-GB");
    headers.put("Content-Security-Policy", html.contentSecurityPolicy());
    return new Reply(status, headers, html.write(page).getBytes(StandardCharsets.UTF_8));
  }
}
