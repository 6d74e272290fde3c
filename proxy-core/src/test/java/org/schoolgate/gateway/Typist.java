package org.schoolgate.gateway;

import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Somebody at a search box whose page asks for suggestions at each key. */
final class Typist {

  /** One key after the other, as far apart as those of a pupil who knows the keys. */
  private static final Duration KEY = Duration.ofMillis(200);

  private static final FlowEnd ENDED = new FlowEnd(FlowEnd.Ended.COMPLETE, 200, 1, 2, 3);
  private static final String RESULTS = "http://www.google.com/search?q=";

  private final School school;
  private final Pipeline pipeline;
  private final SettableClock clock = new SettableClock(School.NOW);
  private final InetAddress address;
  private final StringBuilder box = new StringBuilder();
  private final List<Decided> answers = new ArrayList<>();

  Typist(School school, InetAddress address) {
    this.school = school;
    this.address = address;
    this.pipeline = school.pipeline(clock);
  }

  /**
   * Does one step after the other: {@code +} types letters, {@code -} takes back as many, {@code
   * wait} lets seconds pass, {@code paste} fills the box, {@code clear} empties it in one stroke,
   * {@code enter} searches, {@code ahead} is a browser that fetches the results before; {@code
   * full} and {@code room} are the ledger's disk.
   */
  void play(String script) {
    for (String step : script.split(";", -1)) {
      String what = step.stripLeading();
      if (what.startsWith("+")) {
        for (char key : what.substring(1).toCharArray()) {
          box.append(key);
          suggest();
        }
      } else if (what.startsWith("-")) {
        for (int left = Integer.parseInt(what.substring(1)); left > 0; left--) {
          box.setLength(box.length() - 1);
          suggest();
        }
      } else if (what.startsWith("wait ")) {
        for (int left = Integer.parseInt(what.substring(5)); left > 0; left--) {
          clock.add(Duration.ofSeconds(1));
          pipeline.tick();
        }
      } else if (what.startsWith("paste ")) {
        box.setLength(0);
        box.append(what.substring(6));
        suggest();
      } else if (what.equals("full") || what.equals("room")) {
        school.fillDisk(what.equals("full"));
      } else if (what.equals("clear")) {
        box.setLength(0);
      } else if (what.equals("enter")) {
        ask(RESULTS, false);
      } else if (what.equals("ahead")) {
        ask(RESULTS, true);
      } else {
        throw new IllegalArgumentException(what);
      }
    }
  }

  private void suggest() {
    clock.add(KEY);
    if (!box.toString().isBlank()) {
      ask("http://suggestqueries.google.com/complete/search?client=firefox&q=", false);
    }
  }

  private void ask(String address, boolean ahead) {
    String words = URLEncoder.encode(box.toString(), StandardCharsets.UTF_8);
    Asked asked = new Asked.Request(address + words, List.of());
    Decided decided =
        pipeline
            .decide(
                new Flow(
                    answers.size(), this.address, clock.instant(), asked, Credentials.NONE, ahead))
            .toCompletableFuture()
            .join();
    pipeline.closed(decided, ENDED);
    answers.add(decided);
  }

  Decided last() {
    return answers.get(answers.size() - 1);
  }

  Pipeline pipeline() {
    return pipeline;
  }

  List<Decided> answers() {
    return answers;
  }
}
