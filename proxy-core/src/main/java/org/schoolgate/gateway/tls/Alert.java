package org.schoolgate.gateway.tls;

/** The fatal alerts that turn a client away before a handshake (RFC 8446 section 6). */
public enum Alert {
  /** A filter or a policy is in the way: browsers give up at once and do not retry. */
  ACCESS_DENIED(49),
  /** The gateway could not reach the origin. */
  INTERNAL_ERROR(80),
  /** The client speaks nothing that the gateway speaks inside TLS (RFC 7301 section 3.2). */
  NO_APPLICATION_PROTOCOL(120);

  private final int description;

  Alert(int description) {
    this.description = description;
  }

  /** The record that carries it. */
  public byte[] record() {
    return new byte[] {21, 3, 3, 0, 2, 2, (byte) description};
  }
}
