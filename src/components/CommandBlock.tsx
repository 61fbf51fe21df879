/** A command to run elsewhere. A secret in it stays masked until it is asked for; copying always gives the real command. */
import { Fragment, useState } from "react";
import { useT } from "../i18n/use-t.ts";
import styles from "./CommandBlock.module.css";
import { CopyButton } from "./CopyButton.tsx";
import { ShowSecretButton } from "./ShowSecretButton.tsx";

interface CommandBlockProps {
  /** What it is, for screen readers. */
  label: string;
  command: string;
  /** The part of the command to mask. */
  secret?: string;
  /** Accessible name of the copy button: says what is copied. */
  copyLabel: string;
}

export function CommandBlock({ label, command, secret, copyLabel }: CommandBlockProps) {
  const [shown, setShown] = useState(false);
  return (
    <figure className={styles.block} aria-label={label}>
      <pre className={styles.text}>
        <code>{secret === undefined || shown ? command : <Masked command={command} secret={secret} />}</code>
      </pre>
      <div className={styles.tools}>
        {secret !== undefined && <ShowSecretButton shown={shown} onChange={setShown} />}
        <CopyButton text={command} label={copyLabel} />
      </div>
    </figure>
  );
}

function Masked({ command, secret }: { command: string; secret: string }) {
  const parts = command.split(secret);
  // If the secret is not found as it is, for example because it is quoted, all is masked.
  if (parts.length === 1) return <Mask />;
  return parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts are told apart by nothing else.
    <Fragment key={at}>
      {at > 0 && <Mask />}
      {part}
    </Fragment>
  ));
}

/** A fixed number of dots, which says nothing about the secret's length. */
function Mask() {
  const t = useT();
  return (
    <>
      <span aria-hidden>{"•".repeat(12)}</span>
      <span className="visually-hidden">{t("common.command.masked")}</span>
    </>
  );
}
