import type { FiringState as State } from "../../../core/console-operations/firings.ts";
import { useT } from "../../i18n/use-t.ts";
import { StateText, type StateTone } from "../../ui/StateText.tsx";

const TONES = {
  waiting: "going",
  rolling: "going",
  success: "good",
  failed: "bad",
} as const satisfies Record<State, StateTone>;

/** By word and colour. */
export function FiringState({ state }: { state: State }) {
  const t = useT();
  return <StateText tone={TONES[state]}>{t(`triggers.state.${state}`)}</StateText>;
}
