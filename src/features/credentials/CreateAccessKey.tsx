/** Makes an access key and hands out `credentials.csv`, once: closing the dialog forgets the secret. */
import { Input } from "antd";
import { Download } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IAM_DESCRIPTION_MAX } from "../../../core/limits.ts";
import { CommandBlock } from "../../components/CommandBlock.tsx";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { useWrite } from "../../components/use-write.ts";
import { useT } from "../../i18n/use-t.ts";
import { saveFile } from "../../lib/save-file.ts";
import { createAccessKey } from "../../resources/access-keys.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Warning } from "../../ui/Warning.tsx";
import { useSession } from "../session/use-session.ts";
import styles from "./credentials.module.css";
import { credentialsCsv } from "./credentials-csv.ts";

type Created = Awaited<ReturnType<typeof createAccessKey>>;

export function CreateAccessKey({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { edition, user } = useSession();
  const [description, setDescription] = useState("");
  const [created, setCreated] = useState<Created>();
  const create = useWrite(async () => {
    const key = await createAccessKey(user.id, description.trim());
    setCreated(key);
    save(key);
  });

  // IAM has no code for the limit, but a word of its own.
  const isOneTooMany = create.error?.message.includes("akSkNumExceed") ?? false;

  function save({ access, secret }: Created) {
    saveFile("credentials.csv", credentialsCsv(user.name, access, secret), "text/csv");
  }

  return (
    <FormDrawer
      title={t("credentials.create.action")}
      width={460}
      submitLabel={t("credentials.create.submit")}
      loading={create.loading}
      submitError={isOneTooMany ? null : create.error}
      // The secret is shown once, so a click beside the dialog must not close it.
      holdsWork={created !== undefined}
      footer={
        created && (
          <Button kind="primary" onClick={onClose}>
            {t("credentials.create.done")}
          </Button>
        )
      }
      onSubmit={() => create.send()}
      onClose={onClose}
    >
      {created ? (
        <>
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
          <Warning>{t("credentials.create.once")}</Warning>
          <Button icon={<Download size={15} aria-hidden />} onClick={() => save(created)}>
            {t("credentials.create.again")}
          </Button>
        </>
      ) : (
        <>
          <p>{t("credentials.create.intro")}</p>
          <Field
            label={t("credentials.keys.description")}
            hint={t("credentials.create.hint", { max: IAM_DESCRIPTION_MAX })}
          >
            {(control) => (
              <Input
                {...control}
                autoFocus
                maxLength={IAM_DESCRIPTION_MAX}
                value={description}
                onChange={(event) => setDescription(event.target.value)}
              />
            )}
          </Field>
          {isOneTooMany && (
            <p role="alert" className={styles.failure}>
              {t("credentials.create.tooMany", { max: edition.accessKeysPerUser })}
            </p>
          )}
        </>
      )}
    </FormDrawer>
  );
}

/** Shows the label that the block has for screen readers. */
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
