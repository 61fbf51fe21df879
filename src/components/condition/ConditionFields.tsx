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
import styles from "./condition.module.css";
import { type ConditionValues, conditionOf, problemOfCondition } from "./condition.ts";

const TYPES = ["all", "tag", "regular"] as const;
const TYPING_MS = 200;
/** Of the tags that would fire, so many are named. */
const NAMED = 12;

interface ConditionFieldsProps {
  /** Whose tags are tried; none are where it is about several images. */
  image: ImageRef | undefined;
  /** What "all" means here. */
  allHint?: string;
  values: ConditionValues;
  problem: ReturnType<typeof problemOfCondition>;
  tried: boolean;
  onChange: (change: Partial<ConditionValues>) => void;
}

export function ConditionFields({ image, allHint, values, problem, tried, onChange }: ConditionFieldsProps) {
  const t = useT();
  const tags = useQuery({
    ...newestTagsQuery(image ?? { organization: "", image: "" }),
    enabled: image !== undefined,
  });
  const error = problem && (tried || problem !== "empty") ? t(`condition.problem.${problem}`) : undefined;
  return (
    <div className={styles.fields}>
      <div className={styles.choice}>
        <p className={styles.label}>{t("condition.label")}</p>
        <Segments
          label={t("condition.label")}
          value={values.type}
          options={TYPES.map((value) => ({ value, label: t(`condition.type.${value}`) }))}
          onChange={(type) => onChange({ type })}
        />
        {values.type === "all" && allHint !== undefined && <p className={styles.hint}>{allHint}</p>}
      </div>
      {values.type === "tag" && (
        <Field label={t("condition.tags")} hint={t("condition.tagsHint")} error={error}>
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
        <Field label={t("condition.pattern")} hint={t("condition.patternHint")} error={error}>
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
  values: ConditionValues;
  tags: { items: { Tag: string }[]; total: number } | undefined;
}

function Matches({ values, tags }: MatchesProps) {
  const t = useT();
  const settled = useSettled(values, TYPING_MS);
  if (problemOfCondition(settled)) return null;
  const pattern = settled.type === "regular" ? readCondition(settled.pattern) : undefined;
  const understood = pattern && "understoodAs" in pattern ? pattern.understoodAs : undefined;
  return (
    <div className={styles.matches} role="status">
      {understood && <p>{t(`condition.understood.${understood}`)}</p>}
      {settled.type !== "all" && tags && <Matching values={settled} tags={tags.items} />}
    </div>
  );
}

function Matching({ values, tags }: { values: ConditionValues; tags: { Tag: string }[] }) {
  const t = useT();
  const condition = { type: values.type, condition: conditionOf(values) };
  const matching = tags.filter(({ Tag: tag }) => firesFor(condition, tag));
  if (matching.length === 0) return <p>{t("condition.matchesNone", { count: tags.length })}</p>;
  return (
    <>
      <p>{t("condition.matches", { count: matching.length, of: tags.length })}</p>
      <p className={styles.tags}>
        {matching.slice(0, NAMED).map(({ Tag: tag }) => (
          <bdi key={tag}>{tag}</bdi>
        ))}
        {matching.length > NAMED && <span>{t("condition.more", { count: matching.length - NAMED })}</span>}
      </p>
    </>
  );
}
