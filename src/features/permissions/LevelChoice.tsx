import { type GrantedLevel, LEVEL, LEVEL_NAMES } from "../../../core/permissions.ts";
import { useT } from "../../i18n/use-t.ts";
import { Segments } from "../../ui/Segments.tsx";
import { LEVELS } from "./rules.ts";

interface LevelChoiceProps {
  /** Accessible name. */
  label: string;
  level: GrantedLevel;
  /** The highest level the person may grant. */
  grantable: GrantedLevel | null | undefined;
  onChange: (level: GrantedLevel) => void;
}

export function LevelChoice({ label, level, grantable, onChange }: LevelChoiceProps) {
  const t = useT();
  return (
    <Segments
      label={label}
      value={String(level)}
      options={LEVELS.filter((one) => one <= (grantable ?? LEVEL.manage)).map((one) => ({
        value: String(one),
        label: t(`common.level.${LEVEL_NAMES[one]}`),
      }))}
      onChange={(value) => onChange(Number(value) as GrantedLevel)}
    />
  );
}
