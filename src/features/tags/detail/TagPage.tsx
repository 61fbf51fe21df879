/** One tag: what is in it, how it was built, what it runs and what belongs to it. */
import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { Link, useNavigate, useParams } from "react-router-dom";
import { isRefusedWith } from "../../../api/api-error.ts";
import { ImageFailure } from "../../../components/image/ImageFailure.tsx";
import { imageAt } from "../../../components/image/image-tab.ts";
import { refusalOf } from "../../../components/image/refusal.ts";
import { useIsOthers } from "../../../components/image/use-is-others.ts";
import { withAntd } from "../../../components/with-antd.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { lazyPart } from "../../../lib/load-part.ts";
import { paths } from "../../../paths.ts";
import { type TagRef, tagQuery } from "../../../resources/content.ts";
import { imageLevelQuery } from "../../../resources/images.ts";
import { Notice } from "../../../ui/Notice.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import { doomedTag } from "../deletion/blast-radius.ts";
import { TagContent } from "./TagContent.tsx";
import { TagHeader } from "./TagHeader.tsx";

const DeleteTagsDialog = lazyPart(() =>
  withAntd(import("../deletion/DeleteTagsDialog.tsx").then((m) => m.DeleteTagsDialog)),
);

export function Component() {
  const t = useT();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const params = useParams();
  const ref: TagRef = { ...imageAt(params), tag: params.tag ?? "" };
  const tag = useQuery(tagQuery(ref));
  const level = useQuery(imageLevelQuery(ref)).data;
  const isOthers = useIsOthers(tag.data);
  const image = paths.image(ref.organization, ref.image);

  if (tag.isError) {
    const noTag = isRefusedWith(tag.error, "tagNotFound");
    if (noTag) return <NoTag {...ref} />;
    return <ImageFailure {...ref} error={tag.error} onRetry={() => tag.refetch()} />;
  }
  return (
    <>
      <TagHeader
        {...ref}
        details={tag.data}
        refusal={refusalOf(t, level, "delete")}
        onDelete={isOthers ? undefined : () => setDeleting(true)}
      />
      {tag.data ? (
        <TagContent key={tag.data.digest} {...ref} details={tag.data} view={params.view} />
      ) : (
        <Skeleton rows={8} />
      )}
      {deleting && tag.data && (
        <Suspense>
          <DeleteTagsDialog
            organization={ref.organization}
            image={ref.image}
            tags={[doomedTag(ref.tag, tag.data)]}
            onDeleted={() => navigate(image)}
            onClose={() => setDeleting(false)}
          />
        </Suspense>
      )}
    </>
  );
}

function NoTag({ organization, image, tag }: TagRef) {
  const t = useT();
  const name = `${organization}/${image}:${tag}`;
  return (
    <>
      <title>{`${name} · SWR Console`}</title>
      <Notice
        role="alert"
        heading="h1"
        title={t("tags.page.notFound.title")}
        text={t("tags.page.notFound.text", { name })}
        action={<Link to={paths.image(organization, image)}>{t("tags.page.back")}</Link>}
      />
    </>
  );
}
