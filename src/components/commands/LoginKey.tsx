import { useT } from "../../i18n/use-t.ts";
import { CommandBlock } from "../CommandBlock.tsx";

/** The key of a login by itself, to be pasted where a command waits for it. */
export function LoginKey({ secret }: { secret: string }) {
  const t = useT();
  return (
    <CommandBlock
      label={t("commands.key")}
      command={secret}
      secret={secret}
      copyLabel={t("commands.copyKey")}
    />
  );
}
