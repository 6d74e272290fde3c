package org.schoolgate.classifier.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.subscription.ListUpdate.Outcome;

/** A school and a publisher, of whom it has nothing yet. */
abstract class PublishedTest {

  static final String FIRST = "a.example\nb.example\nc.example\n";
  static final String SECOND = "b.example\nc.example\nd.example\ne.example\n";
  static final List<String> FIRST_IN_FORCE = List.of("a.example", "b.example", "c.example");
  static final List<String> SECOND_IN_FORCE =
      List.of("b.example", "c.example", "d.example", "e.example");

  @TempDir static Path shared;
  static KeyStore keys;

  @TempDir Path folder;
  Publisher publisher;
  Subscriber school;

  @BeforeAll
  static void makeKeys() {
    keys = Publisher.keys(shared, "localhost");
  }

  @BeforeEach
  void open() throws Exception {
    publisher = new Publisher(keys);
    school = new Subscriber(folder, Publisher.trusting(keys));
  }

  @AfterEach
  void close() {
    publisher.close();
  }

  Subscriber.Draft draft() {
    return new Subscriber.Draft(publisher.url("/list"));
  }

  void installFirst() throws Exception {
    publisher.publishTagged("/list", "\"1\"", FIRST);
    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
    school.recorded.clear();
  }
}
