/** The secret, this once, and how receivers verify what comes. */
import { useState } from "react";
import { CommandBlock } from "../../components/CommandBlock.tsx";
import { useT } from "../../i18n/use-t.ts";
import { Segments } from "../../ui/Segments.tsx";
import { Warning } from "../../ui/Warning.tsx";
import styles from "./webhooks.module.css";

const LANGUAGES = ["node", "python"] as const;

const CODE = {
  node: `import { Webhook } from "standardwebhooks";
// The raw body, before it is parsed.
const event = new Webhook(process.env.WEBHOOK_SECRET).verify(body, headers);`,
  python: `from standardwebhooks.webhooks import Webhook
# The raw body, before it is parsed.
event = Webhook(os.environ["WEBHOOK_SECRET"]).verify(body, headers)`,
};

export function SecretView({ secret }: { secret: string }) {
  const t = useT();
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>("node");
  return (
    <>
      <p role="status">{t("webhooks.secret.made")}</p>
      <CommandBlock
        label={t("webhooks.secret.title")}
        command={secret}
        secret={secret}
        copyLabel={t("webhooks.secret.copy")}
      />
      <Warning>{t("webhooks.secret.once")}</Warning>
      <div className={styles.verify}>
        <h2>{t("webhooks.secret.verify")}</h2>
        <p>{t("webhooks.secret.how")}</p>
        <Segments
          label={t("webhooks.secret.language")}
          value={language}
          options={LANGUAGES.map((value) => ({ value, label: value === "node" ? "Node.js" : "Python" }))}
          onChange={setLanguage}
        />
        <CommandBlock
          label={t("webhooks.secret.verify")}
          command={CODE[language]}
          copyLabel={t("webhooks.secret.copyCode")}
        />
      </div>
    </>
  );
}
