/** 「镜像详情」. The form 「编辑」 stands over it, at `?dialog=edit`. */
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import {
  type LoaderFunctionArgs,
  Navigate,
  type Params,
  type ShouldRevalidateFunctionArgs,
  useNavigate,
  useParams,
} from "react-router-dom";
import { imageNameFromUrl } from "../../../core/names.ts";
import { queryClient } from "../../api/query-client.ts";
import { TabLinks } from "../../components/TabLinks.tsx";
import { useDialogParam } from "../../components/use-dialog-param.ts";
import { readListParams } from "../../components/use-list-params.ts";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { paths } from "../../paths.ts";
import { prefetchRows } from "../../ui/table/DataTable.tsx";
import { loadEarly } from "../session/load-early.ts";
import { ImageFailure } from "./ImageFailure.tsx";
import { ImageHeader } from "./ImageHeader.tsx";
import { type ImageRef, imageLevelQuery, imageQuery, TAG_LIST, tagListQuery } from "./queries.ts";
import { IMAGE_TABS } from "./tabs.ts";

const DeleteImageDialog = lazy(() =>
  withAntd(import("./DeleteImageDialog.tsx").then((m) => m.DeleteImageDialog)),
);
const EditImageForm = lazy(() => withAntd(import("./EditImageForm.tsx").then((m) => m.EditImageForm)));

function imageAt({ organization = "", image = "" }: Params): ImageRef {
  return { organization, image: imageNameFromUrl(image) };
}

export function loader({ request, params }: LoaderFunctionArgs): Promise<null> {
  const image = imageAt(params);
  const list = readListParams(new URL(request.url).searchParams, TAG_LIST);
  const showsTags = (params.tab ?? "tags") === "tags";
  if (showsTags) prefetchRows(list.size);
  return loadEarly(() => [
    queryClient.prefetchQuery(imageQuery(image)),
    queryClient.prefetchQuery(imageLevelQuery(image)),
    ...(showsTags ? [queryClient.prefetchQuery(tagListQuery(image, list, list.filter("tag")))] : []),
  ]);
}

/** Tabs, filters and pages change the address only: what they show is asked for by themselves. */
export function shouldRevalidate({ currentParams, nextParams }: ShouldRevalidateFunctionArgs): boolean {
  return currentParams.organization !== nextParams.organization || currentParams.image !== nextParams.image;
}

export function Component() {
  const t = useT();
  const navigate = useNavigate();
  const edit = useDialogParam("edit");
  const [deleting, setDeleting] = useState(false);
  const params = useParams();
  const ref = imageAt(params);
  const { organization, image: name } = ref;
  const image = useQuery(imageQuery(ref));
  const level = useQuery(imageLevelQuery(ref)).data;

  if (image.isError) return <ImageFailure {...ref} error={image.error} onRetry={() => image.refetch()} />;

  const tab = IMAGE_TABS.find(({ key }) => key === params.tab);
  if (!tab) return <Navigate to={paths.image(organization, name)} replace />;
  const { Content } = tab;
  return (
    <>
      <ImageHeader
        {...{ organization, name, level }}
        image={image.data}
        onEdit={edit.open}
        onDelete={() => setDeleting(true)}
      />
      <TabLinks
        label={t("images.detail.sections")}
        tabs={IMAGE_TABS.map(({ key, label }) => ({
          path: paths.image(organization, name, key),
          label: t(label),
        }))}
      />
      <Suspense>
        <Content key={`${organization}/${name}`} {...ref} details={image.data} level={level} />
      </Suspense>
      <Suspense>
        {edit.isOpen && image.data && (
          <EditImageForm {...ref} details={image.data} level={level} onClose={edit.close} />
        )}
        {deleting && image.data && (
          <DeleteImageDialog
            {...ref}
            tagCount={image.data.num_images}
            size={image.data.size}
            onDeleted={() => navigate(paths.images)}
            onClose={() => setDeleting(false)}
          />
        )}
      </Suspense>
    </>
  );
}
