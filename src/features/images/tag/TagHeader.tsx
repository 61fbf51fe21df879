import { ArrowLeft, GitCompareArrows, Trash2 } from "lucide-react";
import { Link, useNavigate } from "react-router-dom";
import type { Tag } from "../../../../core/operations/tags.ts";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { paths } from "../../../paths.ts";
import { ActionButton } from "../../../ui/ActionButton.tsx";
import { Button } from "../../../ui/Button.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import type { TagRef } from "../content/queries.ts";
import styles from "../images.module.css";

interface TagHeaderProps extends TagRef {
  /** Undefined until the first answer. */
  details: Tag | undefined;
  /** Why it cannot be deleted. */
  refusal: string | undefined;
  onDelete: () => void;
}

export function TagHeader({ organization, image, tag, details, refusal, onDelete }: TagHeaderProps) {
  const t = useT();
  const navigate = useNavigate();
  const name = `${organization}/${image}`;
  const compare = {
    pathname: paths.compareTags(organization, image),
    search: new URLSearchParams({ from: tag }).toString(),
  };
  return (
    <>
      <Link className={styles.back} to={paths.image(organization, image)}>
        <ArrowLeft size={14} aria-hidden />
        <span className={styles.crumb}>{name}</span>
      </Link>
      <PageHeader
        title={`${name}:${tag}`}
        heading={
          <span className={styles.heading}>
            <span className={styles.organization}>{name}:</span>
            {tag}
          </span>
        }
        beside={
          details && <CopyButton text={`docker pull ${details.path}`} label={t("images.tagPage.copyPull")} />
        }
        actions={
          <>
            <Button icon={<GitCompareArrows size={15} aria-hidden />} onClick={() => navigate(compare)}>
              {t("images.compare.action")}
            </Button>
            <ActionButton
              danger
              label={t("images.delete")}
              refusal={refusal}
              icon={<Trash2 size={15} aria-hidden />}
              onClick={onDelete}
            >
              {t("images.delete")}
            </ActionButton>
          </>
        }
      />
    </>
  );
}
