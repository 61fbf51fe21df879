/** 「触发条件」, with what was understood of it and which of the present tags would fire. */
import { useQuery } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { readCondition } from "../../../core/patterns.ts";
import { firesFor } from "../../../core/trigger-condition.ts";
import { useT } from "../../i18n/use-t.ts";
import { useSettled } from "../../lib/use-settled.ts";
import { type ImageRef, newestTagsQuery } from "../../resources/images.ts";
import { Field } from "../../ui/Field.tsx";
import { Segments } from "../../ui/Segments.tsx";
import { conditionOf, problemOfCondition, type TriggerValues } from "./rules.ts";
import styles from "./triggers.module.css";

const TYPES = ["all", "tag", "regular"] as const;
const TYPING_MS = 200;
/** Of the tags that would fire, so many are named. */
const NAMED = 12;

interface ConditionFieldsProps {
  image: ImageRef;
  values: TriggerValues;
  problem: ReturnType<typeof problemOfCondition>;
  tried: boolean;
  onChange: (change: Partial<TriggerValues>) => void;
}

export function ConditionFields({ image, values, problem, tried, onChange }: ConditionFieldsProps) {
  const t = useT();
  const tags = useQuery(newestTagsQuery(image));
  const error =
    problem && (tried || problem !== "empty") ? t(`triggers.form.condition.${problem}`) : undefined;
  return (
    <div className={styles.fields}>
      <div className={styles.choice}>
        <p className={styles.label}>{t("triggers.column.condition")}</p>
        <Segments
          label={t("triggers.column.condition")}
          value={values.type}
          options={TYPES.map((value) => ({ value, label: t(`triggers.condition.${value}`) }))}
          onChange={(type) => onChange({ type })}
        />
        {values.type === "all" && <p className={styles.hint}>{t("triggers.form.allHint")}</p>}
      </div>
      {values.type === "tag" && (
        <Field label={t("triggers.form.tags")} hint={t("triggers.form.tagsHint")} error={error}>
          {({ status, ...control }) => (
            <Select
              {...control}
              mode="tags"
              {...(status && { status })}
              tokenSeparators={[",", ";", " "]}
              value={values.tags}
              options={tags.data?.items.map(({ Tag: tag }) => ({ value: tag, label: tag }))}
              onChange={(chosen: string[]) => onChange({ tags: chosen })}
            />
          )}
        </Field>
      )}
      {values.type === "regular" && (
        <Field label={t("triggers.form.pattern")} hint={t("triggers.form.patternHint")} error={error}>
          {(control) => (
            <Input
              {...control}
              className={styles.pattern}
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="none"
              placeholder="^v2.*"
              value={values.pattern}
              onChange={(event) => onChange({ pattern: event.target.value })}
            />
          )}
        </Field>
      )}
      <Matches values={values} tags={tags.data} />
    </div>
  );
}

interface MatchesProps {
  values: TriggerValues;
  tags: { items: { Tag: string }[]; total: number } | undefined;
}

function Matches({ values, tags }: MatchesProps) {
  const t = useT();
  const settled = useSettled(values, TYPING_MS);
  if (problemOfCondition(settled) || !tags) return null;
  const condition = { type: settled.type, condition: conditionOf(settled) };
  const matching = tags.items.filter(({ Tag: tag }) => firesFor(condition, tag));
  const pattern = settled.type === "regular" ? readCondition(settled.pattern) : undefined;
  const understood = pattern && "understoodAs" in pattern ? pattern.understoodAs : undefined;
  return (
    <div className={styles.matches} role="status">
      {understood && <p>{t(`triggers.form.understood.${understood}`)}</p>}
      {settled.type !== "all" && (
        <>
          <p>
            {matching.length === 0
              ? t("triggers.form.matchesNone", { count: tags.items.length })
              : t("triggers.form.matches", { count: matching.length, of: tags.items.length })}
          </p>
          {matching.length > 0 && (
            <p className={styles.tags}>
              {matching.slice(0, NAMED).map(({ Tag: tag }) => (
                <bdi key={tag}>{tag}</bdi>
              ))}
              {matching.length > NAMED && (
                <span>{t("triggers.form.more", { count: matching.length - NAMED })}</span>
              )}
            </p>
          )}
        </>
      )}
    </div>
  );
}
