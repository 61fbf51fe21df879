/** 「镜像详情」. The form 「编辑」 stands over it, at `?dialog=edit`. */
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Navigate, useNavigate, useParams } from "react-router-dom";
import { imageNameFromUrl } from "../../../core/names.ts";
import { TabLinks } from "../../components/TabLinks.tsx";
import { useDialogParam } from "../../components/use-dialog-param.ts";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { paths } from "../../paths.ts";
import { ImageFailure } from "./ImageFailure.tsx";
import { ImageHeader } from "./ImageHeader.tsx";
import { imageLevelQuery, imageQuery } from "./queries.ts";
import { IMAGE_TABS } from "./tabs.ts";

const DeleteImageDialog = lazy(() =>
  withAntd(import("./DeleteImageDialog.tsx").then((m) => m.DeleteImageDialog)),
);
const EditImageForm = lazy(() => withAntd(import("./EditImageForm.tsx").then((m) => m.EditImageForm)));

export function Component() {
  const t = useT();
  const navigate = useNavigate();
  const edit = useDialogParam("edit");
  const [deleting, setDeleting] = useState(false);
  const params = useParams();
  const organization = params.organization ?? "";
  const name = imageNameFromUrl(params.image ?? "");
  const ref = { organization, image: name };
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
