package planted.console;

import planted.cli.Command;

/** Breaks nobody-needs-the-cli. */
record KnowsCli(Command command) {}
