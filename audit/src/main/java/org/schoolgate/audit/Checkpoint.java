package org.schoolgate.audit;

import java.util.Base64;

/**
 * The size and root hash of a log at one moment, as its signed note states them (C2SP
 * tlog-checkpoint).
 *
 * @param origin which log
 * @param size records covered
 * @param rootBase64 RFC 6962 root hash over them
 */
public record Checkpoint(String origin, long size, String rootBase64) {

  static Checkpoint of(String origin, long size, byte[] root) {
    return new Checkpoint(origin, size, Base64.getEncoder().encodeToString(root));
  }
}
