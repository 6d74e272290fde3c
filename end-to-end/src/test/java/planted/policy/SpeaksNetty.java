package planted.policy;

import io.netty.buffer.ByteBuf;

/** Breaks policy-is-jdk-only and netty-stays-at-the-wire. */
record SpeaksNetty(ByteBuf bytes) {}
