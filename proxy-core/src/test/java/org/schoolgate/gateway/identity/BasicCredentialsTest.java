package org.schoolgate.gateway.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BasicCredentialsTest {

  private static String basic(String text) {
    return "Basic " + base64(text, StandardCharsets.UTF_8);
  }

  private static String base64(String text, Charset charset) {
    return Base64.getEncoder().encodeToString(text.getBytes(charset));
  }

  static Stream<Arguments> whatIsRead() {
    return Stream.of(
        // RFC 7617 section 2 and 2.1
        Arguments.of("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Aladdin", "open sesame"),
        Arguments.of("Basic dGVzdDoxMjPCow==", "test", "123\u00a3"),
        Arguments.of("basic dGVzdDoxMjPCow==", "test", "123\u00a3"),
        Arguments.of("BASIC   dGVzdDoxMjPCow==", "test", "123\u00a3"),
        Arguments.of(basic("t.marsh:a:b::c"), "t.marsh", "a:b::c"),
        Arguments.of(basic("t.marsh:"), "t.marsh", ""),
        Arguments.of(basic("t.marsh: blanks "), "t.marsh", " blanks "),
        Arguments.of(basic("t.marsh:\ud83d\ude00"), "t.marsh", "\ud83d\ude00"),
        Arguments.of(basic("t.marsh:" + "x".repeat(600)), "t.marsh", "x".repeat(600)));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("whatIsRead")
  void anAccountAndAPasswordAreRead(String header, String account, String password) {
    BasicCredentials read = BasicCredentials.read(List.of(header)).orElseThrow();

    assertEquals(account, read.account());
    assertEquals(password, new String(read.password()));
    assertEquals("credentials", read.toString());
  }

  static Stream<Arguments> whatIsNot() {
    return Stream.of(
        Arguments.of("nothing", List.of("")),
        Arguments.of("scheme alone", List.of("Basic")),
        Arguments.of("nothing after it", List.of("Basic ")),
        Arguments.of("no colon", List.of(basic("t.marsh"))),
        Arguments.of("no account", List.of(basic(":password"))),
        Arguments.of("not base64", List.of("Basic !!!!")),
        Arguments.of("a base64 of one character", List.of("Basic Q")),
        Arguments.of("two words", List.of(basic("a:b") + " " + basic("a:b"))),
        Arguments.of("base64 with a comma", List.of(basic("a:b") + ",x")),
        Arguments.of(
            "another scheme", List.of("Negotiate " + base64("a:b", Charset.forName("UTF-8")))),
        Arguments.of(
            "a scheme that begins so", List.of("Basics " + base64("a:b", StandardCharsets.UTF_8))),
        Arguments.of("a scheme that ends so", List.of("Bas ic")),
        Arguments.of(
            "Latin-1", List.of("Basic " + base64("test:123\u00a3", StandardCharsets.ISO_8859_1))),
        Arguments.of("a control character", List.of(basic("t.marsh:a\nb"))),
        Arguments.of("a null", List.of(basic("t.marsh\0:ab"))),
        Arguments.of("a huge one", List.of(basic("t.marsh:" + "x".repeat(1000)))),
        Arguments.of("two headers", List.of(basic("a:b"), basic("a:b"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatIsNot")
  void everythingElseIsNothing(String what, List<String> headers) {
    assertEquals(Optional.empty(), BasicCredentials.read(headers), what);
  }

  @Test
  void randomHeadersNeverDoMoreThanThat() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      String header =
          random.nextBoolean()
              ? "Basic " + Base64.getEncoder().encodeToString(bytes)
              : new String(bytes, StandardCharsets.ISO_8859_1);
      try {
        BasicCredentials.read(List.of(header))
            .ifPresent(read -> assertTrue(!read.account().contains(":")));
      } catch (RuntimeException thrown) {
        throw new AssertionError("seed " + seed + " at " + i, thrown);
      }
    }
  }
}
