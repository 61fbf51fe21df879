import { ApiError } from "../../api/api-error.ts";
import { useT } from "../../i18n/use-t.ts";
import { ItemFailure, type ItemState } from "../../lib/run-batch.ts";
import { useErrorText } from "../use-error-text.ts";
import styles from "./batch.module.css";

interface BatchOutcomesProps {
  names: readonly string[];
  states: ReadonlyMap<string, ItemState>;
}

/** Of a failure of the service's own, by which the operator finds it in the log; a refusal says all there is to say. */
const requestId = (error: unknown) =>
  error instanceof ApiError && error.status >= 500 ? error.requestId : "";

/** What is left to do comes first, then what was as wished already. */
const RANKS: Partial<Record<ItemState["state"], number>> = { failed: 0, unchanged: 1 };
const rankOf = ({ state }: ItemState) => RANKS[state] ?? 2;

/** Each item with its state. */
export function BatchOutcomes({ names, states }: BatchOutcomesProps) {
  const t = useT();
  const errorText = useErrorText();
  const failureText = (error: unknown) => (error instanceof ItemFailure ? error.message : errorText(error));
  const items = names.map((name) => ({ name, outcome: states.get(name) ?? { state: "waiting" as const } }));
  function textOf(outcome: ItemState): string {
    if (outcome.state === "failed") return failureText(outcome.error);
    return outcome.state === "unchanged" ? outcome.why : t(`common.batch.state.${outcome.state}`);
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <ul className={styles.outcomes} aria-label={t("common.batch.outcomes")} tabIndex={0}>
      {items
        .toSorted((one, other) => rankOf(one.outcome) - rankOf(other.outcome))
        .map(({ name, outcome }) => (
          <li key={name} data-state={outcome.state}>
            <code>{name}</code>
            <span>
              {textOf(outcome)}
              {outcome.state === "failed" && requestId(outcome.error) !== "" && (
                <small>{t("common.error.requestId", { id: requestId(outcome.error) })}</small>
              )}
            </span>
          </li>
        ))}
    </ul>
  );
}
