/** Whether requests are coming, so that background work can give way. */
export interface Traffic {
  /** A request is here. */
  came(): void;
  isThere(): boolean;
}

const LATELY_MS = 500;

export function createTraffic(): Traffic {
  let last = Number.NEGATIVE_INFINITY;
  return {
    came() {
      last = performance.now();
    },
    isThere: () => performance.now() - last < LATELY_MS,
  };
}
