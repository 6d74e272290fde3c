package planted.gateway;

/** What only the command line may wire. */
public record Pipeline() {}
