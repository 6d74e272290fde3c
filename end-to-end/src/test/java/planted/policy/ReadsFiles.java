package planted.policy;

import java.nio.file.Path;

/** Breaks policy-does-no-io. */
record ReadsFiles(Path file) {}
