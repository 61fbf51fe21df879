import type { SyncState as State } from "../../../core/operations/facts.ts";
import { useT } from "../../i18n/use-t.ts";
import { StateText, type StateTone } from "../../ui/StateText.tsx";

const TONES = {
  waiting: "quiet",
  running: "going",
  success: "good",
  failed: "bad",
  timeout: "bad",
  cancel: "quiet",
  existed: "quiet",
} as const satisfies Record<State, StateTone>;

/** By word and colour. */
export function SyncState({ state }: { state: State }) {
  const t = useT();
  return <StateText tone={TONES[state]}>{t(`sync.state.${state}`)}</StateText>;
}
