/** An input whose text is hidden until the person asks to see it. */
import { Input, type InputProps, type InputRef } from "antd";
import { type Ref, useState } from "react";
import { ShowSecretButton } from "./ShowSecretButton.tsx";

interface SecretInputProps extends Omit<InputProps, "type" | "suffix"> {
  ref?: Ref<InputRef>;
  /** What the button says that shows it; by default that it is a secret. */
  showLabel?: string;
}

export function SecretInput({ showLabel, ...input }: SecretInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <Input
      // Not the person's own password, so that browsers must not fill it in.
      autoComplete="new-password"
      spellCheck={false}
      {...input}
      type={shown ? "text" : "password"}
      // The button is taller than a line, and has room around its icon.
      styles={{ suffix: { marginBlock: -1, marginInlineEnd: -6 } }}
      suffix={<ShowSecretButton label={showLabel} shown={shown} onChange={setShown} />}
    />
  );
}
