package org.schoolgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.SchoolAccounts;
import org.schoolgate.policy.Target;

/** What Google and Microsoft are told of whose accounts they may let in. */
final class AccountFieldsTest {

  private static final String DIRECTORY = "01234567-89ab-cdef-0123-456789abcdef";
  private static final String POLICY = "fedcba98-7654-3210-fedc-ba9876543210";

  private static Map<String, String> of(String address, SchoolAccounts accounts)
      throws RequestRefused {
    Target target = TargetReader.ofAddress(address);
    return AccountFields.mayBeOf(target) ? AccountFields.of(target, accounts) : Map.of();
  }

  private static SchoolAccounts school(boolean withPolicy) {
    return new SchoolAccounts(
        List.of("hillside.example", "pupils.hillside.example"),
        new SchoolAccounts.Microsoft(
            List.of("hillside.example", "hillside.onmicrosoft.com"),
            DIRECTORY,
            withPolicy ? POLICY : null));
  }

  private static final Map<String, String> GOOGLE =
      Map.of("x-googapps-allowed-domains", "hillside.example,pupils.hillside.example");
  private static final Map<String, String> DIRECTORIES =
      Map.of(
          "restrict-access-to-tenants",
          "hillside.example,hillside.onmicrosoft.com",
          "restrict-access-context",
          DIRECTORY);
  private static final Map<String, String> OWN =
      Map.of("sec-restrict-tenant-access-policy", "restrict-msa");

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "https://google.com/, google",
    "https://accounts.google.com/signin, google",
    "https://mail.google.com/mail, google",
    "https://login.microsoftonline.com/common, directories",
    "https://LOGIN.microsoft.com./, directories",
    "https://login.windows.net/, directories",
    "https://login.live.com/, own",
    "https://notgoogle.com/, nothing",
    "https://google.com.example.org/, nothing",
    "https://login.microsoftonline.com.example.org/, nothing",
    "https://login.example.org/, nothing",
    "https://www.microsoft.com/, nothing",
    "https://example.org/, nothing",
  })
  void eachHostIsToldWhatItActsOn(String address, String what) throws RequestRefused {
    Map<String, String> expected =
        switch (what) {
          case "google" -> GOOGLE;
          case "directories" -> DIRECTORIES;
          case "own" -> OWN;
          default -> Map.of();
        };
    assertEquals(expected, of(address, school(false)));
    assertEquals(Map.of(), of(address, SchoolAccounts.ANY));
  }

  /** A policy of the directory says of people's own accounts, too. */
  @ParameterizedTest
  @CsvSource({
    "https://login.microsoftonline.com/common",
    "https://login.microsoft.com/",
    "https://login.windows.net/",
    "https://login.live.com/",
  })
  void aPolicyIsToldToAllThatSignIn(String address) throws RequestRefused {
    assertEquals(
        DIRECTORY + ":" + POLICY,
        of(address, school(true)).get("sec-restrict-tenant-access-policy"));
  }

  /** Of a connection that is not read nothing can be told. */
  @Test
  void aConnectionThatIsNotReadIsLeftAlone() {
    assertFalse(AccountFields.mayBeOf(Target.ofTls(HostName.parse("accounts.google.com"), 443)));
  }
}
