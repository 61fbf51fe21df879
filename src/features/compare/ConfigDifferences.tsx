import { Limited } from "../../components/Limited.tsx";
import { useT } from "../../i18n/use-t.ts";
import { compareConfigs } from "../../lib/image/compare.ts";
import type { ImageConfig } from "../../lib/image/config.ts";
import styles from "./compare.module.css";

interface ConfigDifferencesProps {
  from: ImageConfig;
  to: ImageConfig;
  /** The tags, over the columns. */
  names: readonly [from: string, to: string];
}

export function ConfigDifferences({ from, to, names }: ConfigDifferencesProps) {
  const t = useT();
  const differences = compareConfigs(from, to);
  return (
    <section className={styles.part}>
      <h2>{t("compare.config")}</h2>
      {differences.length === 0 ? (
        <p className={styles.none}>{t("compare.sameConfig")}</p>
      ) : (
        <Limited items={differences}>
          {(shown) => (
            <table className={styles.differences} aria-label={t("compare.config")}>
              <thead>
                <tr>
                  <th scope="col">{t("compare.field")}</th>
                  {names.map((name, at) => (
                    <th key={at === 0 ? "from" : "to"} scope="col" className={styles.value}>
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {shown.map(({ field, name, ...sides }) => (
                  <tr key={`${field} ${name ?? ""}`}>
                    <th scope="row">
                      {t(`tags.field.${field}`)}
                      {name !== undefined && <bdi className={styles.name}>{name}</bdi>}
                    </th>
                    <Side text={sides.from} kind="from" />
                    <Side text={sides.to} kind="to" />
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Limited>
      )}
    </section>
  );
}

function Side({ text, kind }: { text: string | undefined; kind: "from" | "to" }) {
  const t = useT();
  return (
    <td className={styles.value} data-side={kind}>
      {text === undefined ? <i>{t("compare.absent")}</i> : <bdi>{text}</bdi>}
    </td>
  );
}
