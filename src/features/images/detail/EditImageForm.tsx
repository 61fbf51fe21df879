/** 「编辑镜像」: a drawer with the description's preview beside it. */
import { Suspense, useDeferredValue, useState } from "react";
import { CATEGORIES } from "../../../../core/editions.ts";
import type { Image } from "../../../../core/operations/images.ts";
import type { GrantedLevel } from "../../../../core/permissions.ts";
import { isRefusedWith } from "../../../api/api-error.ts";
import { FormDrawer } from "../../../components/FormDrawer.tsx";
import { refusalOf } from "../../../components/image/refusal.ts";
import { useErrorText } from "../../../components/use-error-text.ts";
import { useWrite } from "../../../components/use-write.ts";
import { useT } from "../../../i18n/use-t.ts";
import { lazyPart } from "../../../lib/load-part.ts";
import { type ImageRef, updateImage } from "../../../resources/images.ts";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import { Warning } from "../../../ui/Warning.tsx";
import { CategoryField } from "../CategoryField.tsx";
import { DescriptionField, isTooLong } from "../DescriptionField.tsx";
import { TypeField } from "../TypeField.tsx";
import styles from "./EditImageForm.module.css";
import { PublicShares } from "./PublicShares.tsx";

const Markdown = lazyPart(() =>
  import("../../../components/Markdown.tsx").then((m) => ({ default: m.Markdown })),
);

/** The field a refusal is about. */
function fieldOf(failure: unknown): "type" | "description" | undefined {
  if (isRefusedWith(failure, "invalidPublicFlag")) return "type";
  return isRefusedWith(failure, "descriptionTooLong") ? "description" : undefined;
}

interface EditImageFormProps extends ImageRef {
  details: Image;
  level: GrantedLevel | undefined;
  onClose: () => void;
}

export function EditImageForm({ details, level, onClose, ...ref }: EditImageFormProps) {
  const t = useT();
  const errorText = useErrorText();
  const [isPublic, setPublic] = useState(details.is_public);
  const [category, setCategory] = useState(details.category);
  const [description, setDescription] = useState(details.description);
  const preview = useDeferredValue(description);
  const save = useWrite(async () => {
    await updateImage(ref, {
      is_public: isPublic,
      // Unchanged fields are not sent, as somebody else may be changing them now.
      ...(category !== details.category && { category: known }),
      ...(description !== details.description && { description }),
    });
    onClose();
  });

  const known = CATEGORIES.find((one) => one === category);
  const changed =
    isPublic !== details.is_public || category !== details.category || description !== details.description;
  const field = fieldOf(save.error);
  const errorOf = (name: "type" | "description") => (field === name ? errorText(save.error) : undefined);

  const refusal = refusalOf(t, level, "editAttributes");

  return (
    <FormDrawer
      title={t("images.edit.title")}
      width={980}
      submitLabel={t("images.edit.submit")}
      loading={save.loading}
      submitError={field === undefined ? save.error : null}
      refusal={refusal}
      // A slip must not lose what was written.
      holdsWork={changed}
      onSubmit={() => {
        if (!isTooLong(description)) save.send();
      }}
      onClose={onClose}
    >
      {refusal !== undefined && <Warning>{refusal}</Warning>}
      <TypeField
        isPublic={isPublic}
        onChange={setPublic}
        error={errorOf("type")}
        warning={isPublic && !details.is_public ? t("images.edit.publicWarning") : undefined}
      />
      {isPublic && !details.is_public && <PublicShares {...ref} level={level} />}
      <div className={styles.category}>
        <CategoryField category={category} onChange={setCategory} />
      </div>
      <div className={styles.editor}>
        <DescriptionField
          className={styles.text}
          description={description}
          refusal={errorOf("description")}
          onChange={(next) => {
            setDescription(next);
            save.forgetError();
          }}
        />
        <section className={styles.preview} aria-label={t("images.edit.preview")}>
          <h2>{t("images.edit.preview")}</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
          <div className={styles.paper} tabIndex={0}>
            <Suspense fallback={<Skeleton rows={4} />}>
              {preview.trim() === "" ? (
                <p className={styles.hint}>{t("images.edit.nothingToPreview")}</p>
              ) : (
                <Markdown text={preview} />
              )}
            </Suspense>
          </div>
        </section>
      </div>
    </FormDrawer>
  );
}
