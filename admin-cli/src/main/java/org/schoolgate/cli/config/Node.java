package org.schoolgate.cli.config;

import java.util.List;
import java.util.Map;

/** A YAML value that knows where it stands. */
sealed interface Node {

  /** Where it begins. */
  Place place();

  /** What it is, for error messages. */
  String kind();

  /**
   * A text, number or truth value, as it is written.
   *
   * @param text without quotes
   */
  record Scalar(Place place, String text) implements Node {
    @Override
    public String kind() {
      return "a single value";
    }
  }

  /** A list. */
  record Sequence(Place place, List<Node> items) implements Node {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Named values, in their order. */
  record Mapping(Place place, Map<String, Node> entries) implements Node {
    @Override
    public String kind() {
      return "a group of named values";
    }
  }
}
