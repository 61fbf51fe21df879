/** 「Webhook」: a tab of an organization's page. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router-dom";
import { allows } from "../../../core/permissions.ts";
import { useT } from "../../i18n/use-t.ts";
import { organizationQuery } from "../../resources/organizations.ts";
import { Webhooks } from "./Webhooks.tsx";

export function Component() {
  const t = useT();
  const { organization = "" } = useParams();
  const level = useQuery(organizationQuery(organization)).data?.auth;
  const may = level === undefined || allows(level, "setWebhooks");
  return (
    <Webhooks
      key={organization}
      place={{ organization }}
      refusal={may ? undefined : t("webhooks.refusal")}
      isKnown={level !== undefined}
    />
  );
}
