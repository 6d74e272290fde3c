package org.schoolgate.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long a record is kept: each class has a key of its own for each month. */
enum RetentionClass {
  /** Ordinary flows. */
  TRAFFIC(1),
  /** Blocks, violations, captures: what names a subject. */
  MONITORING(2),
  /** Changes, approvals, starts, stops, gaps: what governors review. */
  GOVERNANCE(3);

  private final int code;

  RetentionClass(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RetentionClass of(int code) {
    RetentionClass found = find(code);
    if (found == null) {
      throw new IllegalArgumentException("there is no retention class " + code);
    }
    return found;
  }

  static @Nullable RetentionClass find(int code) {
    for (RetentionClass retention : values()) {
      if (retention.code == code) {
        return retention;
      }
    }
    return null;
  }
}
