package planted.audit;

import java.sql.Connection;

/** Breaks sql-stays-in-the-index. */
record SpeaksSql(Connection connection) {}
