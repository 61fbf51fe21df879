import { useEffect, useState } from "react";

/** Milliseconds until a time (RFC 3339), new every second; at most 0 once it has passed. */
export function useMsLeft(until: string): number {
  const [now, setNow] = useState(Date.now);
  // Follows the clock.
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Date.parse(until) - now;
}
