/**
 * Takes an access key, from `credentials.csv` or typed. The secret is only in the input element, never in React's
 * state.
 */
import { Input, type InputRef } from "antd";
import { FileText } from "lucide-react";
import { type DragEvent, type FormEvent, useRef, useState } from "react";
import { SecretInput } from "../../components/SecretInput.tsx";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import styles from "./LoginCommandDialog.module.css";
import { type AccessKey, type FileProblem, isAccessKeyId, readCredentialsFile } from "./long-lived.ts";

type Missing = "access" | "secret";

export function AccessKeyForm({ onSubmit }: { onSubmit: (key: AccessKey) => Promise<void> }) {
  const t = useT();
  const [problem, setProblem] = useState<FileProblem>();
  const [missing, setMissing] = useState<Missing>();
  const chooser = useRef<HTMLInputElement>(null);
  const secretField = useRef<InputRef>(null);

  async function take(file: File | undefined) {
    if (!file) return;
    const read = await readCredentialsFile(file);
    if (typeof read === "string") setProblem(read);
    else await onSubmit(read);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const access = String(new FormData(event.currentTarget).get("access")).trim();
    const secret = (secretField.current?.input?.value ?? "").trim();
    if (!isAccessKeyId(access)) setMissing("access");
    else if (secret === "") setMissing("secret");
    else void onSubmit({ access, secret });
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    // Or the page would take the dropped file for an archive to upload.
    event.stopPropagation();
    void take(event.dataTransfer.files[0]);
  }

  return (
    <form className={styles.form} autoComplete="off" noValidate onSubmit={submit}>
      <p className={styles.intro}>{t("loginCommand.longLived.intro")}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way to what the button does. */}
      <div className={styles.drop} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <Button icon={<FileText size={14} aria-hidden />} onClick={() => chooser.current?.click()}>
          {t("loginCommand.longLived.choose")}
        </Button>
        <span className={styles.note}>{t("loginCommand.longLived.drop")}</span>
        <input
          ref={chooser}
          type="file"
          accept=".csv,text/csv"
          hidden
          aria-label={t("loginCommand.longLived.choose")}
          onChange={({ target }) => {
            void take(target.files?.[0]);
            target.value = "";
          }}
        />
        {problem !== undefined && (
          <p role="alert" className={styles.problem}>
            {t(`loginCommand.longLived.problem.${problem}`)}
          </p>
        )}
      </div>
      <p className={styles.note}>{t("loginCommand.longLived.orType")}</p>
      <Field
        label={t("loginCommand.longLived.access")}
        error={missing === "access" ? t("loginCommand.longLived.accessMissing") : undefined}
      >
        {(control) => <Input {...control} name="access" spellCheck={false} />}
      </Field>
      <Field
        label={t("loginCommand.longLived.secret")}
        hint={t("loginCommand.longLived.stays")}
        error={missing === "secret" ? t("loginCommand.longLived.secretMissing") : undefined}
      >
        {(control) => (
          // No `name`, so that submitting the form cannot send it.
          <SecretInput {...control} ref={secretField} />
        )}
      </Field>
      <div>
        <Button kind="primary" type="submit">
          {t("loginCommand.longLived.make")}
        </Button>
      </div>
    </form>
  );
}
