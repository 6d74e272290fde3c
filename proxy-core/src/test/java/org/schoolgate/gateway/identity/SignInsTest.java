package org.schoolgate.gateway.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.gateway.Credentials;
import org.schoolgate.gateway.Identity;
import org.schoolgate.gateway.Network;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Subject;

class SignInsTest {

  private static final InetAddress HERE = Network.parse("10.0.0.1").address();
  private static final InetAddress PRINTER = Network.parse("10.9.0.1").address();
  private static final InetAddress STRANGER = Network.parse("192.0.2.1").address();

  /** Accounts whose password is their name; a check takes as long as the latch is closed. */
  private static final class Names implements Accounts {
    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger checks = new AtomicInteger();

    @Override
    public Optional<LogOnAnswer> atOnce(InetAddress client, String account, char[] password) {
      return switch (account) {
        case "remembered" -> Optional.of(new LogOnAnswer.SignedIn(account, List.of("staff")));
        case "slowed" ->
            Optional.of(new LogOnAnswer.Slowed("too many; wait", Duration.ofMillis(1_001)));
        default -> Optional.empty();
      };
    }

    @Override
    public LogOnAnswer check(InetAddress client, String account, char[] password)
        throws IOException {
      checks.incrementAndGet();
      try {
        open.await();
      } catch (InterruptedException stopped) {
        throw new IOException(stopped);
      }
      return switch (account) {
        case "unrecorded" -> throw new IOException("the ledger is closed");
        case "faulty" -> throw new IllegalStateException("a fault that the test wants");
        default ->
            account.equals(new String(password))
                ? new LogOnAnswer.SignedIn(account, List.of("staff"))
                : new LogOnAnswer.Wrong();
      };
    }
  }

  private final Names names = new Names();
  private @Nullable SignIns open;

  private SignIns signIns(boolean required) {
    AddressIdentities addresses =
        new AddressIdentities(
            List.of(Network.parse("10.0.0.0/8")),
            List.of(
                new AddressIdentities.Entry(
                    Network.parse("10.0.0.1"),
                    "a-classroom",
                    List.of("pupils"),
                    Confidence.SHARED)),
            "nursery");
    SignIns made =
        new SignIns(addresses, required, List.of(Network.parse("10.9.0.0/16")), names, 2);
    open = made;
    return made;
  }

  @AfterEach
  void close() {
    names.open.countDown();
    if (open != null) {
      open.close();
    }
  }

  private static Credentials credentials(String account, String password) {
    String text = account + ":" + password;
    return Credentials.of(
        List.of(
            "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
  }

  private static Identity get(SignIns signIns, InetAddress client, Credentials credentials)
      throws Exception {
    return signIns.identify(client, credentials).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static String text(Identity identity) {
    if (identity instanceof Identity.Unproven unproven) {
      Decision answer = unproven.answer();
      return unproven.subject().name() + ": " + answer.id() + ", " + answer.reason().text();
    }
    return identity instanceof Identity.Known known
        ? known.subject().name() + " " + known.subject().confidence().id()
        : "not served";
  }

  @ParameterizedTest(name = "required {0}: {1} with {2}")
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      textBlock =
          """
          false | 10.0.0.1  | -           | a-classroom shared
          false | 10.0.0.2  | -           | unknown-device device
          false | 10.0.0.2  | jo:jo       | jo individual
          false | 10.0.0.1  | jo:no       | a-classroom: challenge, The account or its password is wrong. Try again.
          true  | 10.0.0.1  | -           | a-classroom: challenge, To browse here, sign in with your school account and its password.
          true  | 10.0.0.1  | jo:jo       | jo individual
          true  | 10.0.0.1  | remembered:x | remembered individual
          true  | 10.0.0.1  | slowed:x    | a-classroom: challenge, Too many; wait.
          true  | 10.0.0.1  | unrecorded:x | a-classroom: block, Sign-ins cannot be checked at the moment. Try again.
          true  | 10.0.0.1  | faulty:x    | a-classroom: block, Sign-ins cannot be checked at the moment. Try again.
          true  | 10.9.0.1  | -           | unknown-device device
          true  | 10.9.0.1  | jo:no       | unknown-device: challenge, The account or its password is wrong. Try again.
          true  | 192.0.2.1 | jo:jo       | not served
          """)
  void whoItIs(boolean required, String address, @Nullable String given, String expected)
      throws Exception {
    names.open.countDown();
    Credentials credentials = Credentials.NONE;
    if (given != null) {
      String[] parts = given.split(":", 2);
      credentials = credentials(parts[0], parts[1]);
    }
    InetAddress client = Network.parse(address).address();

    assertEquals(expected, text(get(signIns(required), client, credentials)));
  }

  @Test
  void whoSignsInIsAnIndividualAtAnAddress() throws Exception {
    names.open.countDown();
    Identity.Known known =
        assertInstanceOf(Identity.Known.class, get(signIns(true), HERE, credentials("jo", "jo")));

    assertEquals(
        new Subject("jo", List.of("staff"), Confidence.INDIVIDUAL, "10.0.0.1"), known.subject());
  }

  @Test
  void whatCannotBeReadIsAskedForAgain() throws Exception {
    Identity identity = get(signIns(false), HERE, Credentials.of(List.of("Basic garbage!")));

    assertEquals(
        "a-classroom: challenge, The sign-in that was sent cannot be read. Sign in again.",
        text(identity));
  }

  /** Where the network diverts connections there is no proxy to sign in at. */
  @Test
  void whoeverCannotSignInIsWhoeverItsAddressSays() throws Exception {
    assertEquals("a-classroom shared", text(get(signIns(true), HERE, Credentials.IMPOSSIBLE)));
    assertEquals(0, names.checks.get());
  }

  @Test
  void whoMustWaitIsToldHowLong() throws Exception {
    Identity.Unproven unproven =
        assertInstanceOf(
            Identity.Unproven.class, get(signIns(true), HERE, credentials("slowed", "x")));

    assertEquals(2, assertInstanceOf(Decision.Challenge.class, unproven.answer()).waitSeconds());
    assertEquals(Reason.Kind.SIGN_IN, unproven.answer().reason().kind());
    assertEquals(0, names.checks.get());
  }

  /** While both threads are busy and more wait, nobody else waits. */
  @Test
  void whoIsKnownWithoutACheckDoesNotWaitForThoseWhoAreChecked() throws Exception {
    SignIns signIns = signIns(false);
    List<CompletableFuture<Identity>> slow = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      InetAddress client = Network.parse("10.1.0." + i).address();
      slow.add(signIns.identify(client, credentials("jo", "jo")).toCompletableFuture());
    }

    assertTrue(signIns.identify(HERE, Credentials.NONE).toCompletableFuture().isDone());
    assertTrue(
        signIns.identify(HERE, credentials("remembered", "x")).toCompletableFuture().isDone());
    assertTrue(slow.stream().noneMatch(CompletableFuture::isDone));
    names.open.countDown();
    for (CompletableFuture<Identity> answer : slow) {
      assertEquals("jo individual", text(answer.get(30, TimeUnit.SECONDS)));
    }
    assertEquals(40, names.checks.get());
  }

  @Test
  void theSameFromOneClientIsCheckedOnce() throws Exception {
    SignIns signIns = signIns(false);
    List<CompletableFuture<Identity>> same = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      same.add(signIns.identify(HERE, credentials("jo", "jo")).toCompletableFuture());
    }
    names.open.countDown();
    for (CompletableFuture<Identity> answer : same) {
      assertEquals("jo individual", text(answer.get(30, TimeUnit.SECONDS)));
    }
    assertEquals(1, names.checks.get());
  }

  @Test
  void oneClientHasFewChecksWaiting() throws Exception {
    SignIns signIns = signIns(false);
    List<CompletableFuture<Identity>> many = new ArrayList<>();
    for (int i = 0; i < PasswordChecks.PER_CLIENT_MAX + 5; i++) {
      many.add(signIns.identify(HERE, credentials("jo", "guess " + i)).toCompletableFuture());
    }
    assertEquals(5, many.stream().filter(CompletableFuture::isDone).count());
    Identity turnedAway = many.get(PasswordChecks.PER_CLIENT_MAX).get();
    assertTrue(text(turnedAway).startsWith("a-classroom: block"), text(turnedAway));
    names.open.countDown();
    for (CompletableFuture<Identity> answer : many) {
      assertInstanceOf(Identity.Unproven.class, answer.get(30, TimeUnit.SECONDS));
    }
    assertEquals(
        "jo individual",
        text(get(signIns, HERE, credentials("jo", "jo"))),
        "its place is free again");
  }

  @Test
  void howManyWaitIsBounded() throws Exception {
    SignIns signIns = signIns(false);
    List<CompletableFuture<Identity>> many = new ArrayList<>();
    int over = 20;
    for (int i = 0; i < PasswordChecks.WAITING_MAX + 2 + over; i++) {
      InetAddress client = Network.parse("10.2." + i / 250 + "." + i % 250).address();
      many.add(signIns.identify(client, credentials("jo", "jo")).toCompletableFuture());
    }
    assertEquals(over, many.stream().filter(CompletableFuture::isDone).count());
    names.open.countDown();
    for (CompletableFuture<Identity> answer : many) {
      Identity identity = answer.get(30, TimeUnit.SECONDS);
      assertFalse(identity instanceof Identity.NotServed);
    }
  }

  @Test
  void whoWaitsAtTheEndIsAnsweredToo() throws Exception {
    SignIns signIns = signIns(false);
    CompletableFuture<Identity> one =
        signIns.identify(PRINTER, credentials("jo", "jo")).toCompletableFuture();
    signIns.close();

    assertTrue(text(one.get(30, TimeUnit.SECONDS)).contains("block"));
    assertEquals("not served", text(get(signIns, STRANGER, credentials("jo", "jo"))));
    assertTrue(text(get(signIns, PRINTER, credentials("jo", "jo"))).contains("block"));
  }
}
