/** 「截止日期」: a day, or 「永久有效」; says the very instant, which is midnight of UTC and seldom of where the person is. */
import { Checkbox, Input } from "antd";
import { endOfShare, FOREVER } from "../../../core/shares.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { useT } from "../../i18n/use-t.ts";
import { formatTime, formatUtc } from "../../lib/format.ts";
import { useNow } from "../../lib/use-now.ts";
import { Field } from "../../ui/Field.tsx";
import styles from "./sharing.module.css";
import { dayAfter, deadlineOf, deadlineProblem, type Terms } from "./terms.ts";

interface DeadlineFieldProps {
  terms: Pick<Terms, "day" | "forever">;
  onChange: (terms: Pick<Terms, "day" | "forever">) => void;
  /** What the service said of it. */
  refusal?: string | undefined;
  /** False where the person has not chosen it yet. */
  judged?: boolean;
}

export function DeadlineField({ terms, onChange, refusal, judged = true }: DeadlineFieldProps) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const problem = deadlineProblem(terms, now);
  const deadline = deadlineOf(terms);

  function hint(): string | undefined {
    if (deadline === undefined) return undefined;
    if (deadline === FOREVER) return t("sharing.deadline.never");
    const end = endOfShare(deadline);
    return t(problem === "past" ? "sharing.deadline.endedAt" : "sharing.deadline.endsAt", {
      local: formatTime(end, language),
      utc: formatUtc(end),
    });
  }

  return (
    <div className={styles.deadline}>
      <Field
        label={t("sharing.deadline.label")}
        error={refusal ?? (judged && problem ? t(`sharing.deadline.problem.${problem}`) : undefined)}
        hint={hint()}
      >
        {(control) => (
          <Input
            {...control}
            type="date"
            min={dayAfter(now, 0)}
            max="9999-12-31"
            disabled={terms.forever}
            value={terms.forever ? "" : terms.day}
            onChange={({ target }) => onChange({ ...terms, day: target.value })}
          />
        )}
      </Field>
      <Checkbox
        checked={terms.forever}
        onChange={({ target }) => onChange({ ...terms, forever: target.checked })}
      >
        {t("sharing.deadline.forever")}
      </Checkbox>
    </div>
  );
}
