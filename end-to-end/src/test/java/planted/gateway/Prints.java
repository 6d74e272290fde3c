package planted.gateway;

/** Breaks only-the-cli-prints. */
final class Prints {
  void say(String words) {
    System.err.println(words);
  }
}
