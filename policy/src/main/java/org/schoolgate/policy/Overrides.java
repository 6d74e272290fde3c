package org.schoolgate.policy;

import java.util.List;

/**
 * The approved overrides that exist now. Called on the request path: returns at once, from memory.
 * Implementations are thread-safe.
 */
@FunctionalInterface
public interface Overrides {

  /** No exceptions. */
  Overrides NONE = List::of;

  /** All approved overrides that have not ended when last looked at; a short list. */
  List<ApprovedOverride> approved();
}
