/** 「共享给」: names of accounts, one a line. */
import { Input } from "antd";
import { USER_NAME_MAX } from "../../../core/limits.ts";
import { useT } from "../../i18n/use-t.ts";
import { Field } from "../../ui/Field.tsx";
import type { AccountsProblem } from "./accounts.ts";

interface AccountsFieldProps {
  text: string;
  problem: AccountsProblem | undefined;
  /** Accounts an image may be shared with. */
  max: number;
  /** What the service said of the one there is. */
  refusal: string | undefined;
  /** Whether the form was sent with this text. */
  tried: boolean;
  onChange: (text: string) => void;
}

export function AccountsField({ text, problem, max, refusal, tried, onChange }: AccountsFieldProps) {
  const t = useT();
  const isSaid = problem !== undefined && (tried || problem.kind !== "empty");
  return (
    <Field
      label={t("sharing.accounts.label")}
      error={
        isSaid
          ? t(`sharing.accounts.problem.${problem.kind}`, {
              name: problem.name ?? "",
              max: problem.kind === "many" ? max : USER_NAME_MAX,
            })
          : refusal
      }
      hint={t("sharing.accounts.hint", { max })}
    >
      {(control) => (
        <Input.TextArea
          {...control}
          autoFocus
          autoSize={{ minRows: 2, maxRows: 8 }}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={text}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
