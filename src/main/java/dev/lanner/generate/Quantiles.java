package dev.lanner.generate;

/**
 * A distribution as a table of its quantiles, read at a random place between two of them. Made with
 * {@link StrictMath}, so that every machine draws the same.
 */
final class Quantiles {

  private static final int STEPS = 1024;

  private final double[] values;

  private Quantiles(double[] values) {
    this.values = values;
  }

  /** Log-normal: the logarithm is normal. */
  static Quantiles logNormal(double median, double sigma) {
    double[] values = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      double p = Math.min(Math.max(i, 0.25), STEPS - 0.25) / STEPS;
      values[i] = median * StrictMath.exp(sigma * normalQuantile(p));
    }
    return new Quantiles(values);
  }

  /** Exponential with mean 1: the gaps between events that know nothing of each other. */
  static Quantiles exponential() {
    double[] values = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      values[i] = -StrictMath.log(1 - Math.min(i, STEPS - 0.25) / STEPS);
    }
    return new Quantiles(values);
  }

  /** Log-uniform: every power of ten between the two is as likely as another. */
  static Quantiles logUniform(double from, double to) {
    double[] values = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      values[i] = from * StrictMath.exp(StrictMath.log(to / from) * i / STEPS);
    }
    return new Quantiles(values);
  }

  double draw(Draws draws) {
    double place = draws.fraction() * STEPS;
    int below = (int) place;
    return values[below] + (values[below + 1] - values[below]) * (place - below);
  }

  /** The logistic stand-in for the normal quantile, close enough for delays. */
  private static double normalQuantile(double p) {
    return StrictMath.log(p / (1 - p)) / 1.702;
  }
}
