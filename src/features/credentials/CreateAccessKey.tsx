/** Makes an access key and hands out `credentials.csv`, once: closing the dialog forgets the secret. */
import { Drawer, Input } from "antd";
import { Download } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { createAccessKey } from "../../api/iam.ts";
import { CommandBlock } from "../../components/CommandBlock.tsx";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useT } from "../../i18n/use-t.ts";
import { saveFile } from "../../lib/save-file.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { useSession } from "../session/use-session.ts";
import styles from "./credentials.module.css";
import { credentialsCsv } from "./credentials-csv.ts";

const DESCRIPTION_MAX = 255;

type Created = Awaited<ReturnType<typeof createAccessKey>>;

export function CreateAccessKey({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { user } = useSession();
  const formId = useId();
  const [description, setDescription] = useState("");
  const [busy, setBusy] = useState(false);
  const [created, setCreated] = useState<Created>();
  const [failure, setFailure] = useState<unknown>();
  useReturnFocus();

  function save({ access, secret }: Created) {
    saveFile("credentials.csv", credentialsCsv(user.name, access, secret), "text/csv");
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const key = await createAccessKey(user.id, description.trim());
      setCreated(key);
      save(key);
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  }

  return (
    <Drawer
      open
      title={t("credentials.create.action")}
      size="min(460px, 100vw)"
      closable={{ "aria-label": t("common.close") }}
      // The secret is shown once: it does not go by a click beside it.
      mask={{ closable: created === undefined }}
      keyboard={created === undefined}
      onClose={onClose}
      footer={
        <div className={styles.buttons}>
          {created ? (
            <Button kind="primary" onClick={onClose}>
              {t("credentials.create.done")}
            </Button>
          ) : (
            <>
              <Button onClick={onClose}>{t("common.cancel")}</Button>
              <Button kind="primary" type="submit" form={formId} busy={busy}>
                {t("credentials.create.submit")}
              </Button>
            </>
          )}
        </div>
      }
    >
      {created ? (
        <div className={styles.form}>
          <p role="status">{t("credentials.create.saved")}</p>
          <Labelled label={t("credentials.keys.access")}>
            <CommandBlock
              label={t("credentials.keys.access")}
              command={created.access}
              copyLabel={t("credentials.keys.copy")}
            />
          </Labelled>
          <Labelled label={t("credentials.create.secret")}>
            <CommandBlock
              label={t("credentials.create.secret")}
              command={created.secret}
              secret={created.secret}
              copyLabel={t("credentials.create.copySecret")}
            />
          </Labelled>
          <p className={styles.warning}>{t("credentials.create.once")}</p>
          <Button icon={<Download size={15} aria-hidden />} onClick={() => save(created)}>
            {t("credentials.create.again")}
          </Button>
        </div>
      ) : (
        <form id={formId} className={styles.form} onSubmit={submit} noValidate>
          <p>{t("credentials.create.intro")}</p>
          <Field
            label={t("credentials.keys.description")}
            hint={t("credentials.create.hint", { max: DESCRIPTION_MAX })}
          >
            {(control) => (
              <Input
                {...control}
                autoFocus
                maxLength={DESCRIPTION_MAX}
                value={description}
                onChange={(event) => setDescription(event.target.value)}
              />
            )}
          </Field>
          {failure !== undefined && <CreateFailure error={failure} />}
        </form>
      )}
    </Drawer>
  );
}

/** Shows what the block says to screen readers by itself. */
function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <p className={styles.label} aria-hidden>
        {label}
      </p>
      {children}
    </div>
  );
}

/** IAM has a word instead of a code for the limit. */
function CreateFailure({ error }: { error: unknown }) {
  const t = useT();
  const { edition } = useSession();
  if (!(error instanceof Error) || !error.message.includes("akSkNumExceed"))
    return <ErrorNote error={error} />;
  return (
    <p role="alert" className={styles.failure}>
      {t("credentials.create.tooMany", { max: edition.accessKeysPerUser })}
    </p>
  );
}
