import { GitCompareArrows, Trash2 } from "lucide-react";
import { useNavigate } from "react-router-dom";
import type { Tag } from "../../../../core/operations/tags.ts";
import { BackLink } from "../../../components/BackLink.tsx";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { paths } from "../../../paths.ts";
import type { TagRef } from "../../../resources/content.ts";
import { ActionButton } from "../../../ui/ActionButton.tsx";
import { Button } from "../../../ui/Button.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { ResourceHeading } from "../../../ui/ResourceHeading.tsx";

interface TagHeaderProps extends TagRef {
  /** Undefined until the first answer. */
  details: Tag | undefined;
  /** Why it cannot be deleted. */
  refusal: string | undefined;
  /** Undefined where nobody here may delete: it is another account's. */
  onDelete: (() => void) | undefined;
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
      <BackLink mono to={paths.image(organization, image)}>
        {name}
      </BackLink>
      <PageHeader
        title={`${name}:${tag}`}
        heading={<ResourceHeading place={`${name}:`} name={tag} />}
        beside={
          details && <CopyButton text={`docker pull ${details.path}`} label={t("tags.page.copyPull")} />
        }
        actions={
          <>
            <Button icon={<GitCompareArrows size={15} aria-hidden />} onClick={() => navigate(compare)}>
              {t("tags.compare")}
            </Button>
            {onDelete && (
              <ActionButton
                danger
                label={t("images.delete")}
                refusal={refusal}
                icon={<Trash2 size={15} aria-hidden />}
                onClick={onDelete}
              >
                {t("images.delete")}
              </ActionButton>
            )}
          </>
        }
      />
    </>
  );
}
