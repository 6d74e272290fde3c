package org.schoolgate.classifier;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.schoolgate.classifier.index.SeveralKeys;

/**
 * Entries for parts of sites, however they are kept: none as text, all by keys that are made while
 * an address is read. Thread-safe.
 *
 * @param <R> what was read so far; not thread-safe
 * @param <K> what it is known by
 */
interface AddressTable<R, K> {

  /** A host was read, and a path follows. */
  R behind(String host);

  /** Reads one character more. */
  void read(R reading, char c);

  /** Another reading of the same path, behind which a parameter follows. */
  R parameter(R path);

  /** What was read, as a key. */
  K key(R reading);

  /**
   * Adds the lists that what was read is an entry of.
   *
   * @param entry what was read, as text, which is asked for only if it is an entry
   * @param sure whether it covers the target however a server reads the address
   */
  void take(R reading, Supplier<String> entry, boolean sure, Coverage into);

  /**
   * The entries of several parameters, kept under the key of this one, that are covered.
   *
   * @param asked the keys of all that is asked with
   */
  List<SeveralKeys<K>> several(K first, Set<K> asked);
}
