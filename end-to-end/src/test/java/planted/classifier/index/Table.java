package planted.classifier.index;

import planted.classifier.site.Entry;

/** Breaks classifier-packages-have-no-cycle. */
public record Table(Entry entry) {}
