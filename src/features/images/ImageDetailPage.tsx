import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useNavigate, useParams } from "react-router-dom";
import { imageNameFromUrl } from "../../../core/names.ts";
import { ApiError } from "../../api/api-error.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { TabLinks } from "../../components/TabLinks.tsx";
import { paths } from "../../paths.ts";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { DeleteImageDialog } from "./DeleteImageDialog.tsx";
import { ImageHeader } from "./ImageHeader.tsx";
import { type ImageRef, imageQuery } from "./queries.ts";
import { TagsTab } from "./TagsTab.tsx";

export function Component() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const params = useParams();
  const organization = params.organization ?? "";
  const name = imageNameFromUrl(params.image ?? "");
  const ref = { organization, image: name };
  const image = useQuery(imageQuery(ref));

  if (image.isError) {
    const { error } = image;
    const denied = error instanceof ApiError && (error.status === 404 || error.status === 403);
    if (denied) return <Unreachable {...ref} forbidden={error.status === 403} />;
    return (
      <>
        <PageHeader title={`${organization}/${name}`} />
        <ErrorState error={error} onRetry={() => image.refetch()} />
      </>
    );
  }

  const tags = paths.image(organization, name, "tags");
  if (params.tab !== "tags") return <Navigate to={tags} replace />;
  return (
    <>
      <ImageHeader {...{ organization, name }} image={image.data} onDelete={() => setDeleting(true)} />
      <TabLinks label={t("images.detail.sections")} tabs={[{ path: tags, label: t("images.detail.tags") }]} />
      <TagsTab key={`${organization}/${name}`} {...ref} path={image.data?.path} />
      {deleting && image.data && (
        <DeleteImageDialog
          {...ref}
          tagCount={image.data.num_images}
          size={image.data.size}
          onDeleted={() => navigate(paths.images)}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  );
}

function Unreachable({ organization, image, forbidden }: ImageRef & { forbidden: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <title>{`${organization}/${image} · SWR Console`}</title>
      <Notice
        role="alert"
        heading="h1"
        title={forbidden ? t("images.detail.forbidden.title") : t("images.detail.notFound.title")}
        text={
          forbidden
            ? t("images.detail.forbidden.text", { organization })
            : t("images.detail.notFound.text", { image: `${organization}/${image}` })
        }
        action={<Link to={paths.images}>{t("images.detail.back")}</Link>}
      />
    </>
  );
}
