package planted.classifier.site;

import org.jspecify.annotations.Nullable;
import planted.classifier.index.Table;

/** Breaks classifier-packages-have-no-cycle. */
public record Entry(@Nullable Table table) {}
