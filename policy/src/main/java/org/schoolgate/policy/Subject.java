package org.schoolgate.policy;

import java.util.List;

/**
 * Who a decision is for: a person, a shared logon or a device.
 *
 * @param name the account or device as people know it, for example {@code year-5-class}
 * @param groups ids of the groups it belongs to directly, at least one
 * @param confidence how surely this is one individual (S50)
 * @param address the client address in text, for the record (DfE minimum per record)
 */
public record Subject(String name, List<String> groups, Confidence confidence, String address) {

  /** Copies the groups and checks that there is one. */
  public Subject {
    groups = List.copyOf(groups);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("a subject belongs to at least one group");
    }
  }
}
