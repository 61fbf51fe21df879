import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { Link } from "react-router-dom";
import type { GettingStarted } from "../../../core/console-operations/getting-started.ts";
import { useT } from "../../i18n/use-t.ts";
import { classNames } from "../../lib/class-names.ts";
import { paths } from "../../paths.ts";
import { gettingStartedQuery, REFRESH } from "../../resources/statistics.ts";
import styles from "./overview.module.css";

/** In their order: where each step is done. */
const PLACES: Record<keyof GettingStarted, string> = {
  organization: paths.newOrganization,
  login: "?dialog=login-command",
  push: "?dialog=upload",
  deploy: paths.images,
};

const STEPS = Object.keys(PLACES) as (keyof GettingStarted)[];

/** The steps of getting started, ticked by fact; once all are, there is nothing left to say. */
export function Steps() {
  const t = useT();
  const { data } = useQuery({
    ...gettingStartedQuery,
    // Finished steps stay finished, so it stops asking.
    refetchInterval: ({ state }) => (isDone(state.data) ? false : REFRESH),
  });
  if (data === undefined || isDone(data)) return null;
  const next = STEPS.find((step) => !data[step]);
  return (
    <section className={styles.start} aria-labelledby="getting-started">
      <h2 id="getting-started" className={styles.title}>
        {t("overview.start.title")}
      </h2>
      <ol className={styles.steps}>
        {STEPS.map((step, at) => (
          <li key={step} className={classNames(data[step] && styles.done)}>
            <span className={styles.tick} aria-hidden>
              {data[step] ? <Check size={14} /> : at + 1}
            </span>
            <div>
              <Link to={PLACES[step]} aria-current={step === next ? "step" : undefined}>
                {t(`overview.start.${step}.title`)}
              </Link>
              {data[step] && <span className="visually-hidden"> {t("overview.start.done")}</span>}
              <p>{t(`overview.start.${step}.text`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function isDone(steps: GettingStarted | undefined): boolean {
  return steps !== undefined && STEPS.every((step) => steps[step]);
}
