/** The containers to set: all that use the image at the time, or chosen ones; init containers too. */
import { Checkbox, Radio } from "antd";
import type { ClusterWorkload } from "../../../core/console-operations/clusters.ts";
import { useT } from "../../i18n/use-t.ts";
import { Pill } from "../../ui/Pill.tsx";
import type { TriggerValues } from "./rules.ts";
import styles from "./triggers.module.css";

interface ContainerFieldsProps {
  containers: ClusterWorkload["containers"];
  chosen: TriggerValues["containers"];
  tried: boolean;
  onChange: (chosen: TriggerValues["containers"]) => void;
}

export function ContainerFields({ containers, chosen, tried, onChange }: ContainerFieldsProps) {
  const t = useT();
  const using = containers.filter(({ uses_image }) => uses_image).map(({ name }) => name);
  const sorted = [...containers].sort((a, b) => Number(b.uses_image) - Number(a.uses_image));
  const toggle = (name: string, isChosen: boolean) => {
    const others = chosen === "using" ? [] : chosen.filter((other) => other !== name);
    onChange(isChosen ? [...others, name] : others);
  };
  return (
    <div className={styles.choice}>
      <p className={styles.label}>{t("triggers.containers.label")}</p>
      <Radio.Group
        className={styles.radios}
        aria-label={t("triggers.containers.label")}
        value={chosen === "using" ? "using" : "chosen"}
        onChange={(event) => onChange(event.target.value === "using" ? "using" : using)}
        options={[
          { value: "using", label: t("triggers.containers.using") },
          { value: "chosen", label: t("triggers.containers.chosen") },
        ]}
      />
      {chosen === "using" && using.length === 0 && (
        <p className={styles.problem}>{t("triggers.containers.noneUses")}</p>
      )}
      <ul className={styles.containers}>
        {sorted.map(({ name, image, is_init, uses_image }) => (
          <li key={`${is_init} ${name}`}>
            {chosen === "using" ? (
              <bdi className={uses_image ? styles.used : styles.muted}>{name}</bdi>
            ) : (
              <Checkbox
                checked={chosen.includes(name)}
                onChange={(event) => toggle(name, event.target.checked)}
              >
                <bdi>{name}</bdi>
              </Checkbox>
            )}
            {is_init && <Pill>{t("triggers.containers.init")}</Pill>}
            {uses_image && <Pill tone="accent">{t("triggers.containers.uses")}</Pill>}
            <bdi className={styles.image} title={image}>
              {image}
            </bdi>
          </li>
        ))}
      </ul>
      {tried && chosen !== "using" && chosen.length === 0 && (
        <p role="alert" className={styles.problem}>
          {t("triggers.form.choose")}
        </p>
      )}
    </div>
  );
}
