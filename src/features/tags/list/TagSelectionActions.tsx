/** What can be done with the chosen tags; two can be compared. */
import { useNavigate } from "react-router-dom";
import { TAGS_PER_SYNC } from "../../../../core/limits.ts";
import { useT } from "../../../i18n/use-t.ts";
import { paths } from "../../../paths.ts";
import type { ImageRef } from "../../../resources/images.ts";
import { SelectionAction } from "../../../ui/table/SelectionAction.tsx";

interface TagSelectionActionsProps extends ImageRef {
  names: readonly string[];
  /** Why they cannot be copied to another region, whichever they are. */
  syncRefusal: string | undefined;
  /** Undefined where nobody here may copy them to another region. */
  onSync: (() => void) | undefined;
  /** Why they cannot be deleted. */
  refusal: string | undefined;
  /** Undefined where nobody here may delete. */
  onDelete: (() => void) | undefined;
}

export function TagSelectionActions({
  organization,
  image,
  names,
  syncRefusal,
  onSync,
  refusal,
  onDelete,
}: TagSelectionActionsProps) {
  const t = useT();
  const navigate = useNavigate();
  const [from, to] = names;
  const tooMany =
    names.length > TAGS_PER_SYNC ? t("images.sync.tooManyTags", { max: TAGS_PER_SYNC }) : undefined;

  function compare() {
    const search = new URLSearchParams({ from: from ?? "", to: to ?? "" }).toString();
    navigate({ pathname: paths.compareTags(organization, image), search });
  }

  return (
    <>
      {names.length === 2 && (
        <button type="button" onClick={compare}>
          {t("tags.compare")}
        </button>
      )}
      {onSync && (
        <SelectionAction refusal={tooMany ?? syncRefusal} onClick={onSync}>
          {t("images.sync.tags")}
        </SelectionAction>
      )}
      {onDelete && (
        <SelectionAction danger refusal={refusal} onClick={onDelete}>
          {t("tags.deletion.batch")}
        </SelectionAction>
      )}
    </>
  );
}
