import { classNames } from "../lib/class-names.ts";
import styles from "./Switch.module.css";

interface SwitchProps {
  /** Accessible name. */
  label: string;
  checked: boolean;
  /** Why it cannot be turned now: its tooltip. It stays focusable, for those who need the reason. */
  refusal?: string | undefined;
  busy?: boolean;
  onChange: (checked: boolean) => void;
}

export function Switch({ label, checked, refusal, busy = false, onChange }: SwitchProps) {
  const refused = refusal !== undefined || busy;
  return (
    <button
      type="button"
      role="switch"
      className={classNames(styles.switch, refused && styles.refused)}
      aria-label={label}
      aria-checked={checked}
      aria-disabled={refused || undefined}
      aria-description={refusal}
      title={refusal ?? label}
      onClick={() => !refused && onChange(!checked)}
    />
  );
}
