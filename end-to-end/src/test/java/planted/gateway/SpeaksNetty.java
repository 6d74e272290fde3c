package planted.gateway;

import io.netty.buffer.ByteBuf;

/** Breaks netty-stays-at-the-wire: the root of the gateway has no Netty. */
record SpeaksNetty(ByteBuf bytes) {}
