package org.schoolgate.gateway.device;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.schoolgate.gateway.TargetReader;
import org.schoolgate.gateway.enforce.DevicePages;
import org.schoolgate.gateway.enforce.Reply;
import org.schoolgate.gateway.tls.CertificateAuthority;
import org.schoolgate.policy.HostName;

/**
 * The plain port for devices (S3): the proxy script at {@code /proxy.pac} and {@code /wpad.dat},
 * the certificate in each {@link RollOutForm} under {@code /ca/}, and a page that says what to do
 * with them. It asks nobody who they are and tells nothing that is not the same for everybody; it
 * answers the networks that the gateway serves. Thread-safe; answers from memory at once.
 */
public final class DeviceSite {

  /** By which browsers know a proxy script (the WPAD draft, section 4.3). */
  static final String SCRIPT_TYPE = "application/x-ns-proxy-autoconfig";

  private static final String FOLDER = "/ca/";

  private final Settings settings;
  private final Predicate<InetAddress> served;
  private final Supplier<Optional<CertificateAuthority>> authority;
  private final DevicePages pages;

  /**
   * What it tells.
   *
   * @param school its name, for people
   * @param gateway where the gateway is; empty for where each device reached it
   * @param proxyPort where its proxy listens
   * @param diverts whether the network leads devices to it by itself
   * @param direct what devices reach without it
   */
  public record Settings(
      String school,
      Optional<HostName> gateway,
      int proxyPort,
      boolean diverts,
      List<DirectSite> direct) {
    /** Copies the list. */
    public Settings {
      direct = List.copyOf(direct);
    }
  }

  /**
   * A site.
   *
   * @param served whose devices are answered
   * @param authority what devices have to trust now; empty where HTTPS is not read
   */
  public DeviceSite(
      Settings settings,
      Predicate<InetAddress> served,
      Supplier<Optional<CertificateAuthority>> authority,
      DevicePages pages) {
    this.settings = settings;
    this.served = served;
    this.authority = authority;
    this.pages = pages;
  }

  /** Answers one request, of which method and target are still to be looked at. */
  public Reply answer(DeviceRequest request) {
    if (!served.test(request.client())) {
      return refused(403, "These pages are for the school's own devices.");
    }
    if (!request.target().startsWith("/")) {
      return refused(
          request.method().equals("CONNECT") ? 405 : 400,
          "This is not the proxy: that is on port " + settings.proxyPort() + ".");
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return refused(405, "This page can only be read.");
    }
    int query = request.target().indexOf('?');
    String path = query < 0 ? request.target() : request.target().substring(0, query);
    return switch (path) {
      case "/" -> pages.start(setup(request));
      case "/proxy.pac", "/wpad.dat" -> file(SCRIPT_TYPE, script(request));
      default -> path.startsWith(FOLDER) ? certificate(path) : nothing();
    };
  }

  private byte[] script(DeviceRequest request) {
    return ProxyScript.of(
            host(request), settings.proxyPort(), request.at().getPort(), settings.direct())
        .getBytes(StandardCharsets.US_ASCII);
  }

  private String host(DeviceRequest request) {
    return settings
        .gateway()
        .orElseGet(() -> TargetReader.hostOf(request.at().getAddress()))
        .inUri();
  }

  private DevicePages.Setup setup(DeviceRequest request) {
    String host = host(request);
    return new DevicePages.Setup(
        ProxyScript.pages(host, request.at().getPort()) + "proxy.pac",
        host,
        settings.proxyPort(),
        settings.diverts(),
        authority.get().map(DeviceSite::trust));
  }

  private static DevicePages.Trust trust(CertificateAuthority authority) {
    return new DevicePages.Trust(
        authority.fingerprint(),
        authority.validUntil(),
        List.of(
            of(
                RollOutForm.DER,
                "Windows, Android",
                "on Windows open it, choose Install certificate, Local machine, and Trusted root"
                    + " certification authorities; on Android look in the settings for Install a"
                    + " certificate, and choose CA certificate"),
            of(
                RollOutForm.APPLE,
                "iPad, iPhone, Mac",
                "install the profile in the settings; on an iPad or iPhone then switch it on under"
                    + " General, About, Certificate trust settings"),
            of(
                RollOutForm.CHROMEBOOK,
                "Chromebook",
                "download it, and choose it at chrome://network under Import ONC file"),
            of(
                RollOutForm.FIREFOX,
                "Firefox",
                "for the technician: the file of policies, which makes it trust what the device"
                    + " trusts"),
            of(RollOutForm.PEM, "Anything else", "the certificate as text")));
  }

  private static DevicePages.File of(RollOutForm form, String devices, String how) {
    return new DevicePages.File(devices, how, FOLDER + form.fileName());
  }

  private Reply certificate(String path) {
    Optional<CertificateAuthority> known = authority.get();
    if (known.isEmpty()) {
      return refused(404, "There is no certificate to install: this filter does not read HTTPS.");
    }
    return Arrays.stream(RollOutForm.values())
        .filter(form -> path.equals(FOLDER + form.fileName()))
        .findFirst()
        .map(form -> file(form.contentType(), form.of(known.get(), settings.school())))
        .orElseGet(this::nothing);
  }

  private Reply nothing() {
    return refused(404, "What devices need is on the first page, at /.");
  }

  private Reply refused(int status, String why) {
    return pages.refused(status, why);
  }

  /** Not as an attachment: a device opens what it knows, and keeps the rest under its name. */
  private static Reply file(String type, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", type);
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    return new Reply(200, headers, body);
  }
}
