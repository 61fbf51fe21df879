/** 「批量自动同步」: one target for several images, each with its outcome. */
import { useState } from "react";
import { useT } from "../../i18n/use-t.ts";
import type { ImageRef } from "../../resources/images.ts";
import { addSyncRules, type SyncRuleResult } from "../../resources/sync.ts";
import { Button } from "../../ui/Button.tsx";
import { FormDrawer } from "../FormDrawer.tsx";
import styles from "./sync.module.css";
import { TargetFields } from "./TargetFields.tsx";
import { useTargetForm } from "./use-target-form.ts";

interface SyncImagesFormProps {
  /** At most 50 (IMAGES_PER_SYNC_BATCH). */
  images: readonly ImageRef[];
  onClose: () => void;
}

export function SyncImagesForm({ images, onClose }: SyncImagesFormProps) {
  const t = useT();
  const [results, setResults] = useState<readonly SyncRuleResult[]>();
  const [first, ...others] = new Set(images.map(({ organization }) => organization));
  const { form, fields } = useTargetForm({
    // That of all, where they have one.
    organization: first !== undefined && others.length === 0 ? first : "",
    write: async (target) => setResults(await addSyncRules(images, target)),
  });
  return (
    <FormDrawer
      title={t("sync.batch.title", { count: images.length })}
      width={520}
      submitLabel={t("sync.form.submit")}
      {...form}
      footer={
        results && (
          <Button kind="primary" onClick={onClose}>
            {t("common.close")}
          </Button>
        )
      }
      onClose={onClose}
    >
      {results ? (
        <Outcomes results={results} />
      ) : (
        <>
          <p>{t("sync.form.onlyLater")}</p>
          <TargetFields {...fields} image={undefined} />
        </>
      )}
    </FormDrawer>
  );
}

/** What is left to do comes first. */
function Outcomes({ results }: { results: readonly SyncRuleResult[] }) {
  const t = useT();
  const rest = results.filter(({ outcome }) => outcome !== "created");
  const added = results.filter(({ outcome }) => outcome === "created");
  return (
    <ul className={styles.outcomes} aria-label={t("sync.batch.outcomes")} role="status">
      {[...rest, ...added].map(({ organization, image, outcome }) => (
        <li key={`${organization}/${image}`}>
          <code>
            {organization}/{image}
          </code>
          <span className={outcome === "created" ? styles.ok : styles.bad}>
            {t(`sync.outcome.${outcome}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}
