package planted.gateway.enforce;

import org.jspecify.annotations.Nullable;
import planted.gateway.http.Edge;

/** Breaks gateway-packages-have-no-cycle. */
public record Pages(@Nullable Edge edge) {}
