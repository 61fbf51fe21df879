/** 「编辑镜像」: a drawer with the description's preview beside it. */
import { Drawer, Input, Radio, Select } from "antd";
import { type FormEvent, lazy, Suspense, useDeferredValue, useId, useState } from "react";
import { CATEGORIES, type Category } from "../../../core/editions.ts";
import { DESCRIPTION_MAX } from "../../../core/operations/facts.ts";
import type { Image } from "../../../core/operations/images.ts";
import type { GrantedLevel } from "../../../core/permissions.ts";
import { ApiError } from "../../api/api-error.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useErrorText } from "../../components/use-error-text.ts";
import { useT } from "../../i18n/use-t.ts";
import { formatNumber } from "../../lib/format.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import styles from "./EditImageForm.module.css";
import { type ImageRef, updateImage } from "./queries.ts";
import { refusalOf } from "./refusal.ts";

const Markdown = lazy(() => import("./Markdown.tsx").then((m) => ({ default: m.Markdown })));

/** Refusals that are about one field. */
const FIELD_OF_ERROR: Record<string, "type" | "description"> = {
  4001009: "type",
  4131012: "description",
};

interface EditImageFormProps extends ImageRef {
  details: Image;
  level: GrantedLevel | undefined;
  onClose: () => void;
}

export function EditImageForm({ details, level, onClose, ...ref }: EditImageFormProps) {
  const t = useT();
  const errorText = useErrorText();
  const formId = useId();
  useReturnFocus();
  const [isPublic, setPublic] = useState(details.is_public);
  const [category, setCategory] = useState(details.category);
  const [description, setDescription] = useState(details.description);
  const preview = useDeferredValue(description);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();

  const known = CATEGORIES.find((one) => one === category);
  const tooLong = description.length > DESCRIPTION_MAX;
  const changed =
    isPublic !== details.is_public || category !== details.category || description !== details.description;
  const field = failure instanceof ApiError ? FIELD_OF_ERROR[failure.number] : undefined;
  const errorOf = (name: "type" | "description") => (field === name ? errorText(failure) : undefined);
  const number = (value: number) => formatNumber(value);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || tooLong) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await updateImage(ref, {
        is_public: isPublic,
        // What did not change is left out: somebody else may be changing it now.
        ...(category !== details.category && { category: known }),
        ...(description !== details.description && { description }),
      });
      onClose();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  }

  return (
    <Drawer
      open
      title={t("images.edit.title")}
      size="min(980px, 100vw)"
      closable={{ "aria-label": t("common.close") }}
      // A slip must not cost what was written; closing on purpose may.
      keyboard={!changed}
      mask={{ closable: !changed }}
      onClose={onClose}
      footer={
        <div className={styles.buttons}>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <ActionButton
            kind="primary"
            type="submit"
            form={formId}
            busy={busy}
            label={t("images.edit.submit")}
            refusal={refusalOf(t, level, "editAttributes")}
          >
            {t("images.edit.submit")}
          </ActionButton>
        </div>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        <fieldset className={styles.type}>
          <legend>{t("images.type.label")}</legend>
          <Radio.Group
            value={isPublic}
            aria-describedby={`${formId}-type`}
            onChange={(event) => setPublic(event.target.value)}
            options={[
              { value: false, label: t("images.type.private") },
              { value: true, label: t("images.type.public") },
            ]}
          />
          <p id={`${formId}-type`} className={errorOf("type") === undefined ? styles.hint : styles.error}>
            {errorOf("type") ?? (isPublic ? t("images.edit.publicHint") : t("images.edit.privateHint"))}
          </p>
          {isPublic && !details.is_public && (
            <p role="alert" className={styles.warning}>
              {t("images.edit.publicWarning")}
            </p>
          )}
        </fieldset>
        <Field label={t("images.category.label")}>
          {(control) => (
            <Select<string>
              {...control}
              // All of the few options are there for screen readers, not only those around the chosen one.
              virtual={false}
              className={styles.category}
              value={category}
              options={CATEGORIES.map((value: Category) => ({
                value,
                label: t(`images.category.${value}`),
              }))}
              onChange={setCategory}
            />
          )}
        </Field>
        <div className={styles.editor}>
          <Field
            label={t("images.detail.description")}
            error={
              tooLong
                ? t("images.edit.tooLong", { over: number(description.length - DESCRIPTION_MAX) })
                : errorOf("description")
            }
            hint={t("images.edit.count", {
              length: number(description.length),
              max: number(DESCRIPTION_MAX),
            })}
          >
            {(control) => (
              <Input.TextArea
                {...control}
                className={styles.text}
                value={description}
                placeholder={t("images.edit.placeholder")}
                onChange={(event) => {
                  setDescription(event.target.value);
                  setFailure(undefined);
                }}
              />
            )}
          </Field>
          <section className={styles.preview} aria-label={t("images.edit.preview")}>
            <h2>{t("images.edit.preview")}</h2>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
            <div className={styles.paper} tabIndex={0}>
              <Suspense>
                {preview.trim() === "" ? (
                  <p className={styles.hint}>{t("images.edit.nothingToPreview")}</p>
                ) : (
                  <Markdown text={preview} />
                )}
              </Suspense>
            </div>
          </section>
        </div>
        {failure !== undefined && field === undefined && <ErrorNote error={failure} />}
      </form>
    </Drawer>
  );
}
