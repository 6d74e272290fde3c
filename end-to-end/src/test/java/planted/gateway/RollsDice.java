package planted.gateway;

import java.util.Random;

/** Breaks clock-and-chance-are-passed-in: a Random without a seed. */
final class RollsDice {
  int roll() {
    return new Random().nextInt(6);
  }
}
