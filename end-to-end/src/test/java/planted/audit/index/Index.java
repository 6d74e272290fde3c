package planted.audit.index;

import java.sql.Connection;

/** Breaks nothing: SQL has its place. */
record Index(Connection connection) {}
