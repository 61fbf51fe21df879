/** A command that waits for the key, which then gets into neither history nor process list; and the key. */

import { useT } from "../../i18n/use-t.ts";
import { CommandBlock } from "../CommandBlock.tsx";
import { LoginKey } from "./LoginKey.tsx";
import { RunThenPaste } from "./RunThenPaste.tsx";

interface PromptingCommandProps {
  /** What the command is, for screen readers. */
  label: string;
  command: string;
  secret: string;
}

export function PromptingCommand({ label, command, secret }: PromptingCommandProps) {
  const t = useT();
  return (
    <RunThenPaste
      run={t("commands.prompting.run")}
      command={<CommandBlock label={label} command={command} copyLabel={t("commands.copyLogin")} />}
      paste={t("commands.prompting.paste")}
      content={<LoginKey secret={secret} />}
    />
  );
}
