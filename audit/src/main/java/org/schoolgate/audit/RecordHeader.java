package org.schoolgate.audit;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The fixed 32 bytes in front of every sealed payload, in clear, so that a record can be found,
 * dated and expired without opening it; they are the payload's additional authenticated data.
 *
 * <pre>
 *  0 u8  version        4 u32 key period (yyyymm)   16 u64 at, microseconds since 1970
 *  1 u8  kind           8 u64 index                 24 u32 subject number; 0 for nobody
 *  2 u8  retention                                  28 u32 zero
 *  3 u8  zero
 * </pre>
 *
 * @param kindCode {@link RecordKind#code}
 * @param retentionCode {@link RetentionClass#code}
 * @param period year and month of the key, as yyyymm in UTC
 * @param index from 0
 * @param atMicros microseconds since 1970
 * @param subjectNumber whose secret the key is derived with; 0 for none
 */
record RecordHeader(
    int kindCode, int retentionCode, int period, long index, long atMicros, int subjectNumber) {

  static final int BYTES = 32;

  private static final int VERSION = 1;

  void put(ByteBuffer out) {
    out.put((byte) VERSION)
        .put((byte) kindCode)
        .put((byte) retentionCode)
        .put((byte) 0)
        .putInt(period)
        .putLong(index)
        .putLong(atMicros)
        .putInt(subjectNumber)
        .putInt(0);
  }

  /** Reads the header of a body. */
  static RecordHeader of(byte[] body) throws MalformedRecord {
    ByteBuffer in = ByteBuffer.wrap(body);
    int version = in.get();
    if (version != VERSION) {
      throw new MalformedRecord("its header has version " + version + ", not " + VERSION);
    }
    int kind = in.get() & 0xFF;
    int retention = in.get() & 0xFF;
    int zeros = in.get();
    RecordHeader header =
        new RecordHeader(kind, retention, in.getInt(), in.getLong(), in.getLong(), in.getInt());
    if ((zeros | in.getInt()) != 0 || header.index < 0 || header.atMicros < 0) {
      throw new MalformedRecord("its header holds bits that no writer sets");
    }
    return header;
  }

  static int periodOf(long atMicros) {
    LocalDate day = LocalDate.ofInstant(instantOf(atMicros), ZoneOffset.UTC);
    return day.getYear() * 100 + day.getMonthValue();
  }

  static Instant instantOf(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static long microsOf(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  Instant at() {
    return instantOf(atMicros);
  }

  /** A body that no writer of this version made. */
  static final class MalformedRecord extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedRecord(String message) {
      super(message);
    }
  }
}
