package org.schoolgate.gateway;

import java.util.List;

/**
 * What a request says of who sends it, as it came: the values of its Proxy-Authorization headers
 * (RFC 9110 section 11.7.2). They hold a password, so they are in no text of this object.
 */
public final class Credentials {

  /** The request says nothing. */
  public static final Credentials NONE = new Credentials(true, List.of());

  /**
   * The client knows of no proxy, so that it cannot say who it is and is not to be asked: it is
   * whoever its address says.
   */
  public static final Credentials IMPOSSIBLE = new Credentials(false, List.of());

  private final boolean possible;
  private final List<String> values;

  private Credentials(boolean possible, List<String> values) {
    this.possible = possible;
    this.values = values;
  }

  /** The values of all such headers; one character a byte. */
  public static Credentials of(List<String> values) {
    return values.isEmpty() ? NONE : new Credentials(true, List.copyOf(values));
  }

  /** Whether the request says nothing. */
  public boolean isNone() {
    return values.isEmpty();
  }

  /** Whether the client cannot say anything; the address alone tells who it is. */
  public boolean areImpossible() {
    return !possible;
  }

  /** The values, in order. */
  public List<String> values() {
    return values;
  }

  @Override
  public String toString() {
    return isNone() ? "none" : "given";
  }
}
