/** What can be done with the chosen tags; two can be compared. */
import { useNavigate } from "react-router-dom";
import { useT } from "../../../i18n/use-t.ts";
import { paths } from "../../../paths.ts";
import type { ImageRef } from "../../../resources/images.ts";
import { SelectionAction } from "../../../ui/table/SelectionAction.tsx";

interface TagSelectionActionsProps extends ImageRef {
  names: readonly string[];
  /** Why they cannot be deleted. */
  refusal: string | undefined;
  /** Undefined where nobody here may delete. */
  onDelete: (() => void) | undefined;
}

export function TagSelectionActions({
  organization,
  image,
  names,
  refusal,
  onDelete,
}: TagSelectionActionsProps) {
  const t = useT();
  const navigate = useNavigate();
  const [from, to] = names;

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
      {onDelete && (
        <SelectionAction danger refusal={refusal} onClick={onDelete}>
          {t("tags.deletion.batch")}
        </SelectionAction>
      )}
    </>
  );
}
