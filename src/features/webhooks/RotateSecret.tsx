/** Gives a webhook a new secret, shown this once. */
import { useState } from "react";
import type { Webhook } from "../../../core/console-operations/webhooks.ts";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { useWrite } from "../../components/use-write.ts";
import { useT } from "../../i18n/use-t.ts";
import { rotateWebhookSecret } from "../../resources/webhooks.ts";
import { Button } from "../../ui/Button.tsx";
import { SecretView } from "./SecretView.tsx";

export function RotateSecret({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const t = useT();
  const [secret, setSecret] = useState<string>();
  const rotate = useWrite(async () => setSecret((await rotateWebhookSecret(webhook.id)).secret));
  return (
    <FormDrawer
      title={t("webhooks.rotate.of", { name: webhook.name })}
      width={560}
      submitLabel={t("webhooks.rotate.submit")}
      loading={rotate.loading}
      submitError={rotate.error}
      holdsWork={secret !== undefined}
      {...(secret !== undefined && {
        footer: (
          <Button kind="primary" onClick={onClose}>
            {t("webhooks.secret.done")}
          </Button>
        ),
      })}
      onSubmit={() => rotate.send()}
      onClose={onClose}
    >
      {secret !== undefined ? <SecretView secret={secret} /> : <p>{t("webhooks.rotate.text")}</p>}
    </FormDrawer>
  );
}
