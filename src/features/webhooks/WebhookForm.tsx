/** Adds a webhook, which then shows its secret, or changes one. */
import { Checkbox, Input } from "antd";
import { useState } from "react";
import type { Webhook } from "../../../core/console-operations/webhooks.ts";
import { isRefusedWith } from "../../api/api-error.ts";
import { ConditionFields } from "../../components/condition/ConditionFields.tsx";
import { problemOfCondition } from "../../components/condition/condition.ts";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { useErrorText } from "../../components/use-error-text.ts";
import { useWrite } from "../../components/use-write.ts";
import { useT } from "../../i18n/use-t.ts";
import { changeWebhook, createWebhook, type WebhookPlace } from "../../resources/webhooks.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { EMPTY, EVENTS, nameProblem, settingsOf, urlProblem, valuesOf } from "./rules.ts";
import { SecretView } from "./SecretView.tsx";
import styles from "./webhooks.module.css";

interface WebhookFormProps {
  place: WebhookPlace;
  /** The one that is changed; without it one is added. */
  webhook?: Webhook;
  onClose: () => void;
}

export function WebhookForm({ place, webhook, onClose }: WebhookFormProps) {
  const t = useT();
  const errorText = useErrorText();
  const [initial] = useState(() => (webhook ? valuesOf(webhook) : EMPTY));
  const [values, setValues] = useState(initial);
  const [tried, setTried] = useState(false);
  const [secret, setSecret] = useState<string>();
  const save = useWrite(async () => {
    if (!webhook) return setSecret(await createWebhook(place, settingsOf(values)));
    await changeWebhook(webhook.id, settingsOf(values));
    onClose();
  });
  const set = (change: Partial<typeof values>) => {
    setValues((before) => ({ ...before, ...change }));
    save.forgetError();
  };
  const name = nameProblem(values.name);
  const url = urlProblem(values.url);
  const condition = problemOfCondition(values);
  const isBlocked = isRefusedWith(save.error, "addressBlocked");
  const urlText = isBlocked
    ? errorText(save.error)
    : url && (tried || url === "credentials" || url === "too_long") && t(`webhooks.form.url.${url}`);

  function submit() {
    setTried(true);
    if (!name && !url && !condition && values.events.length > 0) save.send();
  }

  return (
    <FormDrawer
      title={t(webhook ? "webhooks.edit" : "webhooks.add")}
      width={600}
      submitLabel={t("webhooks.form.submit")}
      loading={save.loading}
      submitError={isBlocked ? null : save.error}
      holdsWork={secret !== undefined || values !== initial}
      {...(secret !== undefined && {
        footer: (
          <Button kind="primary" onClick={onClose}>
            {t("webhooks.secret.done")}
          </Button>
        ),
      })}
      onSubmit={submit}
      onClose={onClose}
    >
      {secret !== undefined ? (
        <SecretView secret={secret} />
      ) : (
        <>
          <Field
            label={t("webhooks.column.name")}
            {...(name && (tried || name === "too_long") && { error: t(`webhooks.form.name.${name}`) })}
          >
            {(control) => (
              <Input
                {...control}
                autoFocus={!webhook}
                autoComplete="off"
                value={values.name}
                onChange={(event) => set({ name: event.target.value })}
              />
            )}
          </Field>
          <Field
            label={t("webhooks.column.url")}
            hint={t("webhooks.form.urlHint")}
            {...(urlText && { error: urlText })}
          >
            {(control) => (
              <Input
                {...control}
                type="url"
                autoComplete="off"
                spellCheck={false}
                placeholder="https://ci.example.com/hooks/registry"
                value={values.url}
                onChange={(event) => set({ url: event.target.value })}
              />
            )}
          </Field>
          <fieldset className={styles.events}>
            <legend className={styles.label}>{t("webhooks.column.events")}</legend>
            {EVENTS.map((event) => (
              <Checkbox
                key={event}
                checked={values.events.includes(event)}
                onChange={({ target: { checked } }) =>
                  set({
                    events: EVENTS.filter((each) =>
                      each === event ? checked : values.events.includes(each),
                    ),
                  })
                }
              >
                {t(`webhooks.form.event.${event}`)}
              </Checkbox>
            ))}
            {values.events.length === 0 && (
              <p role="alert" className={styles.problem}>
                {t("webhooks.form.noEvent")}
              </p>
            )}
          </fieldset>
          <ConditionFields
            image={place.image === undefined ? undefined : { ...place, image: place.image }}
            allHint={t("webhooks.form.allHint")}
            values={values}
            problem={tried || condition !== "no_tag" ? condition : undefined}
            tried={tried}
            onChange={set}
          />
          <div className={styles.switch}>
            <span className={styles.label}>{t("webhooks.column.enabled")}</span>
            <Switch
              label={t("webhooks.column.enabled")}
              checked={values.enabled}
              onChange={(enabled) => set({ enabled })}
            />
          </div>
        </>
      )}
    </FormDrawer>
  );
}
