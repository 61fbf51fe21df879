import { useEffect, useEffectEvent, useRef, useState } from "react";
import { type ItemState, runBatch } from "../../../lib/run-batch.ts";
import type { ImageRef } from "../queries.ts";
import { deleteTag, tagsDeleted } from "./queries.ts";

interface BatchDelete {
  states: ReadonlyMap<string, ItemState>;
  running: boolean;
  /** No further tag is begun; those under way end. */
  stop: () => void;
  /** Tries again what failed, and begins what was not begun. */
  goOn: () => void;
}

/** Begins at once. `onEnd` is called when every tag is gone: there is nothing left to say then. */
export function useBatchDelete(
  ref: ImageRef,
  names: readonly string[],
  onDeleted: (names: readonly string[]) => void,
  onEnd: () => void,
): BatchDelete {
  const [states, setStates] = useState<ReadonlyMap<string, ItemState>>(new Map());
  const [running, setRunning] = useState(true);
  const left = useRef(names);
  const stopper = useRef(new AbortController());

  async function run() {
    const { signal } = stopper.current;
    const deleted: string[] = [];
    await runBatch(left.current, {
      act: (name) => deleteTag(ref, name),
      onState: (name, state) => {
        if (state.state === "done") deleted.push(name);
        setStates((before) => new Map(before).set(name, state));
      },
      signal,
    });
    left.current = left.current.filter((name) => !deleted.includes(name));
    if (deleted.length > 0) {
      onDeleted(deleted);
      await tagsDeleted().catch(() => undefined);
    }
    setRunning(false);
    if (left.current.length === 0) onEnd();
  }
  const begin = useEffectEvent(run);

  // The service: leaving the page begins no further tag.
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
