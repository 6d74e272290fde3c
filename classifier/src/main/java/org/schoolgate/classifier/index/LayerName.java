package org.schoolgate.classifier.index;

import java.nio.file.Path;

/**
 * The layers that lists are compiled to. Each is made by itself, one at a time in a process:
 * whoever makes one holds its name as a lock, and waits for nobody who makes the other.
 */
public enum LayerName {
  /** The lists of others: up to millions of names, which take seconds. */
  OTHERS("others"),
  /** The school's own lists, on top of them. */
  OWN("own");

  private final String text;

  LayerName(String text) {
    this.text = text;
  }

  /** The name of a file of the layer's own. */
  String file(String ending) {
    return text + ending;
  }

  /** Whether a file is the layer's own, or what a crash has left of one. */
  boolean isOf(Path file) {
    String name = String.valueOf(file.getFileName());
    String visible = name.startsWith(".") ? name.substring(1) : name;
    return visible.startsWith(text + ".") || visible.startsWith(text + "-");
  }
}
