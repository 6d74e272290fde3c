package planted.classifier.text;

import planted.classifier.Lists;

/** Breaks classifier-is-put-together-at-its-root. */
record KnowsLists(Lists lists) {}
