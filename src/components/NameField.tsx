/** The name of what is made, checked as it is typed. */
import { Input, type InputRef } from "antd";
import type { TFunction } from "i18next";
import { type Ref, useState } from "react";
import { IMAGE_NAME_MAX, type NameProblem, ORGANIZATION_NAME_MAX } from "../../core/names.ts";
import { useT } from "../i18n/use-t.ts";
import { Field } from "../ui/Field.tsx";

interface NameFieldProps {
  ref: Ref<InputRef>;
  /** Whose name it is, for the words of its problems. */
  kind: "image" | "organization";
  label: string;
  hint: string;
  name: string;
  problem: NameProblem | undefined;
  /** What the service said of this name. */
  refusal: string | undefined;
  /** Whether the form was sent with this name. */
  tried: boolean;
  onChange: (name: string) => void;
}

export function NameField({
  ref,
  kind,
  label,
  hint,
  name,
  problem,
  refusal,
  tried,
  onChange,
}: NameFieldProps) {
  const t = useT();
  const [left, setLeft] = useState(false);

  function error(): string | undefined {
    if (refusal !== undefined) return refusal;
    // While somebody is still typing, an empty or unfinished name is no mistake yet.
    const isUnfinished = !left && !tried && (problem === "empty" || problem === "bad_end");
    return problem === undefined || isUnfinished ? undefined : problemText(t, kind, problem);
  }

  return (
    <Field label={label} error={error()} hint={hint}>
      {(control) => (
        <Input
          {...control}
          ref={ref}
          autoFocus
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={name}
          onChange={(event) => {
            setLeft(false);
            onChange(event.target.value);
          }}
          onBlur={() => setLeft(name !== "")}
        />
      )}
    </Field>
  );
}

function problemText(t: TFunction, kind: NameFieldProps["kind"], problem: NameProblem): string | undefined {
  if (problem === "empty") return t("common.name.empty");
  if (problem === "too_long") {
    return t("common.name.too_long", { max: kind === "image" ? IMAGE_NAME_MAX : ORGANIZATION_NAME_MAX });
  }
  if (kind === "organization") return t(`common.name.organization.${problem}`);
  // Only an organization's name can be reserved.
  return problem === "reserved" ? undefined : t(`common.name.image.${problem}`);
}
