package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "Password",
        "user[password]",
        "new_password2",
        "passwd",
        "userPasswd",
        "pwd",
        "j_pwd",
        "pin",
        "PIN",
        "user-pin",
        "userPin",
        "pin1",
        "card",
        "cardNumber",
        "card_number",
        "ccCvv",
        "cvv2",
        "cvc",
        "token",
        "access_token",
        "authenticity_token",
        "csrf",
        "_csrf",
        "xsrfToken",
        "client_secret",
        "securityCode",
        "otp",
        "otpCode",
        "one-time-otp",
        "pass"
      })
  void secretsAreTold(String name) {
    assertTrue(SensitiveNames.isSensitive(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "message",
        "opinion",
        "shipping",
        "spin",
        "discard",
        "postcard",
        "footprint",
        "q",
        "comment",
        "pinned",
        "passage",
        "username",
        "scard",
        "título",
        "İstanbul"
      })
  void innocentNamesAreNot(String name) {
    assertFalse(SensitiveNames.isSensitive(name));
  }
}
