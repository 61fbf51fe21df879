/** 「镜像详情」. The form 「编辑」 stands over it, at `?dialog=edit`. */
import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { type LoaderFunctionArgs, Outlet, useNavigate, useParams } from "react-router-dom";
import { queryClient } from "../../../api/query-client.ts";
import { ImageFailure } from "../../../components/image/ImageFailure.tsx";
import { type ImageTabContext, imageAt, isOtherImage } from "../../../components/image/image-tab.ts";
import { useIsOthers } from "../../../components/image/use-is-others.ts";
import { TabLinks } from "../../../components/TabLinks.tsx";
import { useDialogParam } from "../../../components/use-dialog-param.ts";
import { withAntd } from "../../../components/with-antd.tsx";
import { withTexts } from "../../../i18n/i18n.ts";
import { useT } from "../../../i18n/use-t.ts";
import { lazyPart } from "../../../lib/load-part.ts";
import { IMAGE_TABS, OTHERS_TABS, paths } from "../../../paths.ts";
import { imageLevelQuery, imageQuery } from "../../../resources/images.ts";
import { loadEarly } from "../../session/load-early.ts";
import { ImageHeader } from "./ImageHeader.tsx";
import { TAB_LABELS } from "./tabs.ts";

const DeleteImageDialog = lazyPart(() =>
  withAntd(import("../DeleteImageDialog.tsx").then((m) => m.DeleteImageDialog)),
);
const SharedBy = lazyPart(() =>
  withTexts(
    import("./SharedBy.tsx").then((m) => ({ default: m.SharedBy })),
    "sharing",
  ),
);
const EditImageForm = lazyPart(() => withAntd(import("./EditImageForm.tsx").then((m) => m.EditImageForm)));

export function loader({ params }: LoaderFunctionArgs): Promise<null> {
  const image = imageAt(params);
  return loadEarly(() => [
    queryClient.prefetchQuery(imageQuery(image)),
    queryClient.prefetchQuery(imageLevelQuery(image)),
  ]);
}

export const shouldRevalidate = isOtherImage;

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
  const isOthers = useIsOthers(image.data);

  if (image.isError) return <ImageFailure {...ref} error={image.error} onRetry={() => image.refetch()} />;

  const context: ImageTabContext = { ...ref, details: image.data, level, isOthers };
  return (
    <>
      <ImageHeader
        {...{ organization, name, level, isOthers }}
        image={image.data}
        onEdit={edit.open}
        onSync={() => void navigate(paths.syncForm(organization, name))}
        onDelete={() => setDeleting(true)}
      />
      {isOthers && (
        <Suspense>
          <SharedBy {...ref} />
        </Suspense>
      )}
      <TabLinks
        label={t("images.detail.sections")}
        tabs={(isOthers ? OTHERS_TABS : IMAGE_TABS).map((tab) => ({
          path: paths.image(organization, name, tab),
          label: t(TAB_LABELS[tab]),
          nested: tab === "triggers",
        }))}
      />
      <Outlet key={`${organization}/${name}`} context={context} />
      <Suspense>
        {edit.isOpen && image.data && !isOthers && (
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
