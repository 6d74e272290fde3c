package planted.console;

import planted.gateway.Pipeline;

/** Breaks gateway-is-wired-only. */
record KnowsGateway(Pipeline pipeline) {}
