package org.schoolgate.classifier.keyed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipHashTest {

  private static final long KEY0 = 0x0706050403020100L;
  private static final long KEY1 = 0x0f0e0d0c0b0a0908L;

  /** The bytes 0, 1, 2 ... as characters of two. */
  private static String counting(int bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes; i += 2) {
      text.append((char) (i | (i + 1) << 8));
    }
    return text.toString();
  }

  private static String bytes(EntryKey key) {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    return HexFormat.of().formatHex(bytes.putLong(key.high()).putLong(key.low()).array());
  }

  @ParameterizedTest(name = "{0} bytes")
  @CsvSource({
    "0,  a3817f04ba25a8e66df67214c7550293",
    "2,  8177228da4a45dc7fca38bdef60affe4",
    "6,  14eeca338b208613485ea0308fd7a15e",
    "8,  3b62a9ba6258f5610f83e264f31497b4",
    "14, 31fcefac66d7de9c7ec7485fe4494902",
    "16, 6ee2a4ca67b054bbfd3315bf85230577",
    "62, 5853542321f567a005d547a4f04759bd",
  })
  void isWhatOthersCompute(int length, String expected) {
    assertEquals(expected, bytes(new SipHash(KEY0, KEY1).add(counting(length)).key()));
  }

  @Test
  void takingItOnTheWayAndCopyingChangeNothing() {
    SipHash read = new SipHash(KEY0, KEY1);
    for (char c : counting(62).toCharArray()) {
      read.take();
      read.copy().add('x').take();
      read.add(c);
    }

    assertEquals("5853542321f567a005d547a4f04759bd", bytes(read.key()));
  }

  @Test
  void aKeyIsReadAsItWasWritten() {
    EntryKey key = new EntryKey(0x8000_0000_0000_0001L, 7);

    assertEquals(key, EntryKey.of(key.text()));
  }
}
