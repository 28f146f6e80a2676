/**
 * Position and velocity along one axis: a Kalman filter with the white-noise acceleration model (Bar-Shalom, Li, Kirubarajan:
 * Estimation with Applications to Tracking and Navigation, 6.2). The filter of SORT is made of independent axes, so that two of
 * these are its centre. Any unit of length; seconds.
 */
export class AxisFilter {
  #position: number;
  #velocity: number;
  /** Covariance [[pp, pv], [pv, vv]]. */
  #pp: number;
  #pv = 0;
  #vv: number;

  constructor(position: number, positionStd: number, velocity: number, velocityStd: number) {
    this.#position = position;
    this.#velocity = velocity;
    this.#pp = positionStd ** 2;
    this.#vv = velocityStd ** 2;
  }

  get position(): number {
    return this.#position;
  }

  get velocity(): number {
    return this.#velocity;
  }

  get positionVariance(): number {
    return this.#pp;
  }

  get velocityVariance(): number {
    return this.#vv;
  }

  /** `accelerationStd`: how hard a thing may speed up or brake, in lengths per second². */
  predict(seconds: number, accelerationStd: number): void {
    const q = accelerationStd ** 2;
    const dt2 = seconds * seconds;
    this.#position += this.#velocity * seconds;
    this.#pp += 2 * seconds * this.#pv + dt2 * this.#vv + (q * dt2 * dt2) / 4;
    this.#pv += seconds * this.#vv + (q * dt2 * seconds) / 2;
    this.#vv += q * dt2;
  }

  correct(measured: number, measuredStd: number): void {
    const variance = this.#pp + measuredStd ** 2;
    if (variance <= 0) return;
    const gainP = this.#pp / variance;
    const gainV = this.#pv / variance;
    const innovation = measured - this.#position;
    this.#position += gainP * innovation;
    this.#velocity += gainV * innovation;
    this.#vv = Math.max(0, this.#vv - gainV * this.#pv);
    this.#pv *= 1 - gainP;
    this.#pp *= 1 - gainP;
  }

  /** For a thing that is known to stand there. */
  stopAt(position: number): void {
    this.#position = position;
    this.#velocity = 0;
  }
}
