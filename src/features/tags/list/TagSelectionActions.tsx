/** What can be done with the chosen tags; two can be compared. */
import { useId } from "react";
import { useNavigate } from "react-router-dom";
import { useT } from "../../../i18n/use-t.ts";
import { paths } from "../../../paths.ts";
import type { ImageRef } from "../../../resources/images.ts";

interface TagSelectionActionsProps extends ImageRef {
  names: readonly string[];
  /** Why they cannot be deleted. */
  refusal: string | undefined;
  onDelete: () => void;
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
  const id = useId();
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
      <button
        type="button"
        data-danger
        aria-disabled={refusal !== undefined}
        aria-describedby={refusal === undefined ? undefined : id}
        title={refusal}
        onClick={refusal === undefined ? onDelete : undefined}
      >
        {t("tags.deletion.batch")}
      </button>
      {refusal !== undefined && (
        <span id={id} hidden>
          {refusal}
        </span>
      )}
    </>
  );
}
