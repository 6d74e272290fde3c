package org.schoolgate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.gateway.enforce.Contacts;
import org.schoolgate.gateway.enforce.DevicePages;
import org.schoolgate.gateway.enforce.Reply;
import org.schoolgate.gateway.tls.CertificateAuthority;
import org.schoolgate.policy.HostName;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class DeviceSiteTest {

  private static final Instant NOW = Instant.parse("2026-11-17T09:00:00Z");
  private static final String SCHOOL = "Mill & <Hill> School";
  private static final CertificateAuthority AUTHORITY =
      CertificateAuthority.create(SCHOOL, NOW, new SecureRandom());

  private static DeviceSite site(Optional<HostName> gateway, boolean diverts, boolean reads) {
    return new DeviceSite(
        new DeviceSite.Settings(SCHOOL, gateway, 3128, diverts, List.of()),
        client -> client.getHostAddress().startsWith("10.20."),
        () -> reads ? Optional.of(AUTHORITY) : Optional.empty(),
        new DevicePages(
            new Contacts(SCHOOL, "your teacher", "the school office"),
            Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  private static DeviceSite site() {
    return site(Optional.empty(), false, true);
  }

  private static Reply ask(DeviceSite site, String method, String target) {
    return ask(site, method, target, "10.20.0.7", "10.20.0.2");
  }

  private static Reply ask(
      DeviceSite site, String method, String target, String client, String at) {
    return site.answer(
        new DeviceRequest(
            method,
            target,
            new InetSocketAddress(client, 50_000).getAddress(),
            new InetSocketAddress(at, 8080)));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,     /,                           200, text/html; charset=utf-8",
    "HEAD,    /,                           200, text/html; charset=utf-8",
    "GET,     /?x=1,                       200, text/html; charset=utf-8",
    "GET,     /proxy.pac,                  200, application/x-ns-proxy-autoconfig",
    "GET,     /wpad.dat,                   200, application/x-ns-proxy-autoconfig",
    "GET,     /wpad.dat?sn=a,              200, application/x-ns-proxy-autoconfig",
    "GET,     /ca/schoolgate.pem,          200, application/x-pem-file",
    "GET,     /ca/schoolgate.cer,          200, application/x-x509-ca-cert",
    "GET,     /ca/schoolgate.mobileconfig, 200, application/x-apple-aspen-config",
    "GET,     /ca/schoolgate.onc,          200, application/x-onc",
    "GET,     /ca/policies.json,           200, application/json",
    "GET,     /ca/ca.key,                  404, text/html; charset=utf-8",
    "GET,     /ca/../ca.key,               404, text/html; charset=utf-8",
    "GET,     /ca/,                        404, text/html; charset=utf-8",
    "GET,     //proxy.pac,                 404, text/html; charset=utf-8",
    "POST,    /proxy.pac,                  405, text/html; charset=utf-8",
    "DELETE,  /,                           405, text/html; charset=utf-8",
    "OPTIONS, *,                           400, text/html; charset=utf-8",
    "GET,     http://www.example.com/,     400, text/html; charset=utf-8",
    "CONNECT, www.example.com:443,         405, text/html; charset=utf-8",
  })
  void answers(String method, String target, int status, String type) {
    Reply reply = ask(site(), method, target);
    assertEquals(status, reply.status());
    assertEquals(type, reply.headers().get("Content-Type"));
    assertEquals("no-store", reply.headers().get("Cache-Control"));
    assertEquals("nosniff", reply.headers().get("X-Content-Type-Options"));
  }

  @ParameterizedTest
  @CsvSource({"/", "/proxy.pac", "/ca/schoolgate.pem"})
  void whoeverIsNotServedGetsNothing(String target) {
    Reply reply = ask(site(), "GET", target, "203.0.113.9", "10.20.0.2");
    assertEquals(403, reply.status());
    assertFalse(reply.text().contains("10.20.0.2"), reply::text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "          | 10.20.0.2   | PROXY 10.20.0.2:3128     | http://10.20.0.2:8080/",
        "          | 2001:db8::2 | PROXY [2001:db8::2]:3128 | http://[2001:db8::2]:8080/",
        "f.example | 10.20.0.2   | PROXY f.example:3128     | http://f.example:8080/",
      })
  void theScriptNamesTheGatewayAsItWasReached(
      String gateway, String at, String proxy, String pages) {
    DeviceSite site = site(Optional.ofNullable(gateway).map(HostName::parse), false, true);
    Reply script = ask(site, "GET", "/proxy.pac", "10.20.0.7", at);
    assertTrue(script.text().contains("return \"" + proxy + "\";"), script::text);
    assertTrue(script.text().contains("\"" + pages + "\""), script::text);
    assertTrue(ask(site, "GET", "/", "10.20.0.7", at).text().contains(pages + "proxy.pac"));
  }

  @Test
  void theFirstPageSaysWhatToDo() {
    String page = ask(site(), "GET", "/").text();
    assertTrue(page.contains("Mill &amp; &lt;Hill&gt; School"), page);
    assertTrue(page.contains(AUTHORITY.fingerprint()), page);
    assertTrue(page.contains("<a href=\"/ca/schoolgate.mobileconfig\">"), page);
    assertFalse(page.contains("leads them to the filter by itself"), page);
    String diverted = ask(site(Optional.empty(), true, true), "GET", "/").text();
    assertTrue(diverted.contains("leads them to the filter by itself"), diverted);
  }

  @Test
  void withoutReadingHttpsThereIsNothingToTrust() {
    DeviceSite site = site(Optional.empty(), false, false);
    assertEquals(404, ask(site, "GET", "/ca/schoolgate.pem").status());
    assertFalse(ask(site, "GET", "/").text().contains("certificate"));
    assertEquals(200, ask(site, "GET", "/proxy.pac").status());
  }

  @Test
  void everyFormHoldsTheCertificateAndNoKey() throws Exception {
    byte[] der = AUTHORITY.certificate().getEncoded();
    assertEquals(Base64.getEncoder().encodeToString(der), base64(body("schoolgate.cer")));
    CertificateFactory read = CertificateFactory.getInstance("X.509");
    assertEquals(
        AUTHORITY.certificate(),
        read.generateCertificate(new ByteArrayInputStream(body("schoolgate.pem"))));
    JsonNode onc = JsonMapper.builder().build().readTree(body("schoolgate.onc"));
    assertEquals(
        Base64.getEncoder().encodeToString(der),
        onc.path("Certificates").path(0).path("X509").asText());
    assertEquals("Web", onc.path("Certificates").path(0).path("TrustBits").path(0).asText());
    for (RollOutForm form : RollOutForm.values()) {
      String text = new String(body(form.fileName()), StandardCharsets.ISO_8859_1);
      assertFalse(text.contains("PRIVATE"), text);
      assertEquals(text, new String(body(form.fileName()), StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void theProfileIsAPropertyListWithTheCertificate() throws Exception {
    Element dict =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(
                    new String(body("schoolgate.mobileconfig"), StandardCharsets.UTF_8)
                        .replaceFirst("<!DOCTYPE[^>]*>", "")
                        .getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    NodeList data = dict.getElementsByTagName("data");
    assertEquals(1, data.getLength());
    assertEquals(
        base64(AUTHORITY.certificate().getEncoded()),
        base64(Base64.getMimeDecoder().decode(data.item(0).getTextContent())));
    assertTrue(dict.getTextContent().contains(SCHOOL + " web filter"), dict::getTextContent);
  }

  private static byte[] body(String file) {
    Reply reply = ask(site(), "GET", "/ca/" + file);
    byte[] bytes = new byte[reply.body().remaining()];
    reply.body().get(bytes);
    return bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
