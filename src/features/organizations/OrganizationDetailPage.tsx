/** One organization: who made it, what the person may do in it, and its images as a tab (router.tsx). */
import { useQuery } from "@tanstack/react-query";
import { Gauge, Trash2 } from "lucide-react";
import { Suspense, useState } from "react";
import { Navigate, Outlet, useLocation, useNavigate, useParams } from "react-router-dom";
import { allows, LEVEL_NAMES } from "../../../core/permissions.ts";
import { ApiError } from "../../api/api-error.ts";
import { BackLink } from "../../components/BackLink.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { TabLinks } from "../../components/TabLinks.tsx";
import { useDialogParam } from "../../components/use-dialog-param.ts";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { formatNumber } from "../../lib/format.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { ORGANIZATION_TABS, paths } from "../../paths.ts";
import {
  organizationListQuery,
  organizationQuery,
  organizationStorageQuery,
} from "../../resources/organizations.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PageFacts } from "../../ui/PageFacts.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { ResourceHeading } from "../../ui/ResourceHeading.tsx";
import { deleteRefusal } from "./rules.ts";
import { StorageUse } from "./StorageUse.tsx";

const DeleteOrganizationDialog = lazyPart(() =>
  withAntd(import("./DeleteOrganizationDialog.tsx").then((m) => m.DeleteOrganizationDialog)),
);

const QuotaForm = lazyPart(() => withAntd(import("./QuotaForm.tsx").then((m) => m.QuotaForm)));

export function Component() {
  const t = useT();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { organization: name = "" } = useParams();
  const [deleting, setDeleting] = useState(false);
  const quota = useDialogParam("quota");
  const organization = useQuery(organizationQuery(name));
  // The count is told by the list alone.
  const listed = useQuery(organizationListQuery).data?.namespaces.find((one) => one.name === name);

  const storage = useQuery(organizationStorageQuery).data?.organizations.find((one) => one.name === name);

  if (organization.isError) {
    return <Failure name={name} error={organization.error} onRetry={() => void organization.refetch()} />;
  }
  if (pathname === `/organizations/${name}`) return <Navigate to={paths.organization(name)} replace />;

  const { data } = organization;
  const refusal = listed && deleteRefusal(listed);
  const quotaRefusal =
    data && !allows(data.auth, "setQuota") ? t("organizations.storage.refusal") : undefined;
  const facts = [
    [t("organizations.column.creator"), data?.creator_name],
    [t("organizations.column.level"), data && t(`common.level.${LEVEL_NAMES[data.auth]}`)],
    [t("organizations.column.images"), listed && formatNumber(listed.repo_count)],
    [t("organizations.column.stored"), storage && <StorageUse key="storage" {...storage} />],
  ] as const;
  return (
    <>
      <BackLink to={paths.organizations}>{t("organizations.title")}</BackLink>
      <PageHeader
        title={name}
        heading={<ResourceHeading name={name} />}
        beside={<CopyButton text={name} />}
        context={<PageFacts facts={facts} />}
        actions={
          <>
            <ActionButton
              label={t("organizations.storage.title")}
              refusal={quotaRefusal}
              icon={<Gauge size={15} aria-hidden />}
              onClick={quota.open}
            >
              {t("organizations.storage.action")}
            </ActionButton>
            <ActionButton
              label={t("organizations.delete.action")}
              refusal={refusal && t(`organizations.delete.refusal.${refusal}`)}
              icon={<Trash2 size={15} aria-hidden />}
              onClick={() => setDeleting(true)}
            >
              {t("organizations.delete.action")}
            </ActionButton>
          </>
        }
      />
      <TabLinks
        label={t("organizations.detail.sections")}
        tabs={ORGANIZATION_TABS.map((tab) => ({
          path: paths.organization(name, tab),
          label: t(`organizations.detail.${tab}`),
        }))}
      />
      <Suspense>
        <Outlet />
        {quota.isOpen && data && storage && (
          <QuotaForm storage={storage} refusal={quotaRefusal} onClose={quota.close} />
        )}
        {deleting && data && (
          <DeleteOrganizationDialog
            organization={data}
            onDeleted={() => void navigate(paths.organizations)}
            onClose={() => setDeleting(false)}
          />
        )}
      </Suspense>
    </>
  );
}

function Failure({ name, error, onRetry }: { name: string; error: unknown; onRetry: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const isHidden = error instanceof ApiError && (error.status === 404 || error.status === 403);
  if (!isHidden) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <Notice
      role="alert"
      heading="h1"
      title={t("organizations.detail.notFound.title")}
      text={t("organizations.detail.notFound.text", { name })}
      action={
        <Button onClick={() => void navigate(paths.organizations)}>{t("organizations.detail.back")}</Button>
      }
    />
  );
}
