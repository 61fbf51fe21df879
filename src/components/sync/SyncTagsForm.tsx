/** 「镜像同步」: copies chosen tags of an image now. Those that were not taken up stay in sight. */
import { useState } from "react";
import { useNavigate } from "react-router-dom";
import { useT } from "../../i18n/use-t.ts";
import { paths } from "../../paths.ts";
import type { ImageRef } from "../../resources/images.ts";
import { syncTags } from "../../resources/sync.ts";
import { Warning } from "../../ui/Warning.tsx";
import { FormDrawer } from "../FormDrawer.tsx";
import styles from "./sync.module.css";
import { TargetFields } from "./TargetFields.tsx";
import { useTargetForm } from "./use-target-form.ts";

interface SyncTagsFormProps extends ImageRef {
  tags: readonly string[];
  onClose: () => void;
}

const SHOWN = 8;

export function SyncTagsForm({ tags, onClose, ...image }: SyncTagsFormProps) {
  const t = useT();
  const navigate = useNavigate();
  const [left, setLeft] = useState<readonly string[]>([]);
  const { form, fields } = useTargetForm({
    organization: image.organization,
    async write(target) {
      const notTaken = await syncTags(image, [...tags], target);
      if (notTaken.length > 0) setLeft(notTaken);
      // What becomes of them shows there.
      else void navigate(paths.image(image.organization, image.image, "sync"));
    },
  });
  return (
    <FormDrawer
      title={t("sync.manual.title", { count: tags.length })}
      width={480}
      submitLabel={t("sync.manual.submit")}
      {...form}
      loading={form.loading && left.length === 0}
      onClose={onClose}
    >
      <ul className={styles.left}>
        {tags.slice(0, SHOWN).map((tag) => (
          <li key={tag}>
            <code>{tag}</code>
          </li>
        ))}
        {tags.length > SHOWN && <li>{t("common.andMore", { count: tags.length - SHOWN })}</li>}
      </ul>
      <TargetFields {...fields} image={image.image} />
      {left.length > 0 && (
        <Warning>
          {t("sync.manual.left")} <bdi>{left.join(", ")}</bdi>
        </Warning>
      )}
    </FormDrawer>
  );
}
