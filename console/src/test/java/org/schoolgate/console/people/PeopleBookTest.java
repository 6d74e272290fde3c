package org.schoolgate.console.people;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleBookTest {

  private static final Passwords PASSWORDS = new Passwords(Passwords.COST_MIN, new SecureRandom());
  private static final String HASH = PASSWORDS.hash("correct horse".toCharArray());

  private final PeopleBook book =
      new PeopleBook(Staffroom.everybody().withPassword("t.teach", HASH), PASSWORDS);

  @ParameterizedTest
  @CsvSource({
    "t.teach, correct horse, true",
    "t.teach, correct horsf, false",
    "t.teach, '', false",
    "T.TEACH, correct horse, false",
    "a.head, correct horse, false",
    "a.head, '', false",
    "nobody, correct horse, false"
  })
  void authenticatesOnlyTheAccountWithThatPassword(String account, String password, boolean itIs) {
    char[] given = password.toCharArray();
    Person person = book.people().find(account).orElse(null);

    assertEquals(itIs, book.isPasswordOf(person, given));
    assertArrayEquals(new char[given.length], given);
  }

  @Test
  void showsOneWholePeopleOrTheNext() {
    People before = book.people();
    book.replace(before.without("t.teach"));

    assertEquals(Optional.of(Staffroom.HEAD), before.find("a.head"));
    assertEquals(Optional.empty(), book.people().find("t.teach"));
  }
}
