package org.schoolgate.cli.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a YAML file into {@link Node}s, keeping the line of each. */
final class YamlFile {

  /** A configuration file is written by people; a bigger one is a mistake. */
  static final long BYTES_MAX = 4L * 1024 * 1024;

  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private YamlFile() {}

  /**
   * The file's top level.
   *
   * @throws ConfigRefused if it cannot be read, or is not YAML with named values at its top
   */
  static Node.Mapping read(Path file) throws ConfigRefused {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new ConfigRefused(file + ": the file is over " + BYTES_MAX + " bytes; split it");
      }
      return parse(file, text(file));
    } catch (NoSuchFileException missing) {
      throw new ConfigRefused(
          file + ": there is no such file; copy it from the etc/ that came with Schoolgate");
    } catch (JsonProcessingException malformed) {
      int line = malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
      if (malformed.getOriginalMessage().contains("(TAB)")) {
        throw new ConfigRefused(
            new Place(file, line)
                + ": a tab stands here, and YAML is indented with spaces; put spaces in its place");
      }
      throw new ConfigRefused(
          new Place(file, line)
              + ": this is not YAML ("
              + firstLine(malformed.getOriginalMessage())
              + "); check indentation and quotes");
    } catch (IOException unreadable) {
      throw new ConfigRefused(
          file + ": cannot be read (" + unreadable.getMessage() + "); check its permissions");
    }
  }

  /** The text; other encodings, which some editors save in, are told from a file without rights. */
  private static String text(Path file) throws IOException, ConfigRefused {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    CoderResult read = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
    text.flip();
    int zero = text.toString().indexOf('\0');
    if (read.isError() || zero >= 0) {
      String before = zero >= 0 ? text.toString().substring(0, zero) : text.toString();
      long line = before.chars().filter(c -> c == '\n').count() + 1;
      throw new ConfigRefused(
          new Place(file, (int) line) + ": this is not UTF-8; save it as UTF-8");
    }
    return text.toString();
  }

  private static Node.Mapping parse(Path file, String text) throws IOException, ConfigRefused {
    try (JsonParser parser = YAML.createParser(text)) {
      if (parser.nextToken() == null) {
        return new Node.Mapping(new Place(file, 1), Map.of());
      }
      Node top = node(parser, file);
      if (parser.nextToken() != null) {
        throw new ConfigRefused(
            at(parser, file) + ": a second document begins here; keep one in each file");
      }
      if (top instanceof Node.Mapping mapping) {
        return mapping;
      }
      throw new ConfigRefused(top.place() + ": named values are expected here, not " + top.kind());
    }
  }

  private static Node node(JsonParser parser, Path file) throws IOException {
    Place place = at(parser, file);
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Node> entries = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        entries.put(name, node(parser, file));
      }
      return new Node.Mapping(place, entries);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Node> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(parser, file));
      }
      return new Node.Sequence(place, items);
    }
    return new Node.Scalar(place, parser.getText());
  }

  private static Place at(JsonParser parser, Path file) {
    return new Place(file, parser.currentTokenLocation().getLineNr());
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
