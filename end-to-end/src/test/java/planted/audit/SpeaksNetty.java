package planted.audit;

import io.netty.buffer.ByteBuf;

/** Breaks audit-knows-no-wire and netty-stays-at-the-wire. */
record SpeaksNetty(ByteBuf bytes) {}
