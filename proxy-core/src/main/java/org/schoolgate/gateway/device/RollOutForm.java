package org.schoolgate.gateway.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.schoolgate.gateway.tls.AuthorityFiles;
import org.schoolgate.gateway.tls.CertificateAuthority;

/**
 * A form in which devices take the certificate of the school's authority; never its key. The same
 * certificate always gives the same file, so that a device which gets it again replaces what it
 * has.
 */
public enum RollOutForm {
  /** Text (RFC 7468): Linux, and the consoles with which devices are managed. */
  PEM("schoolgate.pem", "application/x-pem-file"),
  /** Binary: Windows and Android. */
  DER("schoolgate.cer", "application/x-x509-ca-cert"),
  /** A configuration profile (Apple's Configuration Profile Reference). */
  APPLE("schoolgate.mobileconfig", "application/x-apple-aspen-config"),
  /** Chromium's Open Network Configuration. */
  CHROMEBOOK("schoolgate.onc", "application/x-onc"),
  /** Firefox's policies (github.com/mozilla/policy-templates). */
  FIREFOX("policies.json", "application/json");

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int PEM_LINE_CHARS = 64;

  private final String fileName;
  private final String contentType;

  RollOutForm(String fileName, String contentType) {
    this.fileName = fileName;
    this.contentType = contentType;
  }

  /** The word for it on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The form of that word. */
  public static Optional<RollOutForm> find(String id) {
    return Arrays.stream(values()).filter(form -> form.id().equals(id)).findFirst();
  }

  /** What the file is called, which Firefox and Windows go by. */
  public String fileName() {
    return fileName;
  }

  /** As it is sent. */
  public String contentType() {
    return contentType;
  }

  /**
   * The file.
   *
   * @param school the school's name, for whoever looks at it on a device
   */
  public byte[] of(CertificateAuthority authority, String school) {
    X509Certificate certificate = authority.certificate();
    return switch (this) {
      case DER -> der(certificate);
      case PEM -> bytes(AuthorityFiles.pem(certificate));
      case APPLE -> bytes(profile(authority, school));
      case CHROMEBOOK -> bytes(networkConfiguration(authority));
      case FIREFOX -> bytes(policies());
    };
  }

  private static String profile(CertificateAuthority authority, String school) {
    String id = "org.schoolgate.authority." + id(authority, "profile");
    String name = xml(school + " web filter");
    String base64 =
        Base64.getMimeEncoder(PEM_LINE_CHARS, new byte[] {'\n'})
            .encodeToString(der(authority.certificate()));
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0">
        <dict>
        <key>PayloadType</key><string>Configuration</string>
        <key>PayloadVersion</key><integer>1</integer>
        <key>PayloadIdentifier</key><string>%s</string>
        <key>PayloadUUID</key><string>%s</string>
        <key>PayloadDisplayName</key><string>%s</string>
        <key>PayloadDescription</key><string>Lets this device trust the pages that the school's filter answers with.</string>
        <key>PayloadContent</key>
        <array>
        <dict>
        <key>PayloadType</key><string>com.apple.security.root</string>
        <key>PayloadVersion</key><integer>1</integer>
        <key>PayloadIdentifier</key><string>%s.certificate</string>
        <key>PayloadUUID</key><string>%s</string>
        <key>PayloadDisplayName</key><string>%s</string>
        <key>PayloadCertificateFileName</key><string>schoolgate.cer</string>
        <key>PayloadContent</key>
        <data>
        %s
        </data>
        </dict>
        </array>
        </dict>
        </plist>
        """
        .formatted(
            id, id(authority, "profile"), name, id, id(authority, "certificate"), name, base64);
  }

  private static String networkConfiguration(CertificateAuthority authority) {
    ObjectNode file = JSON.createObjectNode();
    file.put("Type", "UnencryptedConfiguration");
    ObjectNode certificate = file.putArray("Certificates").addObject();
    certificate.put("GUID", "{" + id(authority, "certificate") + "}");
    certificate.put("Type", "Authority");
    certificate.putArray("TrustBits").add("Web");
    certificate.put("X509", Base64.getEncoder().encodeToString(der(authority.certificate())));
    return written(file);
  }

  /** Firefox takes what the system trusts, and on Linux the file that lies in its folder. */
  private static String policies() {
    ObjectNode file = JSON.createObjectNode();
    ObjectNode certificates = file.putObject("policies").putObject("Certificates");
    certificates.put("ImportEnterpriseRoots", true);
    certificates.putArray("Install").add(PEM.fileName);
    return written(file);
  }

  private static String written(ObjectNode file) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of strings can always be written", impossible);
    }
  }

  /** The same for the same certificate (RFC 4122 section 4.3). */
  private static UUID id(CertificateAuthority authority, String part) {
    return UUID.nameUUIDFromBytes(bytes(part + " " + authority.fingerprint()));
  }

  private static String xml(String text) {
    return text.replaceAll("\\p{Cntrl}", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException("a certificate that was read has no encoding", impossible);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
