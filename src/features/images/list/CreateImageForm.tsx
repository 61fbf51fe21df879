/** 「创建镜像」: a drawer over the list, at `/images/new`. A push makes an image too; this sets its attributes before. */
import { useQuery } from "@tanstack/react-query";
import { Drawer, Input, type InputRef, Radio, Select } from "antd";
import { type FormEvent, useId, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router-dom";
import { CATEGORIES, type Category } from "../../../../core/editions.ts";
import { checkImageName, IMAGE_NAME_MAX } from "../../../../core/names.ts";
import { DESCRIPTION_MAX } from "../../../../core/operations/facts.ts";
import { allows } from "../../../../core/permissions.ts";
import { ApiError } from "../../../api/api-error.ts";
import { ErrorNote } from "../../../components/ErrorNote.tsx";
import { useErrorText } from "../../../components/use-error-text.ts";
import { useT } from "../../../i18n/use-t.ts";
import { useReturnFocus } from "../../../lib/use-return-focus.ts";
import { paths } from "../../../paths.ts";
import { Button } from "../../../ui/Button.tsx";
import { Field } from "../../../ui/Field.tsx";
import { createImage, organizationsQuery } from "../queries.ts";
import styles from "./list.module.css";

/** Refusals that are about the name: bad, or taken. */
const NAME_ERRORS: readonly string[] = ["4001029", "4090006"];

function isAboutName(error: unknown): boolean {
  return error instanceof ApiError && NAME_ERRORS.includes(error.number);
}

export function Component() {
  const t = useT();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const { search } = useLocation();
  const formId = useId();
  const input = useRef<InputRef>(null);
  const organizations = useQuery(organizationsQuery);
  const [chosen, setChosen] = useState(() => new URLSearchParams(search).get("organization") ?? "");
  const [name, setName] = useState("");
  const [left, setLeft] = useState(false);
  const [isPublic, setPublic] = useState(false);
  const [category, setCategory] = useState<Category>("other");
  const [description, setDescription] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  useReturnFocus();

  const usable = organizations.data?.namespaces.filter(({ auth }) => allows(auth, "push"));
  const organization = usable?.some((one) => one.name === chosen) ? chosen : (usable?.[0]?.name ?? "");
  const problem = checkImageName(name);
  // Whoever is still typing has not ended the name yet.
  const tooEarly = !left && (problem === "empty" || problem === "bad_end");
  const close = () => navigate({ pathname: paths.images, search });

  function nameError(): string | undefined {
    if (isAboutName(failure)) return errorText(failure);
    // No image's name is reserved; only an organization's can be.
    if (problem === undefined || problem === "reserved" || tooEarly) return undefined;
    if (problem === "empty") return t("common.name.empty");
    if (problem === "too_long") return t("common.name.too_long", { max: IMAGE_NAME_MAX });
    return t(`common.name.image.${problem}`);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setLeft(true);
    if (busy || organization === "") return;
    if (problem !== undefined) return input.current?.focus();
    setBusy(true);
    setFailure(undefined);
    try {
      await createImage(organization, { repository: name, is_public: isPublic, category, description });
      navigate(paths.image(organization, name));
    } catch (error) {
      setFailure(error);
      setBusy(false);
      input.current?.focus();
    }
  }

  return (
    <Drawer
      open
      title={t("images.create.action")}
      size="min(480px, 100vw)"
      closable={{ "aria-label": t("common.close") }}
      onClose={close}
      footer={
        <div className={styles.buttons}>
          <Button onClick={close}>{t("common.cancel")}</Button>
          <Button kind="primary" type="submit" form={formId} busy={busy} disabled={usable?.length === 0}>
            {t("images.create.submit")}
          </Button>
        </div>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        <p>{t("images.create.intro")}</p>
        <Field
          label={t("images.organization.label")}
          error={usable?.length === 0 ? t("images.create.noOrganization") : undefined}
        >
          {(control) => (
            <Select
              {...control}
              showSearch
              placeholder={t("images.create.organization")}
              loading={organizations.isPending}
              value={organization === "" ? undefined : organization}
              options={usable?.map((one) => ({ value: one.name, label: one.name })) ?? []}
              onChange={setChosen}
            />
          )}
        </Field>
        <Field
          label={t("images.create.name")}
          error={nameError()}
          hint={t("images.create.rules", { max: IMAGE_NAME_MAX })}
        >
          {(control) => (
            <Input
              {...control}
              ref={input}
              autoFocus
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={name}
              onChange={(event) => {
                setName(event.target.value);
                setLeft(false);
                setFailure(undefined);
              }}
              onBlur={() => setLeft(name !== "")}
            />
          )}
        </Field>
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
          <p id={`${formId}-type`} className={styles.hint}>
            {isPublic ? t("images.edit.publicHint") : t("images.edit.privateHint")}
          </p>
        </fieldset>
        <Field label={t("images.category.label")}>
          {(control) => (
            <Select<Category>
              {...control}
              // All of the few options are there for screen readers, not only those around the chosen one.
              virtual={false}
              value={category}
              options={CATEGORIES.map((value) => ({ value, label: t(`images.category.${value}`) }))}
              onChange={setCategory}
            />
          )}
        </Field>
        <Field label={t("images.detail.description")}>
          {(control) => (
            <Input.TextArea
              {...control}
              rows={5}
              maxLength={DESCRIPTION_MAX}
              placeholder={t("images.edit.placeholder")}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </Field>
        {failure !== undefined && !isAboutName(failure) && <ErrorNote error={failure} />}
      </form>
    </Drawer>
  );
}
