/** 「创建组织」: a drawer over the list, at `/organizations/new`. */
import { useQuery } from "@tanstack/react-query";
import type { InputRef } from "antd";
import { useRef, useState } from "react";
import { useLocation, useNavigate, useOutletContext } from "react-router-dom";
import { checkOrganizationName, ORGANIZATION_NAME_MAX } from "../../../core/names.ts";
import { isRefusedWith } from "../../api/api-error.ts";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { NameField } from "../../components/NameField.tsx";
import { useErrorText } from "../../components/use-error-text.ts";
import { useWrite } from "../../components/use-write.ts";
import { useT } from "../../i18n/use-t.ts";
import { paths } from "../../paths.ts";
import { createOrganization, organizationListQuery } from "../../resources/organizations.ts";
import { useSession } from "../session/use-session.ts";
import type { OrganizationListContext } from "./OrganizationListPage.tsx";
import { Quota } from "./Quota.tsx";
import { holderOf } from "./rules.ts";

/** Refusals that are about the name: bad, taken (perhaps by another account), or one too many. */
const NAME_ERRORS = ["invalidOrganizationName", "organizationExists", "organizationQuotaUsedUp"] as const;

export function Component() {
  const t = useT();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { onCreated } = useOutletContext<OrganizationListContext>();
  const { edition, user } = useSession();
  const organizations = useQuery(organizationListQuery);
  const input = useRef<InputRef>(null);
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const create = useWrite(async () => {
    try {
      await createOrganization(name);
    } catch (error) {
      // It may have been created in this account since the list was loaded; only otherwise is it another account's.
      if (isRefusedWith(error, "organizationExists")) await organizations.refetch();
      throw error;
    }
    onCreated(name);
    // Without the list's filter, which might not match the new name.
    navigate(paths.organizations);
  });

  const problem = checkOrganizationName(name, edition.reservedOrganizationNames);
  const isAboutName = isRefusedWith(create.error, ...NAME_ERRORS);

  const holder = holderOf(name, organizations.data?.namespaces ?? [], user.isAdministrator);
  const refusal = isRefusedWith(create.error, "organizationExists")
    ? t(`organizations.create.taken.${holder}`, { name })
    : errorText(create.error);
  const focusName = () => input.current?.focus();

  function submit() {
    setTried(true);
    if (problem !== undefined) focusName();
    else create.send(undefined, focusName);
  }

  const close = () => navigate({ pathname: paths.organizations, search });

  return (
    <FormDrawer
      title={t("organizations.create.action")}
      width={420}
      submitLabel={t("organizations.create.submit")}
      loading={create.loading}
      submitError={isAboutName ? null : create.error}
      onSubmit={submit}
      onClose={close}
    >
      <NameField
        ref={input}
        kind="organization"
        label={t("organizations.create.name")}
        hint={t("organizations.create.rules", { max: ORGANIZATION_NAME_MAX })}
        name={name}
        problem={problem}
        refusal={isAboutName ? refusal : undefined}
        tried={tried}
        onChange={(next) => {
          setName(next);
          setTried(false);
          create.forgetError();
        }}
      />
      <Quota />
    </FormDrawer>
  );
}
