package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.audit.RecordKind;

/**
 * Whatever way the words travel, they are blocked, and the record names the phrase; clean words in
 * the same form pass untouched. {@link Forms} is the table.
 */
final class EveryFormTest {

  private static final String CLEAN = "a quiet walk around gardens";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @CsvSource({
    "http, pages, planted phrase of despair, despairing",
    "http, others, planted phrase of despair, despairing",
    "http, posted, planted phrase of despair, despairing",
    "http, pages, podłe słowa dziecka, paskudztwo",
    "http, others, podłe słowa dziecka, paskudztwo",
    "http, posted, podłe słowa dziecka, paskudztwo",
    "https, pages, planted phrase of despair, despairing",
    "https, others, planted phrase of despair, despairing",
    "https, posted, planted phrase of despair, despairing",
    "https, pages, podłe słowa dziecka, paskudztwo",
    "https, others, podłe słowa dziecka, paskudztwo",
    "https, posted, podłe słowa dziecka, paskudztwo",
  })
  void theWordsAreBlockedAndCleanOnesPass(String scheme, String way, String words, String word)
      throws Exception {
    List<Forms.Form> bad = forms(way, words, word);
    List<Forms.Form> clean = forms(way, CLEAN, "gardening");
    List<String> missed = new ArrayList<>();
    List<String> spoilt = new ArrayList<>();
    List<JsonNode> records;
    try (Wires wires = new Wires(folder, scheme.equals("https"))) {
      for (Forms.Form form : bad) {
        if (!wires.isBlocked(form)) {
          missed.add(form.name());
        }
      }
      for (Forms.Form form : clean) {
        if (!wires.passesUntouched(form)) {
          spoilt.add(form.name());
        }
      }
      records = wires.blocks();
    }
    assertEquals(List.of(), missed, "forms in which the words were not found");
    assertEquals(List.of(), spoilt, "forms in which clean words did not pass as they were");
    assertEquals(bad.size(), records.size(), "each block is one record");
    Collections.reverse(records);
    for (int i = 0; i < bad.size(); i++) {
      String record = records.get(i).toString();
      assertEquals(bad.get(i).words(), phraseOf(records.get(i)), bad.get(i).name() + ": " + record);
    }
  }

  private static List<Forms.Form> forms(String way, String words, String word) {
    return switch (way) {
      case "pages" -> Forms.pages(words, word);
      case "others" -> Forms.others(words);
      default -> Forms.posted(words);
    };
  }

  private static String phraseOf(JsonNode record) {
    JsonNode phrase = record.findValue("phrase");
    return phrase == null ? "none" : phrase.asText();
  }

  /** An origin that answers with what it is asked for, and a school before it. */
  private static final class Wires implements AutoCloseable {
    private final SecureFixture secure = new SecureFixture();
    private final boolean https;
    private final WireSchool wire;
    private Forms.Form served = new Forms.Form("nothing", false, "", "", false, "");
    private String arrived = "";
    private final RawOrigin origin;

    Wires(Path folder, boolean https) throws IOException {
      this.https = https;
      this.wire =
          new WireSchool(folder, EdgeFixture.SETTINGS, 20_000, https ? secure.interception : null);
      this.origin =
          new RawOrigin(
              https ? secure.site() : ServerSocketFactory.getDefault(),
              (socket, number) -> {
                for (String head = socket.readHead();
                    !head.endsWith("<end>");
                    head = socket.readHead()) {
                  arrived = RawOrigin.body(head, socket);
                  answer(socket);
                }
              });
    }

    private void answer(RawSocket socket) throws IOException {
      Forms.Form form = served;
      String body = form.posted() ? "ok" : form.body();
      String head = "HTTP/1.1 200 OK\r\n" + (form.posted() ? "" : form.fields());
      if (!form.trickled()) {
        socket.send(head + "Content-Length: " + body.length() + "\r\n\r\n");
        socket.send(body);
        return;
      }
      socket.send(head + "Transfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < body.length(); i++) {
        socket.send("1\r\n" + body.charAt(i) + "\r\n");
      }
      socket.send("0\r\n\r\n");
    }

    /** What the client gets; what was cut ends with a mark. */
    private String ask(Forms.Form form) throws IOException {
      served = form;
      arrived = "";
      String authority = "site.test:" + origin.port();
      try (RawSocket client = wire.client(WireSchool.PUPIL)) {
        RawSocket to = https ? secure.enter(client, authority).http() : client;
        String path = https ? "/page" : "http://" + authority + "/page";
        String method = form.posted() ? "POST " : "GET ";
        to.send(
            method
                + path
                + " HTTP/1.1\r\nHost: "
                + authority
                + "\r\nConnection: close\r\n"
                + (form.posted()
                    ? form.fields() + "Content-Length: " + form.body().length() + "\r\n"
                    : "")
                + "\r\n");
        if (form.posted()) {
          to.send(form.body());
        }
        return to.readToEnd();
      }
    }

    boolean isBlocked(Forms.Form form) throws IOException {
      String got = ask(form);
      byte[] words = form.words().getBytes(StandardCharsets.UTF_8);
      boolean cut =
          got.endsWith("<reset>") && !got.contains(new String(words, StandardCharsets.ISO_8859_1));
      return (got.startsWith("HTTP/1.1 403 ") || cut) && arrived.isEmpty();
    }

    boolean passesUntouched(Forms.Form form) throws IOException {
      String got = ask(form);
      if (form.posted()) {
        return got.startsWith("HTTP/1.1 200 ") && arrived.equals(form.body());
      }
      String content = got.substring(got.indexOf("\r\n\r\n") + 4);
      String whole = form.trickled() ? unchunked(content) : content;
      return got.startsWith("HTTP/1.1 200 ") && whole.equals(form.body());
    }

    private static String unchunked(String chunks) {
      StringBuilder body = new StringBuilder();
      int at = 0;
      while (true) {
        int line = chunks.indexOf("\r\n", at);
        int size = Integer.parseInt(chunks.substring(at, line), 16);
        if (size == 0) {
          return body.toString();
        }
        body.append(chunks, line + 2, line + 2 + size);
        at = line + 2 + size + 2;
      }
    }

    /** The records of blocks, the newest first. */
    List<JsonNode> blocks() throws Exception {
      return new ArrayList<>(wire.stopAndRead(RecordKind.BLOCKED));
    }

    @Override
    public void close() throws IOException {
      wire.close();
      origin.close();
      secure.close();
    }
  }
}
