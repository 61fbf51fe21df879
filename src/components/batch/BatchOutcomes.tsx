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

/** Each item with its state. Failures come first: they are what is left to do. */
export function BatchOutcomes({ names, states }: BatchOutcomesProps) {
  const t = useT();
  const errorText = useErrorText();
  const failureText = (error: unknown) => (error instanceof ItemFailure ? error.message : errorText(error));
  const items = names.map((name) => ({ name, outcome: states.get(name) ?? { state: "waiting" as const } }));
  const failed = items.filter(({ outcome }) => outcome.state === "failed");
  const others = items.filter(({ outcome }) => outcome.state !== "failed");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <ul className={styles.outcomes} aria-label={t("common.batch.outcomes")} tabIndex={0}>
      {[...failed, ...others].map(({ name, outcome }) => (
        <li key={name} data-state={outcome.state}>
          <code>{name}</code>
          <span>
            {outcome.state === "failed"
              ? failureText(outcome.error)
              : t(`common.batch.state.${outcome.state}`)}
            {outcome.state === "failed" && requestId(outcome.error) !== "" && (
              <small>{t("common.error.requestId", { id: requestId(outcome.error) })}</small>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
