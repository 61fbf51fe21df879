/** 「镜像同步」: copies chosen tags of an image now. Those that were not taken up stay in sight. */
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

/** The API answers 200 with the tags that it did not queue (SWR API reference, CreateManualImageSyncRepo). */
class NotQueued extends Error {
  readonly tags: readonly string[];

  constructor(tags: readonly string[]) {
    super("some tags were not queued");
    this.tags = tags;
  }
}

export function SyncTagsForm({ tags, onClose, ...image }: SyncTagsFormProps) {
  const t = useT();
  const navigate = useNavigate();
  const { form, fields } = useTargetForm({
    organization: image.organization,
    async write(target) {
      const left = await syncTags(image, [...tags], target);
      if (left.length > 0) throw new NotQueued(left);
      // What becomes of them shows there.
      void navigate(paths.image(image.organization, image.image, "sync"));
    },
  });
  const left = form.submitError instanceof NotQueued ? form.submitError.tags : undefined;
  return (
    <FormDrawer
      title={t("sync.manual.title", { count: tags.length })}
      width={480}
      submitLabel={t("sync.manual.submit")}
      {...form}
      submitError={left ? null : form.submitError}
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
      {left && (
        <Warning role="alert">
          {t("sync.manual.left")} <bdi>{left.join(", ")}</bdi>
        </Warning>
      )}
    </FormDrawer>
  );
}
