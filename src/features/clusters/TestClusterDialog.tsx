/**
 * 「测试连接」: shows whether the cluster answers, who the service is there, and which rights of a trigger are missing, in a
 * namespace or everywhere.
 */
import { useMutation } from "@tanstack/react-query";
import { Input, Modal } from "antd";
import { Check, X } from "lucide-react";
import { useId, useState } from "react";
import type { ClusterEntry, ClusterRight } from "../../../core/console-operations/clusters.ts";
import { ClusterFailureNote } from "../../components/clusters/ClusterFailureNote.tsx";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useT } from "../../i18n/use-t.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { type ClusterTest, testCluster } from "../../resources/clusters.ts";
import { Button } from "../../ui/Button.tsx";
import { DialogButtons } from "../../ui/DialogButtons.tsx";
import { Field } from "../../ui/Field.tsx";
import { PageFacts } from "../../ui/PageFacts.tsx";
import { Warning } from "../../ui/Warning.tsx";
import styles from "./clusters.module.css";

interface TestClusterDialogProps {
  cluster: ClusterEntry;
  onClose: () => void;
}

export function TestClusterDialog({ cluster: { id, name }, onClose }: TestClusterDialogProps) {
  const t = useT();
  const formId = useId();
  useReturnFocus();
  const [namespace, setNamespace] = useState("");
  const test = useMutation({ mutationFn: () => testCluster(id, namespace.trim()) });
  return (
    <Modal
      open
      title={t("clusters.test.title", { name })}
      closable={{ "aria-label": t("common.close") }}
      onCancel={onClose}
      footer={
        <DialogButtons>
          <Button onClick={onClose}>{t("common.close")}</Button>
          <Button kind="primary" type="submit" form={formId} busy={test.isPending}>
            {t("clusters.test.submit")}
          </Button>
        </DialogButtons>
      }
    >
      <form
        id={formId}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!test.isPending) test.mutate();
        }}
      >
        <Field label={t("clusters.test.namespace")} hint={t("clusters.test.namespaceHint")}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={63}
              value={namespace}
              onChange={(event) => setNamespace(event.target.value)}
            />
          )}
        </Field>
        {test.isError && <ErrorNote error={test.error} />}
        {test.data && <Outcome test={test.data} />}
      </form>
    </Modal>
  );
}

function Outcome({ test: { failure, version, user, rights } }: { test: ClusterTest }) {
  const t = useT();
  const missing = rights.filter(({ allowed }) => !allowed);
  return (
    <div className={styles.form} role="status">
      {failure && <ClusterFailureNote failure={failure} />}
      {version !== undefined && (
        <PageFacts
          facts={[
            [t("clusters.test.version"), version],
            [t("clusters.test.user"), user || "—"],
          ]}
        />
      )}
      {!failure && (
        <>
          {missing.length === 0 ? (
            <p className={styles.ok}>{t("clusters.test.ok")}</p>
          ) : (
            <Warning>{t("clusters.test.missing", { count: missing.length })}</Warning>
          )}
          <Rights rights={rights} />
        </>
      )}
    </div>
  );
}

const RESOURCES = ["deployments", "statefulsets"] as const;
const VERBS = ["get", "list", "patch"] as const;

function Rights({ rights }: { rights: readonly ClusterRight[] }) {
  const t = useT();
  const isAllowed = (resource: string, verb: string) =>
    rights.some((right) => right.resource === resource && right.verb === verb && right.allowed);
  return (
    <table className={styles.rights} aria-label={t("clusters.test.rights")}>
      <thead>
        <tr>
          <td />
          {VERBS.map((verb) => (
            <th key={verb} scope="col">
              {verb}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {RESOURCES.map((resource) => (
          <tr key={resource}>
            <th scope="row">{resource}</th>
            {VERBS.map((verb) => (
              <td key={verb}>
                {isAllowed(resource, verb) ? (
                  <Check className={styles.ok} size={15} role="img" aria-label={t("clusters.test.allowed")} />
                ) : (
                  <X className={styles.lacks} size={15} role="img" aria-label={t("clusters.test.lacks")} />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
