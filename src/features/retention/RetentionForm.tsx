/** 「添加老化规则」: the rule, and beside it what it would do to every tag, now and later. */
import { Input, Radio, Select } from "antd";
import { useState } from "react";
import type { Retention } from "../../../core/operations/retention.ts";
import { readRegular } from "../../../core/patterns.ts";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { useWrite } from "../../components/use-write.ts";
import { useT } from "../../i18n/use-t.ts";
import { useSettled } from "../../lib/use-settled.ts";
import type { ImageRef } from "../../resources/images.ts";
import { saveRetention } from "../../resources/retention.ts";
import { Field } from "../../ui/Field.tsx";
import { Warning } from "../../ui/Warning.tsx";
import { RetentionPreview, type RetentionSums } from "./RetentionPreview.tsx";
import styles from "./retention.module.css";
import { AMOUNT_MAX, isAmount, patternsOf, type RetentionValues, ruleOf, valuesOf } from "./rules.ts";

const TYPING_MS = 300;

interface RetentionFormProps extends ImageRef {
  policy: Retention | undefined;
  refusal: string | undefined;
  onClose: () => void;
}

export function RetentionForm({ policy, refusal, onClose, ...image }: RetentionFormProps) {
  const t = useT();
  const [initial] = useState(() => valuesOf(policy?.rules[0]));
  const [values, setValues] = useState(initial);
  const [sums, setSums] = useState<RetentionSums>();
  const [typed, setTyped] = useState("");
  const settled = useSettled(values, TYPING_MS);
  const save = useWrite(async () => {
    await saveRetention(image, policy?.id, ruleOf(values));
    onClose();
  });
  const set = (change: Partial<RetentionValues>) => {
    setValues({ ...values, ...change });
    save.forgetError();
  };

  const amountProblem = isAmount(values)
    ? undefined
    : t("retention.form.amountRange", { max: AMOUNT_MAX[values.template] });
  const patternProblem = useTextOfPatterns(values);
  // The rule can be saved only once its preview is shown, as it might delete everything.
  const previewed = settled === values && sums !== undefined;
  const deletesAll = sums !== undefined && sums.total > 0 && sums.deleted === sums.total;
  const confirmed = !deletesAll || typed.trim() === image.image;
  const valid = amountProblem === undefined && patternProblem === undefined;
  const unsaved =
    valid && !previewed
      ? t("retention.form.previewFirst")
      : confirmed
        ? undefined
        : t("retention.form.confirmFirst");
  const days = values.template === "date_rule";

  return (
    <FormDrawer
      title={t(policy ? "retention.edit" : "retention.add")}
      width={980}
      submitLabel={t("retention.form.submit")}
      loading={save.loading}
      submitError={save.error}
      refusal={refusal ?? unsaved}
      holdsWork={values !== initial}
      onSubmit={() => valid && save.send()}
      onClose={onClose}
    >
      {refusal !== undefined && <Warning>{refusal}</Warning>}
      <div className={styles.columns}>
        <div className={styles.fields}>
          <fieldset className={styles.kind}>
            <legend>{t("retention.form.kind")}</legend>
            <Radio.Group
              value={values.template}
              disabled={policy !== undefined}
              onChange={(event) => set({ template: event.target.value })}
              options={[
                { value: "date_rule", label: t("retention.form.byAge") },
                { value: "tag_rule", label: t("retention.form.byNumber") },
              ]}
            />
            {policy && <p className={styles.note}>{t("retention.form.kindStays")}</p>}
          </fieldset>
          <Field
            label={t(days ? "retention.form.days" : "retention.form.number")}
            hint={t(days ? "retention.form.daysHint" : "retention.form.numberHint")}
            error={amountProblem}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                value={values.amount}
                onChange={(event) => set({ amount: event.target.value.trim() })}
              />
            )}
          </Field>
          <Field label={t("retention.form.tags")} hint={t("retention.form.tagsHint")}>
            {({ status, ...control }) => (
              <Select
                {...control}
                mode="tags"
                open={false}
                suffixIcon={null}
                tokenSeparators={[",", " "]}
                maxCount={50}
                value={values.protectedTags}
                onChange={(protectedTags: string[]) => set({ protectedTags })}
              />
            )}
          </Field>
          <Field
            label={t("retention.form.patterns")}
            hint={t("retention.form.patternsHint")}
            error={patternProblem}
          >
            {(control) => (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 2, maxRows: 6 }}
                spellCheck={false}
                placeholder="^v2.*"
                value={values.patterns}
                onChange={(event) => set({ patterns: event.target.value })}
              />
            )}
          </Field>
          {deletesAll && (
            <Field label={t("retention.form.confirm", { name: image.image })}>
              {(control) => (
                <Input
                  {...control}
                  autoComplete="off"
                  spellCheck={false}
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                />
              )}
            </Field>
          )}
        </div>
        <RetentionPreview
          {...image}
          rule={isAmount(settled) && patternsOf(settled).every(isRegular) ? ruleOf(settled) : undefined}
          onSums={setSums}
        />
      </div>
    </FormDrawer>
  );
}

const isRegular = (pattern: string) => !("problem" in readRegular(pattern));

/** The problem of the first pattern that cannot be read, in words. */
function useTextOfPatterns(values: RetentionValues): string | undefined {
  const t = useT();
  for (const pattern of patternsOf(values)) {
    const read = readRegular(pattern);
    if ("problem" in read) return t(`retention.form.pattern.${read.problem}`, { pattern });
  }
  return undefined;
}
