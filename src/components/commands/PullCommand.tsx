/** Copies the command that pulls a tag, for the client a person works with; the menu has it for the others. */
import { Check, ChevronDown } from "lucide-react";
import { queryClient } from "../../api/query-client.ts";
import { useT } from "../../i18n/use-t.ts";
import { rememberClient, useRememberedClient } from "../../lib/client-choice.ts";
import { CLIENTS, type Client, keepsLogin, pullCommand } from "../../lib/client-commands.ts";
import { isPlainHttp } from "../../lib/registry-login.ts";
import { temporaryLoginQuery } from "../../resources/login.ts";
import { CopyButton } from "../CopyButton.tsx";
import { MenuButton } from "../MenuButton.tsx";
import { useCopy } from "../use-copy.tsx";
import { clientName } from "./client-name.ts";

/**
 * ctr and crictl keep no login, so theirs has a place for one: a click that copies makes no credential. Unquoted it
 * would be redirections to the shell, so it is never taken for a real one.
 */
const TO_FILL_IN = { user: "<user>", key: "<key>" };

/** `reference` is the whole address, `host/organization/image:tag`. */
export function PullCommand({ reference }: { reference: string }) {
  const t = useT();
  const client = useRememberedClient(CLIENTS);
  const { outcome, copy, forget, result } = useCopy();
  const [host = ""] = reference.split("/");
  const image = { reference, plainHttp: isPlainHttp(host) };

  function copyFor(chosen: Client, makeCommand: () => string | Promise<string>) {
    rememberClient(chosen);
    void copy(makeCommand);
  }

  async function withNewLogin(chosen: Client): Promise<string> {
    const { credentials } = await queryClient.fetchQuery({ ...temporaryLoginQuery(), staleTime: 0 });
    return pullCommand(chosen, image, credentials);
  }

  function items() {
    return CLIENTS.flatMap((offered) => {
      const named = { client: clientName(offered) };
      const plain = {
        key: offered as string,
        label: t("images.pull.copyFor", named),
        onClick: () => copyFor(offered, () => pullCommand(offered, image, TO_FILL_IN)),
      };
      if (keepsLogin(offered)) return [plain];
      const loggedIn = {
        key: `${offered}-login`,
        label: t("images.pull.copyWithLogin", named),
        onClick: () => copyFor(offered, () => withNewLogin(offered)),
      };
      return [plain, loggedIn];
    });
  }

  return (
    <>
      <CopyButton
        text={async () => pullCommand(client, image, TO_FILL_IN)}
        label={t("images.pull.title")}
        caption={t("images.pull.title")}
      />
      <MenuButton
        label={t("images.pull.otherClients")}
        icon={outcome === "done" ? <Check size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
        selectedKey={client}
        onOpen={forget}
        items={items}
      />
      {result}
    </>
  );
}
