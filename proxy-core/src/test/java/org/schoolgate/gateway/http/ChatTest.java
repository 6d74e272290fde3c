package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.gateway.FlowEnd;

/** Chats over WebSockets before the real pipeline: what is typed, what is shown, on record. */
final class ChatTest {

  @TempDir Path folder;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  /** Says each line of a script as it hears a message that asks for it; keeps the others. */
  private RawOrigin chat(String shown) throws IOException {
    return new RawOrigin(
        (socket, number) -> {
          RawWebSocket side = RawWebSocket.accept(socket);
          for (String said = side.next(); !said.startsWith("8"); said = side.next()) {
            heard.add(said);
            if (said.equals("1+ go on")) {
              side.text(shown);
              side.text("gone on");
            }
          }
          side.close(1000);
        });
  }

  private WireSchool school() throws IOException {
    return new WireSchool(folder, EdgeFixture.SETTINGS, 20_000);
  }

  private static void leave(RawWebSocket socket, WireSchool wire) throws Exception {
    socket.close(1000);
    assertEquals("8+ 1000", socket.next());
    wire.assertNextEnds(FlowEnd.Ended.COMPLETE, 101);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1 | i feel typed despair today",
        "1 | {\"text\":\"i feel typed despair\"}",
        "1 | {\"text\":\"i feel typed \\u0064\\u0065spair\"}",
        "1 | 42[\"message\",{\"text\":\"typed \\u0064espair\"}]",
        "1 | 42/room,17[\"message\",\"typed \\u0064espair\"]",
        "1 | 5:1+::{\"name\":\"message\",\"args\":[\"typed \\u0064espair\"]}",
        "1 | [\"{\\\"text\\\":\\\"typed \\\\u0064espair\\\"}\"]",
        "1 | a[\"{\\\"text\\\":\\\"typed \\\\u0064espair\\\"}\"]",
        "1 | [\"3\",\"7\",\"room:lobby\",\"new_msg\",{\"body\":\"typed \\u0064espair\"}]",
        "1 | {\"query\":\"mutation Say($t: String!) {say(t: $t)}\",\"variables\":{\"t\":\"typed despair\"}}",
        "1 | SEND~~destination:/chat~~~~{\"text\":\"typed \\u0064espair\"}",
        "1 | PRIVMSG #class :typed despair",
        "1 | <message to='b'><body>typed despair</body></message>",
        "2 | {\"text\":\"i feel typed \\u0064espair\"}",
        "2 | i feel typed despair today",
      })
  void aTypedThreatIsOnRecordAndTheChatGoesOn(int opcode, String message) throws Exception {
    try (RawOrigin origin = chat("fine");
        WireSchool wire = school();
        RawSocket client = wire.client(WireSchool.PUPIL)) {
      RawWebSocket socket = RawWebSocket.open(client, origin);
      socket.send(opcode, true, message.replace("~~", "\n"));
      socket.text("go on");
      assertEquals("1+ fine", socket.next());
      assertEquals("1+ gone on", socket.next());
      leave(socket, wire);
      assertEquals(List.of("1+ go on"), List.copyOf(heard));
      List<JsonNode> blocks = wire.stopAndRead(RecordKind.BLOCKED);
      assertEquals(1, blocks.size(), blocks::toString);
      JsonNode violation = blocks.get(0).path("violations").path(0);
      assertEquals("suicide", violation.path("category").asText(), blocks::toString);
      assertTrue(violation.path("typed").asBoolean(), blocks::toString);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "such nasty words here",
        "{\"text\":\"such n\\u0061sty words\"}",
        "42[\"message\",\"such n\\u0061sty words\"]",
        "<div id=\"chat\">such na<b>sty</b> words</div>",
        "{\"html\":\"<p>such n&#97;sty w<i>ords</i></p>\"}",
      })
  void whatIsShownIsReadAsShown(String message) throws Exception {
    try (RawOrigin origin = chat(message);
        WireSchool wire = school();
        RawSocket client = wire.client(WireSchool.PUPIL)) {
      RawWebSocket socket = RawWebSocket.open(client, origin);
      socket.text("go on");
      assertEquals("1+ gone on", socket.next());
      leave(socket, wire);
      List<JsonNode> blocks = wire.stopAndRead(RecordKind.BLOCKED);
      assertEquals(1, blocks.size(), blocks::toString);
      JsonNode violation = blocks.get(0).path("violations").path(0);
      assertEquals("bullying", violation.path("category").asText(), blocks::toString);
      assertFalse(violation.path("typed").asBoolean(), blocks::toString);
    }
  }

  /** What is only to be noted is on record, and arrives. */
  @Test
  void whatIsNoViolationOfThePolicyArrives() throws Exception {
    String said = "{\"text\":\"a lesson about typed despair, typed despair\"}";
    try (RawOrigin origin = chat("fine");
        WireSchool wire = school();
        RawSocket client = wire.client(WireSchool.TEACHER)) {
      RawWebSocket socket = RawWebSocket.open(client, origin);
      socket.text(said);
      socket.text("hello");
      leave(socket, wire);
      assertEquals(List.of("1+ " + said, "1+ hello"), List.copyOf(heard));
      List<JsonNode> found = wire.stopAndRead(RecordKind.VIOLATION_FOUND);
      assertEquals(1, found.size(), found::toString);
    }
  }

  /** Illegal words end it, and stand nowhere. */
  @Test
  void illegalWordsEndIt() throws Exception {
    try (RawOrigin origin = chat("these are utterly vile words");
        WireSchool wire = school();
        RawSocket client = wire.client(WireSchool.PUPIL)) {
      RawWebSocket socket = RawWebSocket.open(client, origin);
      socket.text("go on");
      assertEquals("8+ 1008", socket.next());
      wire.assertNextEnds(FlowEnd.Ended.CUT, 101);
      List<JsonNode> blocks = wire.stopAndRead(RecordKind.BLOCKED);
      assertEquals(1, blocks.size(), blocks::toString);
      assertFalse(blocks.toString().contains("vile"), blocks::toString);
    }
  }

  /** Whoever goes away in the middle of a threat is on record all the same. */
  @Test
  void aThreatThatIsNotSentToItsEndIsOnRecord() throws Exception {
    try (RawOrigin origin = chat("fine");
        WireSchool wire = school();
        RawSocket client = wire.client(WireSchool.PUPIL)) {
      RawWebSocket socket = RawWebSocket.open(client, origin);
      socket.send(FrameHead.TEXT, false, "i feel typed despair " + "and so on ".repeat(100));
      socket.send(FrameHead.PING, true, "");
      socket.close(1000);
      wire.assertNextEnds(FlowEnd.Ended.COMPLETE, 101);
      List<JsonNode> blocks = wire.stopAndRead(RecordKind.BLOCKED);
      assertEquals(1, blocks.size(), blocks::toString);
    }
  }
}
