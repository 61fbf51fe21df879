/** What the image runs: the command, its surroundings, and what its builder wrote on it. */
import type { ReactNode } from "react";
import { Copyable } from "../../../components/Copyable.tsx";
import { Limited } from "../../../components/Limited.tsx";
import { useLanguage } from "../../../i18n/use-language.ts";
import { useT } from "../../../i18n/use-t.ts";
import { formatTime } from "../../../lib/format.ts";
import { CONFIG_FIELDS, fieldText } from "../../../lib/image/compare.ts";
import type { ImageConfig, Pair } from "../../../lib/image/config.ts";
import { Notice } from "../../../ui/Notice.tsx";
import styles from "./tag.module.css";

export function ConfigView({ config }: { config: ImageConfig | undefined }) {
  const t = useT();
  const language = useLanguage();
  if (!config) {
    return <Notice title={t("tags.page.noConfig.title")} text={t("tags.page.noConfig.text")} />;
  }
  const single = CONFIG_FIELDS.flatMap((field) => {
    if (field === "env" || field === "labels") return [];
    const value = fieldText(config, field);
    if (value === undefined) return [];
    const isTime = field === "created" && Date.parse(value) > 0;
    return [{ name: t(`tags.field.${field}`), value: isTime ? formatTime(value, language) : value }];
  });
  return (
    <>
      <Values label={t("tags.page.run")} pairs={single.map(({ name, value }) => [name, value])} words />
      <Values label={t("tags.field.env")} pairs={config.env} />
      <Values label={t("tags.field.labels")} pairs={config.labels} />
    </>
  );
}

interface ValuesProps {
  label: string;
  pairs: readonly Pair[];
  /** The names are ours, not the image's. */
  words?: boolean;
}

function Values({ label, pairs, words = false }: ValuesProps) {
  const t = useT();
  if (pairs.length === 0) return null;
  const row = ([name, value]: Pair, at: number): ReactNode => (
    // A name may stand twice.
    <tr key={`${at} ${name}`}>
      <th scope="row" className={words ? undefined : styles.name}>
        <bdi>{name}</bdi>
      </th>
      <td>
        <Copyable text={value} label={t("tags.page.copyValue", { name })}>
          <bdi>{value}</bdi>
        </Copyable>
      </td>
    </tr>
  );
  return (
    <section className={styles.values}>
      <h2>{label}</h2>
      <Limited items={pairs}>
        {(shown) => (
          <table aria-label={label}>
            <tbody>{shown.map(row)}</tbody>
          </table>
        )}
      </Limited>
    </section>
  );
}
