/** 「批量自动同步」: one target for several images, each with its outcome. */
import { Checkbox } from "antd";
import { useState } from "react";
import { useT } from "../../i18n/use-t.ts";
import type { ImageRef } from "../../resources/images.ts";
import {
  addSyncRules,
  presentTagsSent,
  type SyncRuleResult,
  syncPresentOfMany,
} from "../../resources/sync.ts";
import { Button } from "../../ui/Button.tsx";
import { BatchDialog } from "../batch/BatchDialog.tsx";
import { FormDrawer } from "../FormDrawer.tsx";
import { ChosenImages } from "../image/ChosenImages.tsx";
import styles from "./sync.module.css";
import { TargetFields } from "./TargetFields.tsx";
import { useTargetForm } from "./use-target-form.ts";

interface ImageToSync extends ImageRef {
  tagCount: number;
}

interface SyncImagesFormProps {
  /** At most 50 (IMAGES_PER_SYNC_BATCH). */
  images: readonly ImageToSync[];
  onClose: () => void;
}

export function SyncImagesForm({ images, onClose }: SyncImagesFormProps) {
  const t = useT();
  const [withPresent, setWithPresent] = useState(false);
  const [results, setResults] = useState<readonly SyncRuleResult[]>();
  /** Whose present tags are being sent, by name. */
  const [sending, setSending] = useState<ReadonlyMap<string, ImageRef>>();
  const [first, ...others] = new Set(images.map(({ organization }) => organization));
  const { form, fields } = useTargetForm({
    // That of all, where they have one.
    organization: first !== undefined && others.length === 0 ? first : "",
    async write(target) {
      const answers = await addSyncRules(images, target);
      setResults(answers);
      const synced = answers.filter(({ outcome }) => outcome === "created" || outcome === "exists");
      if (withPresent && synced.length > 0) setSending(new Map(synced.map((one) => [nameOf(one), one])));
    },
  });
  const title = t("sync.batch.title", { count: images.length });
  const present = images.reduce((sum, { tagCount }) => sum + tagCount, 0);
  return (
    <FormDrawer
      title={title}
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
          <ChosenImages label={title} images={images} />
          <TargetFields {...fields} image={undefined} />
          <p>{t("sync.form.onlyLater")}</p>
          {present > 0 && (
            <Checkbox checked={withPresent} onChange={(event) => setWithPresent(event.target.checked)}>
              {t("sync.form.present", { count: present })}
            </Checkbox>
          )}
        </>
      )}
      {sending && (
        <BatchDialog
          title={t("sync.batch.present", { count: sending.size })}
          names={[...sending.keys()]}
          act={async (name) => {
            const image = sending.get(name);
            if (image) await syncPresentOfMany(image, fields.target);
          }}
          onDone={() => void presentTagsSent()}
          onEnd={() => setSending(undefined)}
        />
      )}
    </FormDrawer>
  );
}

const nameOf = ({ organization, image }: ImageRef) => `${organization}/${image}`;

/** What is left to do comes first. */
const KINDS = ["bad", "neutral", "ok"] as const;

function kindOf({ outcome }: SyncRuleResult): (typeof KINDS)[number] {
  if (outcome === "created") return "ok";
  return outcome === "exists" ? "neutral" : "bad";
}

function Outcomes({ results }: { results: readonly SyncRuleResult[] }) {
  const t = useT();
  return (
    <ul className={styles.outcomes} aria-label={t("sync.batch.outcomes")} role="status">
      {KINDS.flatMap((kind) => results.filter((result) => kindOf(result) === kind)).map((result) => (
        <li key={nameOf(result)}>
          <code>{nameOf(result)}</code>
          <span className={styles[kindOf(result)]}>{t(`sync.outcome.${result.outcome}`)}</span>
        </li>
      ))}
    </ul>
  );
}
