/** In the place of an image's page that cannot be shown: it is not there, or not for this person, which is told alike, or did not load. */
import { Link } from "react-router-dom";
import { ApiError } from "../../api/api-error.ts";
import { useT } from "../../i18n/use-t.ts";
import { paths } from "../../paths.ts";
import type { ImageRef } from "../../resources/images.ts";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { ResourceHeading } from "../../ui/ResourceHeading.tsx";
import { BackLink } from "../BackLink.tsx";
import { ErrorState } from "../ErrorState.tsx";

interface ImageFailureProps extends ImageRef {
  error: unknown;
  onRetry: () => void;
}

export function ImageFailure({ organization, image, error, onRetry }: ImageFailureProps) {
  const t = useT();
  const name = `${organization}/${image}`;
  const status = error instanceof ApiError ? error.status : 0;
  if (status !== 404) {
    return (
      <>
        <BackLink to={paths.images}>{t("images.title")}</BackLink>
        <PageHeader title={name} heading={<ResourceHeading place={`${organization}/`} name={image} />} />
        <ErrorState error={error} onRetry={onRetry} />
      </>
    );
  }
  return (
    <>
      <title>{`${name} · SWR Console`}</title>
      <Notice
        role="alert"
        heading="h1"
        title={t("images.detail.notFound.title")}
        text={t("images.detail.notFound.text", { image: name, organization })}
        action={<Link to={paths.images}>{t("images.detail.back")}</Link>}
      />
    </>
  );
}
