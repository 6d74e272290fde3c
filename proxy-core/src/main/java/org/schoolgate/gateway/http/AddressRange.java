package org.schoolgate.gateway.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * A network: an address and how many of its leading bits count.
 *
 * @param address of four or sixteen bytes
 * @param prefixBits 0 to 32 or 128
 */
public record AddressRange(InetAddress address, int prefixBits) {

  /** Checks the range of the prefix. */
  public AddressRange {
    if (prefixBits < 0 || prefixBits > address.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("the prefix of a network does not fit its address");
    }
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    byte[] bytes =
        NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
    if (bytes == null) {
      throw new IllegalArgumentException("not a network: " + text);
    }
    try {
      int bits = slash < 0 ? bytes.length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1));
      return new AddressRange(InetAddress.getByAddress(bytes), bits);
    } catch (NumberFormatException | java.net.UnknownHostException notANetwork) {
      throw new IllegalArgumentException("not a network: " + text, notANetwork);
    }
  }

  /** Whether the address is in this network; never so if it is of the other family. */
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    int whole = prefixBits / Byte.SIZE;
    int rest = prefixBits % Byte.SIZE;
    return Arrays.equals(mine, 0, whole, theirs, 0, whole)
        && (rest == 0 || ((mine[whole] ^ theirs[whole]) & 0xFF) >>> (Byte.SIZE - rest) == 0);
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefixBits;
  }
}
