/** 「添加触发器」: when it fires, and which containers of which workload then get the image. */
import { Input } from "antd";
import { useState } from "react";
import type { TriggerEntry } from "../../../core/console-operations/triggers.ts";
import { ConditionFields } from "../../components/condition/ConditionFields.tsx";
import { problemOfCondition } from "../../components/condition/condition.ts";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { useWrite } from "../../components/use-write.ts";
import { useT } from "../../i18n/use-t.ts";
import type { ImageRef } from "../../resources/images.ts";
import { changeTrigger, createTrigger, triggerRef } from "../../resources/triggers.ts";
import { Field } from "../../ui/Field.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { Warning } from "../../ui/Warning.tsx";
import { EMPTY, isRetargeted, nameProblem, settingsOf, valuesOf } from "./rules.ts";
import { TargetFields } from "./TargetFields.tsx";
import styles from "./triggers.module.css";

interface TriggerFormProps extends ImageRef {
  /** The image's. */
  triggers: readonly TriggerEntry[];
  /** The one that is changed; without it one is added. */
  trigger?: TriggerEntry;
  refusal: string | undefined;
  onRenamed?: (name: string) => void;
  onClose: () => void;
}

export function TriggerForm({ triggers, trigger, refusal, onRenamed, onClose, ...image }: TriggerFormProps) {
  const t = useT();
  const [initial] = useState(() => (trigger ? valuesOf(trigger) : EMPTY));
  const [values, setValues] = useState(initial);
  const [clusterName, setClusterName] = useState(trigger?.cluster_name ?? "");
  const [tried, setTried] = useState(false);
  const taken = triggers.flatMap(({ name }) => (name === trigger?.name ? [] : name));
  const save = useWrite(async () => {
    const settings = settingsOf(values, clusterName);
    if (trigger) await changeTrigger(triggerRef(trigger), settings);
    else await createTrigger(image, settings);
    if (trigger && values.name !== trigger.name) onRenamed?.(values.name);
    else onClose();
  });
  const set = (change: Partial<typeof values>) => {
    setValues((before) => ({ ...before, ...change }));
    save.forgetError();
  };
  const name = nameProblem(values.name, taken);
  const condition = problemOfCondition(values);
  const isComplete =
    values.workload !== "" && (values.containers === "using" || values.containers.length > 0);

  function submit() {
    setTried(true);
    if (!name && !condition && isComplete) save.send();
  }

  return (
    <FormDrawer
      title={t(trigger ? "triggers.edit" : "triggers.add")}
      width={640}
      submitLabel={t("triggers.form.submit")}
      loading={save.loading}
      submitError={save.error}
      {...(refusal !== undefined && { refusal })}
      holdsWork={values !== initial}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={t("triggers.column.name")}
        hint={t("triggers.form.nameHint")}
        {...(name && (tried || name !== "empty") && { error: t(`triggers.form.name.${name}`) })}
      >
        {(control) => (
          <Input
            {...control}
            autoFocus={!trigger}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={values.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <ConditionFields
        image={image}
        allHint={t("triggers.form.allHint")}
        values={values}
        problem={tried || condition !== "no_tag" ? condition : undefined}
        tried={tried}
        onChange={set}
      />
      <TargetFields
        image={image}
        values={values}
        clusterName={clusterName}
        tried={tried}
        onChange={set}
        onClusterName={setClusterName}
      />
      {trigger?.last_firing && isRetargeted(initial, values) && (
        <Warning role="alert">{t("triggers.form.historyGoes")}</Warning>
      )}
      <div className={styles.switch}>
        <span className={styles.label}>{t("triggers.column.enabled")}</span>
        <Switch
          label={t("triggers.column.enabled")}
          checked={values.enabled}
          onChange={(enabled) => set({ enabled })}
        />
        <span aria-hidden>{t(values.enabled ? "triggers.on" : "triggers.off")}</span>
      </div>
    </FormDrawer>
  );
}
