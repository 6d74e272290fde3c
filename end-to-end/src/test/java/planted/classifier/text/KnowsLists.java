package planted.classifier.text;

import planted.classifier.Lists;

/** Breaks text-knows-no-lists. */
record KnowsLists(Lists lists) {}
