/** Copies the command that pulls a tag, for the client a person works with; the menu has it for the others. */
import { Check, ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "../../api/query-client.ts";
import { CopyButton } from "../../components/CopyButton.tsx";
import { temporaryLoginQuery } from "../../components/commands/login-query.ts";
import { rememberClient, useRememberedClient } from "../../lib/client-choice.ts";
import { CLIENTS, type Client, pullCommand } from "../../lib/client-commands.ts";
import { copyText } from "../../lib/copy-text.ts";
import { isPlainHttp } from "../../lib/registry-login.ts";
import { MenuButton } from "../../ui/MenuButton.tsx";

/** `reference` is the whole address, `host/organization/image:tag`. */
export function PullCommand({ reference }: { reference: string }) {
  const { t } = useTranslation();
  const client = useRememberedClient(CLIENTS);
  const [outcome, setOutcome] = useState<"none" | "done" | "failed">("none");

  async function copyFor(chosen: Client) {
    rememberClient(chosen);
    const text = await commandFor(chosen, reference).catch(() => undefined);
    setOutcome(text !== undefined && (await copyText(text)) ? "done" : "failed");
  }

  return (
    <>
      <CopyButton
        text={() => commandFor(client, reference)}
        label={t("images.pullCommand")}
        caption={t("images.pullCommand")}
      />
      <MenuButton
        label={t("commands.otherClients")}
        icon={outcome === "done" ? <Check size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
        selectedKey={client}
        onOpen={() => setOutcome("none")}
        items={() =>
          CLIENTS.map((offered) => ({
            key: offered,
            label: t("commands.copyFor", { client: offered }),
            onClick: () => void copyFor(offered),
          }))
        }
      />
      {outcome !== "none" && (
        <span role="status" className="visually-hidden">
          {t(`common.copy.${outcome}`)}
        </span>
      )}
    </>
  );
}

/** ctr and crictl keep no login, so theirs holds a new temporary one. Throws ApiError. */
async function commandFor(client: Client, reference: string): Promise<string> {
  const [host = ""] = reference.split("/");
  const image = { reference, plainHttp: isPlainHttp(host) };
  if (client !== "ctr" && client !== "crictl") return pullCommand(client, image);
  const { credentials } = await queryClient.fetchQuery({ ...temporaryLoginQuery(), staleTime: 0 });
  return pullCommand(client, image, credentials);
}
