import { useEffect, useState } from "react";

/** Milliseconds until a time (in milliseconds), new every second; at most 0 once it has passed, and while there is no time. */
export function useMsLeft(until: number | undefined): number {
  const [now, setNow] = useState(Date.now);
  // Follows the clock, while there is something to wait for.
  useEffect(() => {
    if (until === undefined) return;
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [until]);
  return until === undefined ? 0 : until - now;
}
