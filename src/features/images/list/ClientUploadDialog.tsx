/** 「客户端上传」: login, tag and push for an image that need not be there yet. */
import { useQuery } from "@tanstack/react-query";
import { Input, Modal } from "antd";
import { useState } from "react";
import { checkImageName, checkTagName } from "../../../../core/names.ts";
import { ClientGuide } from "../../../components/commands/ClientGuide.tsx";
import styles from "../../../components/commands/guide.module.css";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { SearchableSelect } from "../../../components/SearchableSelect.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { rememberClient, useRememberedClient } from "../../../lib/client-choice.ts";
import { useReturnFocus } from "../../../lib/use-return-focus.ts";
import { temporaryLoginQuery } from "../../../resources/login.ts";
import { organizationListQuery } from "../../../resources/organizations.ts";
import { Field } from "../../../ui/Field.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";

/** Clients that can push: not crictl or Kubernetes. */
const OFFERED = ["docker", "podman", "nerdctl", "ctr", "skopeo", "helm"] as const;

interface ClientUploadDialogProps {
  /** The one the list is filtered by, if any. */
  organization: string;
  onClose: () => void;
}

export function ClientUploadDialog(props: ClientUploadDialogProps) {
  const t = useT();
  useReturnFocus();
  const organizations = useQuery(organizationListQuery);
  // The login also has the registry's address, which every command needs.
  const login = useQuery(temporaryLoginQuery());
  const chosen = useRememberedClient(OFFERED);
  const names = organizations.data?.namespaces.map(({ name }) => name) ?? [];
  const [organization, setOrganization] = useState(props.organization);
  const [image, setImage] = useState("app");
  const [version, setVersion] = useState("latest");
  const target = organization === "" ? names[0] : organization;
  const isComplete =
    target !== undefined && checkImageName(image) === undefined && checkTagName(version) === undefined;
  return (
    <Modal
      open
      title={t("images.clientUpload")}
      width={720}
      footer={null}
      closable={{ "aria-label": t("common.close") }}
      onCancel={props.onClose}
    >
      <div className={styles.guide}>
        <div className={styles.fields}>
          <Field
            label={t("commands.upload.organization")}
            error={organizations.isSuccess && names.length === 0 ? t("commands.upload.nowhere") : undefined}
          >
            {(control) => (
              <SearchableSelect
                {...control}
                loading={organizations.isPending}
                placeholder={t("images.create.organization")}
                value={target}
                options={names.map((value) => ({ value, label: value }))}
                onChange={setOrganization}
              />
            )}
          </Field>
          <Field label={t("commands.upload.image")}>
            {(control) => (
              <Input
                {...control}
                value={image}
                spellCheck={false}
                onChange={({ target }) => setImage(target.value)}
              />
            )}
          </Field>
          <Field label={t("commands.version")}>
            {(control) => (
              <Input
                {...control}
                value={version}
                spellCheck={false}
                onChange={({ target }) => setVersion(target.value)}
              />
            )}
          </Field>
        </div>
        {login.isError ? (
          <ErrorState error={login.error} onRetry={() => login.refetch()} />
        ) : !login.data ? (
          <Skeleton rows={4} />
        ) : isComplete ? (
          <ClientGuide
            pushOnly
            clients={OFFERED}
            repository={`${login.data.registry.host}/${target}/${image}`}
            tag={version}
            chosen={chosen}
            onChoose={rememberClient}
            login={login.data}
            loggingIn={login.isFetching}
            onLogIn={() => login.refetch()}
          />
        ) : (
          names.length > 0 && <p role="status">{t("commands.upload.fill")}</p>
        )}
      </div>
    </Modal>
  );
}
