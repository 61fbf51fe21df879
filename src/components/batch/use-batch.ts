import { useEffect, useEffectEvent, useRef, useState } from "react";
import { type ItemState, runBatch } from "../../lib/run-batch.ts";

export interface BatchWork {
  /** Does it to one item; throws ApiError, ItemFailure or NothingToDo. */
  act: (name: string) => Promise<void>;
  /** Called after each run that did anything, with what was done, or had not to be. */
  onDone: (names: readonly string[]) => void;
  /** Called when all is done, and there is nothing left to say. */
  onEnd: () => void;
}

interface Batch {
  states: ReadonlyMap<string, ItemState>;
  running: boolean;
  /** Begins no further item; those under way end. */
  stop: () => void;
  /** Tries failed items again, and begins those not begun. */
  goOn: () => void;
}

/** Begins at once. */
export function useBatch(names: readonly string[], { act, onDone, onEnd }: BatchWork): Batch {
  const [states, setStates] = useState<ReadonlyMap<string, ItemState>>(new Map());
  const [running, setRunning] = useState(true);
  const left = useRef(names);
  const stopper = useRef(new AbortController());

  async function run() {
    const { signal } = stopper.current;
    const done: string[] = [];
    let hasUnchanged = false;
    await runBatch(left.current, {
      act,
      onState: (name, state) => {
        if (state.state === "done" || state.state === "unchanged") done.push(name);
        hasUnchanged ||= state.state === "unchanged";
        setStates((before) => new Map(before).set(name, state));
      },
      signal,
    });
    left.current = left.current.filter((name) => !done.includes(name));
    if (done.length > 0) onDone(done);
    setRunning(false);
    if (left.current.length === 0 && !hasUnchanged) onEnd();
  }
  const begin = useEffectEvent(run);

  // The service: when the page is left, no further item is begun.
  useEffect(() => {
    stopper.current = new AbortController();
    void begin();
    return () => stopper.current.abort();
  }, []);

  return {
    states,
    running,
    stop: () => stopper.current.abort(),
    goOn: () => {
      stopper.current = new AbortController();
      setRunning(true);
      void run();
    },
  };
}
