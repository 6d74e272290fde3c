package planted.gateway;

/** Breaks enforcer-is-an-interface. */
final class Enforcer {}
