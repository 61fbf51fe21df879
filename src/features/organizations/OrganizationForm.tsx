/** 「创建组织」: a drawer over the list, at `/organizations/new`. */
import { Drawer, Input, type InputRef } from "antd";
import { type FormEvent, useId, useRef, useState } from "react";
import { useLocation, useNavigate, useOutletContext } from "react-router-dom";
import { checkOrganizationName, ORGANIZATION_NAME_MAX } from "../../../core/names.ts";
import { ApiError } from "../../api/api-error.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useErrorText } from "../../components/use-error-text.ts";
import { useT } from "../../i18n/use-t.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { useSession } from "../session/use-session.ts";
import type { OrganizationListContext } from "./OrganizationListPage.tsx";
import styles from "./organizations.module.css";
import { Quota } from "./Quota.tsx";
import { createOrganization } from "./queries.ts";

/** Refusals that are about the name: bad, taken (perhaps by another account), or one too many. */
const NAME_ERRORS: readonly string[] = ["4001028", "4090060", "4000097"];

function isAboutName(error: unknown): boolean {
  return error instanceof ApiError && NAME_ERRORS.includes(error.number);
}

export function Component() {
  const t = useT();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { onCreated } = useOutletContext<OrganizationListContext>();
  const { edition } = useSession();
  const formId = useId();
  const input = useRef<InputRef>(null);
  const [name, setName] = useState("");
  const [left, setLeft] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  useReturnFocus();

  const problem = checkOrganizationName(name, edition.reservedOrganizationNames);
  // Whoever is still typing has not ended the name yet.
  const tooEarly = !left && (problem === "empty" || problem === "bad_end");

  function nameError(): string | undefined {
    if (isAboutName(failure)) return errorText(failure);
    if (problem === undefined || tooEarly) return undefined;
    if (problem === "empty") return t("common.name.empty");
    if (problem === "too_long") return t("common.name.too_long", { max: ORGANIZATION_NAME_MAX });
    return t(`common.name.organization.${problem}`);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setLeft(true);
    if (busy) return;
    if (problem !== undefined) return input.current?.focus();
    setBusy(true);
    setFailure(undefined);
    try {
      await createOrganization(name);
      onCreated(name);
      // Without the list's filter, which may not match the new name.
      navigate(paths.organizations);
    } catch (error) {
      setFailure(error);
      setBusy(false);
      input.current?.focus();
    }
  }

  const close = () => navigate({ pathname: paths.organizations, search });

  return (
    <Drawer
      open
      title={t("organizations.create.action")}
      size="min(420px, 100vw)"
      closable={{ "aria-label": t("common.close") }}
      onClose={close}
      footer={
        <div className={styles.buttons}>
          <Button onClick={close}>{t("common.cancel")}</Button>
          <Button kind="primary" type="submit" form={formId} busy={busy}>
            {t("organizations.create.submit")}
          </Button>
        </div>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        <Field
          label={t("organizations.create.name")}
          error={nameError()}
          hint={t("organizations.create.rules", { max: ORGANIZATION_NAME_MAX })}
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
        <Quota />
        {failure !== undefined && !isAboutName(failure) && <ErrorNote error={failure} />}
      </form>
    </Drawer>
  );
}
