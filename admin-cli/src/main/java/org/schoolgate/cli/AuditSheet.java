package org.schoolgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A whole record, a field a line, with what belongs together indented under its name. */
final class AuditSheet {

  private static final int NAME_WIDTH = 16;

  private final PrintStream out;
  private final AuditTimes times;
  private final boolean all;

  /**
   * A sheet.
   *
   * @param all whether all that was found is told, however much there is
   */
  AuditSheet(PrintStream out, AuditTimes times, boolean all) {
    this.out = out;
    this.times = times;
    this.all = all;
  }

  void print(ObjectNode record) {
    fields(record, "");
  }

  private void fields(JsonNode object, String indent) {
    object
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (field.getKey().equals("capture") && isOfObjects(value)) {
                new CaptureSheet(value).lines(all).forEach(line -> out.println(indent + line));
              } else if (value.isObject()) {
                out.println(indent + AuditWords.name(field.getKey()));
                fields(value, indent + "  ");
              } else if (value.isArray() && !isOfObjects(value)) {
                line(indent, field.getKey(), words(value));
              } else if (value.isArray()) {
                items(indent, field.getKey(), value);
              } else if (!value.isNull()) {
                String text = AuditWords.value(field.getKey(), value.asText());
                line(indent, field.getKey(), times.ifInstant(text));
              }
            });
  }

  private void items(String indent, String name, JsonNode array) {
    int number = 0;
    for (JsonNode item : array) {
      number++;
      out.println(indent + AuditWords.name(name) + " " + number + " of " + array.size());
      fields(item, indent + "  ");
    }
  }

  private void line(String indent, String field, String value) {
    String name = AuditWords.name(field);
    int width = Math.max(1, NAME_WIDTH - indent.length() - name.length());
    out.println(indent + name + " ".repeat(width) + value);
  }

  private static boolean isOfObjects(JsonNode array) {
    return array.isArray() && !array.isEmpty() && array.get(0).isObject();
  }

  private static String words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return words.isEmpty() ? "none" : String.join(", ", words);
  }
}
