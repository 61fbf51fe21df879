/** What the test of a region found: each part by itself, with what to do about it. */
import { Check } from "lucide-react";
import type { RegionFailure, RegionTest } from "../../../core/console-operations/regions.ts";
import { LEVEL_NAMES } from "../../../core/permissions.ts";
import { causeWithRemedy } from "../../components/sync/cause-text.ts";
import { useT } from "../../i18n/use-t.ts";
import { Warning } from "../../ui/Warning.tsx";
import styles from "./regions.module.css";

export function Findings({ test }: { test: RegionTest }) {
  const t = useT();
  const { registry_failure, api_failure, organizations } = test;
  return (
    <div className={styles.findings} role="status">
      <Finding good={t("sync.regions.test.registry")} failure={registry_failure} />
      {(api_failure !== null || organizations !== null) && (
        <Finding good={t("sync.regions.test.api")} failure={api_failure} />
      )}
      {organizations?.length === 0 && <Warning>{t("sync.regions.test.noOrganizations")}</Warning>}
      {organizations && organizations.length > 0 && (
        <section aria-label={t("sync.regions.test.organizations")}>
          <p>{t("sync.regions.test.organizations")}</p>
          <ul className={styles.stops}>
            {organizations.map(({ name, level }) => (
              <li key={name}>
                <bdi>
                  {t("sync.regions.test.level", {
                    name,
                    level: isKnown(level) ? t(`common.level.${LEVEL_NAMES[level]}`) : String(level),
                  })}
                </bdi>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** Another registry may know others. */
const isKnown = (level: number): level is keyof typeof LEVEL_NAMES => level in LEVEL_NAMES;

function Finding({ good, failure }: { good: string; failure: RegionFailure | null }) {
  const t = useT();
  if (failure) {
    return (
      <Warning>
        {causeWithRemedy(t, failure.reason)} <bdi className={styles.words}>{failure.detail}</bdi>
      </Warning>
    );
  }
  return (
    <p className={styles.ok}>
      <Check size={15} aria-hidden /> {good}
    </p>
  );
}
