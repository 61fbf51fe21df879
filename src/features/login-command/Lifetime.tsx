import { Select } from "antd";
import { useT } from "../../i18n/use-t.ts";
import { useSession } from "../session/use-session.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Round lives, in seconds; those outside what the edition allows are not offered. */
const CHOICES = [15 * MINUTE, HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR];

interface LifetimeProps {
  seconds: number | undefined;
  onChoose: (seconds: number) => void;
}

/** How long the temporary login holds. Choosing makes a new one. */
export function Lifetime({ seconds, onChoose }: LifetimeProps) {
  const t = useT();
  const { temporaryLoginRange: range, temporaryLoginSeconds } = useSession().edition;
  if (range === null) return null;
  const offered = CHOICES.filter((choice) => choice >= range.min && choice <= range.max);
  return (
    <Select
      aria-label={t("loginCommand.lifetime.label")}
      prefix={t("loginCommand.lifetime.label")}
      popupMatchSelectWidth={false}
      value={seconds ?? temporaryLoginSeconds}
      options={offered.map((value) => ({
        value,
        label:
          value < HOUR
            ? t("loginCommand.lifetime.minutes", { count: value / MINUTE })
            : t("loginCommand.lifetime.hours", { count: value / HOUR }),
      }))}
      onChange={onChoose}
    />
  );
}
