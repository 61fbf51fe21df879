import { ArrowRightLeft, Pencil, Trash2 } from "lucide-react";
import type { Image } from "../../../../core/operations/images.ts";
import type { GrantedLevel } from "../../../../core/permissions.ts";
import { BackLink } from "../../../components/BackLink.tsx";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { refusalOf } from "../../../components/image/refusal.ts";
import { RelativeTime } from "../../../components/RelativeTime.tsx";
import { useSyncRefusal } from "../../../components/sync/use-sync-refusal.ts";
import { useT } from "../../../i18n/use-t.ts";
import { formatBytes, formatNumber } from "../../../lib/format.ts";
import { paths } from "../../../paths.ts";
import { ActionButton } from "../../../ui/ActionButton.tsx";
import { type Fact, PageFacts } from "../../../ui/PageFacts.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { ResourceHeading } from "../../../ui/ResourceHeading.tsx";
import { categoryText } from "../category-text.ts";
import { TypePill } from "../TypePill.tsx";

interface ImageHeaderProps {
  organization: string;
  /** The image's name, known from the address before the image itself. */
  name: string;
  image: Image | undefined;
  level: GrantedLevel | undefined;
  isOthers: boolean;
  onEdit: () => void;
  onSync: () => void;
  onDelete: () => void;
}

export function ImageHeader({
  organization,
  name,
  image,
  level,
  isOthers,
  onEdit,
  onSync,
  onDelete,
}: ImageHeaderProps) {
  const t = useT();
  const syncRefusal = useSyncRefusal();
  return (
    <>
      <BackLink to={isOthers ? paths.sharedImages : paths.images}>
        {t(isOthers ? "images.source.shared" : "images.title")}
      </BackLink>
      <PageHeader
        title={`${organization}/${name}`}
        heading={<ResourceHeading place={`${organization}/`} name={name} />}
        beside={image && <CopyButton text={image.path} label={t("images.copyAddress")} />}
        actions={
          !isOthers && (
            <>
              <ActionButton
                label={t("images.edit.action")}
                refusal={refusalOf(t, level, "editAttributes")}
                icon={<Pencil size={15} aria-hidden />}
                onClick={onEdit}
              >
                {t("images.edit.action")}
              </ActionButton>
              <ActionButton
                label={t("images.sync.auto")}
                refusal={syncRefusal}
                icon={<ArrowRightLeft size={15} aria-hidden />}
                onClick={onSync}
              >
                {t("images.sync.auto")}
              </ActionButton>
              <ActionButton
                danger
                label={t("images.delete")}
                refusal={refusalOf(t, level, "delete")}
                icon={<Trash2 size={15} aria-hidden />}
                onClick={onDelete}
              >
                {t("images.delete")}
              </ActionButton>
            </>
          )
        }
      />
      <Facts organization={organization} image={image} />
    </>
  );
}

function Facts({ organization, image }: { organization: string; image: Image | undefined }) {
  const t = useT();
  const facts: Fact[] = [
    [t("images.organization.label"), organization],
    [t("images.type.label"), image && <TypePill isPublic={image.is_public} />],
    [t("images.category.label"), image && categoryText(t, image.category)],
    [t("images.column.size"), image && formatBytes(image.size)],
    [t("images.column.downloads"), image && formatNumber(image.num_download)],
    [t("images.column.updated"), image && <RelativeTime key="updated" iso={image.updated} />],
  ];
  return <PageFacts facts={facts} />;
}
