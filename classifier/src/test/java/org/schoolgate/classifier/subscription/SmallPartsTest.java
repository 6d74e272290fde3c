package org.schoolgate.classifier.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of an update that need nothing but their input. */
class SmallPartsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T02:00:00Z, 2026-03-02T03:30:00Z",
    "2026-03-02T03:30:00Z, 2026-03-03T03:30:00Z",
    // Clocks go forward on the 29th of March at 01:00 and back on the 25th of October at 02:00.
    "2026-03-28T12:00:00Z, 2026-03-29T02:30:00Z",
    "2026-10-24T12:00:00Z, 2026-10-25T03:30:00Z",
  })
  void dailyIsByTheSchoolsClock(Instant last, Instant next) {
    Schedule daily = new Schedule.DailyAt(LocalTime.of(3, 30));

    assertEquals(next, daily.after(last, ZoneId.of("Europe/London")));
  }

  @Test
  void anHourThatThereIsNotIsTheNextOne() {
    Schedule daily = new Schedule.DailyAt(LocalTime.of(1, 30));

    assertEquals(
        Instant.parse("2026-03-29T01:30:00Z"),
        daily.after(Instant.parse("2026-03-28T12:00:00Z"), ZoneId.of("Europe/London")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
        "2001:0:a00::1"
      })
  void isNotOnThePublicInternet(String address) throws Exception {
    assertFalse(PublicAddress.is(InetAddress.getByName(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8.8.8.8", "193.49.48.249", "100.128.0.1", "2a00:1450::1", "2606:4700::1"})
  void isOnThePublicInternet(String address) throws Exception {
    assertTrue(PublicAddress.is(InetAddress.getByName(address)));
  }

  @ParameterizedTest
  @CsvSource({
    "https://lists.example/a/b.txt,                 https://lists.example/a/b.txt",
    "https://pat:s3cret@lists.example:8443/b?key=k, https://lists.example:8443/b",
    "https://lists.example,                         https://lists.example",
  })
  void anAddressIsToldWithoutWhatIsSecret(URI url, String told) {
    assertEquals(told, PublicUrl.of(url));
    assertFalse(PublicUrl.withoutUser(url).toString().contains("s3cret"));
  }

  @Test
  void whoSignsInTravelsInAHeader() {
    assertEquals(
        Optional.of("Basic cGF0OnMzY3JldA=="),
        PublicUrl.authorization(URI.create("https://pat:s3cret@lists.example/")));
    assertEquals(Optional.empty(), PublicUrl.authorization(URI.create("https://lists.example/")));
  }

  @Test
  void aStateComesBackAsItWasKept() {
    SourceState state = new SourceState();
    state.seen("recipe", new ListFetcher.Validators("\"a b\"", "Mon, 02 Mar"), "digest");
    state.pending("one", false);
    state.done(Subscriber.MORNING);
    state.answered(Subscriber.MORNING);
    state.failed(Subscriber.MORNING.plusSeconds(5), "no\nway");
    state.nextAt(Subscriber.MORNING.plusSeconds(9));
    state.staged("two", Instant.EPOCH);
    state.pending("three", true);

    SourceState read = SourceState.of(state.lines());

    assertEquals("no way", read.failure());
    assertEquals(state.lines().toString().replace("\n", " "), read.lines().toString());
    assertEquals("\"a b\"", read.validatorsFor("recipe").etag());
    assertEquals("", read.validatorsFor("another").etag());
    assertTrue(read.hasSeen("recipe", "digest"));
    assertEquals(new SourceState.Pending("three", true), read.pending());
  }

  @Test
  void aDamagedStateIsANewOne() {
    SourceState read =
        SourceState.of(List.of("installed-at noon", "failures many", "x", "", "next-at 12"));

    assertEquals(List.of(), read.lines());
  }

  @Test
  void aKeyThatIsNoneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Checksum.key("not base 64!"));
    assertThrows(java.security.GeneralSecurityException.class, () -> Checksum.key("AAAA"));
  }
}
