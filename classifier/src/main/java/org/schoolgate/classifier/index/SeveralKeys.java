package org.schoolgate.classifier.index;

import java.util.List;

/**
 * An entry that several keys make, all of which must be found.
 *
 * @param list the list that it is of
 * @param keys of all its parameters
 * @param <K> what an entry is known by
 */
public record SeveralKeys<K>(SourceList list, List<K> keys) {
  /** Copies the keys. */
  public SeveralKeys {
    keys = List.copyOf(keys);
  }
}
