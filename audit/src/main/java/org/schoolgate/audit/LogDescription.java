package org.schoolgate.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * {@code log.json}: what a log is, for whoever finds the folder.
 *
 * @param origin {@code schoolgate/<urn>/<log>}, with {@code #<n>} from the second epoch on
 * @param formatVersion of records, segments and tree
 * @param publicKey C2SP verifier key of its checkpoints
 */
record LogDescription(String origin, int formatVersion, String publicKey) {

  static final int FORMAT_VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A description that no writer made. */
  static final class BadDescription extends Exception {
    private static final long serialVersionUID = 1L;

    BadDescription(String message) {
      super(message);
    }
  }

  byte[] toBytes() {
    try {
      String text =
          "{\n  \"origin\" : "
              + JSON.writeValueAsString(origin)
              + ",\n  \"formatVersion\" : "
              + formatVersion
              + ",\n  \"publicKey\" : "
              + JSON.writeValueAsString(publicKey)
              + "\n}\n";
      return text.getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a string is always JSON", impossible);
    }
  }

  /** Reads it strictly: a changed byte anywhere is an error. */
  static LogDescription of(byte[] bytes) throws BadDescription {
    JsonNode json;
    try {
      json = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonProcessingException notJson) {
      throw new BadDescription("it is not JSON");
    }
    LogDescription description =
        new LogDescription(
            json.path("origin").asText(),
            json.path("formatVersion").asInt(),
            json.path("publicKey").asText());
    if (!Arrays.equals(bytes, description.toBytes())) {
      throw new BadDescription("it is not as it was written");
    }
    return description;
  }

  /** Which log an origin names: the last part of its path. */
  static String logOf(String origin) {
    int mark = origin.lastIndexOf('#');
    String path = mark < 0 ? origin : origin.substring(0, mark);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Which epoch an origin names. */
  static int epochOf(String origin) {
    int mark = origin.lastIndexOf('#');
    if (mark < 0 || !origin.substring(mark + 1).matches("[1-9][0-9]{0,5}")) {
      return 1;
    }
    return Integer.parseInt(origin.substring(mark + 1));
  }
}
