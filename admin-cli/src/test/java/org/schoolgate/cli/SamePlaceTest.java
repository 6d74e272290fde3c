package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.audit.LedgerEvent;

/** {@code scan}, {@code explain}, the ledger and the block page name one phrase at one place. */
final class SamePlaceTest {

  private static final String PHRASE = "planted phrase of despair";

  /**
   * A page.
   *
   * @param stands the phrase as it stands in it
   */
  private record Layout(String type, boolean packed, String text, String stands) {}

  private static final Map<String, Layout> LAYOUTS =
      Map.of(
          "plain.txt",
          new Layout("text/plain", false, "Words, then a planted phrase of despair.", PHRASE),
          "entities.html",
          page("pl&#97;nted <b>phr</b>ase of desp&shy;air"),
          "data.json",
          new Layout(
              "application/json",
              false,
              "{\"a\":\"good\",\"b\":\"a planted\\u0020phrase of despair\"}",
              "planted\\u0020phrase of despair"),
          "packed.html",
          new Layout("text/html", true, "<p>much</p><p>" + PHRASE, PHRASE),
          "disguised.html",
          page("pl4nted phr4se 0f d3sp4ir"),
          "script.html",
          new Layout(
              "text/html",
              false,
              "<script>x = 'a planted phr' + 'ase of d\\x65spair'</script><p>good",
              "planted phr' + 'ase of d\\x65spair"));

  @TempDir Path folder;

  private static Layout page(String stands) {
    return new Layout("text/html", false, "<!doctype html><p>good <i>words</i>: " + stands, stands);
  }

  @Test
  void onePhraseAtOnePlace() throws Exception {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder);
    school.takeFreePorts();
    school.file(
        "etc/phrases/planted.en.phrases", "category: bullying\nlanguage: en\n200 " + PHRASE + "\n");
    HttpServer site = site();
    try (Office office = school.office()) {
      GatewayProcess gateway =
          GatewayProcess.start(
              office,
              0,
              new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
      try {
        int port = office.config().gateway().listeners().explicitProxy();
        for (Map.Entry<String, Layout> layout : LAYOUTS.entrySet()) {
          assertOnePlace(school, layout.getKey(), layout.getValue(), site, port);
        }
      } finally {
        gateway.stop(new LedgerEvent.Stopped("test", null, null));
        site.stop(0);
      }
    }
  }

  private static void assertOnePlace(
      PeopleTestSchool school, String name, Layout layout, HttpServer site, int proxy)
      throws IOException, InterruptedException {
    int offset = layout.text().indexOf(layout.stands());
    Path file = school.file(name, layout.text());

    JsonNode scanned = firstFound(school.run("scan --json --group year-5 " + file).out(), name);
    assertEquals(PHRASE, scanned.path("phrase").asText(), name);
    assertEquals(offset, scanned.path("offset").asInt(), name);

    String url = "http://127.0.0.1:" + site.getAddress().getPort() + "/" + name;
    JsonNode explained =
        parse(school.run("explain " + url + " --group year-5 --json --page " + file).out().strip());
    assertEquals(PHRASE, explained.path("violations").path(0).path("phrase").asText(), name);
    assertTrue(explained.path("reason").path("text").asText().contains(PHRASE), name);

    HttpResponse<String> blocked = get(url, proxy);
    assertEquals(403, blocked.statusCode(), name);
    String reference = blocked.headers().firstValue("Schoolgate-Reference").orElse("none");
    assertTrue(blocked.body().contains(reference), name);
    assertTrue(blocked.body().contains("Bullying"), blocked::body);

    String shown =
        school
            .runBy(PeopleTestSchool.DSL, "audit show " + reference + " --json --why reviewed-today")
            .expect(ExitStatus.DONE)
            .out();
    JsonNode record = parse(shown.strip());
    JsonNode capture = record.path("capture").path(0);
    assertEquals(PHRASE, capture.path("phrase").asText(), name);
    assertEquals(scanned.path("offset"), capture.path("offset"), name);
    assertEquals(scanned.path("length"), capture.path("length"), name);
    assertEquals(explained.path("reason"), record.path("reason"), name);

    school
        .runBy(PeopleTestSchool.DSL, "audit show " + reference + " --why reviewed-today")
        .says("\u00BB" + (name.startsWith("disguised") ? layout.stands() : PHRASE) + "\u00AB");
  }

  private static JsonNode parse(String json) throws IOException {
    return JsonMapper.builder().build().readTree(json);
  }

  private static JsonNode firstFound(String lines, String name) throws IOException {
    for (String line : lines.split("\n", -1)) {
      if (!line.isBlank()) {
        JsonNode found = parse(line);
        if (!found.path("typed").asBoolean()) {
          return found;
        }
      }
    }
    throw new IOException("nothing was found in " + name + ": " + lines);
  }

  private static HttpResponse<String> get(String url, int proxy)
      throws IOException, InterruptedException {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy)))
        .build()
        .send(
            HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/html").build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static HttpServer site() throws IOException {
    HttpServer site =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    LAYOUTS.forEach(
        (name, layout) ->
            site.createContext(
                "/" + name,
                exchange -> {
                  byte[] body = layout.text().getBytes(StandardCharsets.UTF_8);
                  exchange.getResponseHeaders().put("Content-Type", List.of(layout.type()));
                  if (layout.packed()) {
                    exchange.getResponseHeaders().put("Content-Encoding", List.of("gzip"));
                    body = gzip(body);
                  }
                  exchange.sendResponseHeaders(200, body.length);
                  exchange.getResponseBody().write(body);
                  exchange.close();
                }));
    site.start();
    return site;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
