/** Smooths what was sent into a speed: one slow or fast moment weighs little after some seconds. */

const SMOOTHING_MS = 4000;

export interface Speedometer {
  /** `bytes`: all that was sent so far; it may fall where a part is sent again. Answers bytes a second. */
  measure(bytes: number, nowMs: number): number | undefined;
  /** Forgets the last reading: time that passed in a pause counts for nothing. */
  restart(): void;
}

export function createSpeedometer(): Speedometer {
  let last: { bytes: number; at: number } | undefined;
  let speed: number | undefined;
  return {
    measure(bytes, nowMs) {
      const elapsed = last ? nowMs - last.at : 0;
      if (last && elapsed > 0) {
        const current = (Math.max(0, bytes - last.bytes) / elapsed) * 1000;
        const weight = 1 - Math.exp(-elapsed / SMOOTHING_MS);
        speed = speed === undefined ? current : speed + weight * (current - speed);
      }
      if (!last || elapsed > 0) last = { bytes, at: nowMs };
      return speed;
    },
    restart() {
      last = undefined;
    },
  };
}
