package planted.gateway.http;

import io.netty.buffer.ByteBuf;
import planted.gateway.enforce.Pages;

/** Breaks nothing by Netty; with Pages it makes a cycle inside the gateway. */
public record Edge(ByteBuf bytes, Pages pages) {}
