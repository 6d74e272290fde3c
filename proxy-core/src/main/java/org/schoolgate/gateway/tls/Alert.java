package org.schoolgate.gateway.tls;

/** The fatal alerts that turn a client away before a handshake (RFC 8446 section 6). */
public enum Alert {
  /** A filter or a policy is in the way: browsers give up at once and do not retry. */
  ACCESS_DENIED(49),
  /** The gateway could not reach the origin. */
  INTERNAL_ERROR(80);

  private final int description;

  Alert(int description) {
    this.description = description;
  }

  /** The record that carries it. */
  public byte[] record() {
    return new byte[] {21, 3, 3, 0, 2, 2, (byte) description};
  }
}
