/** 「选择应用」: cluster, namespace, workload, and which of its containers. */
import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { ClusterFailureNote } from "../../components/clusters/ClusterFailureNote.tsx";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { SearchableSelect } from "../../components/SearchableSelect.tsx";
import { useT } from "../../i18n/use-t.ts";
import { useSettled } from "../../lib/use-settled.ts";
import { clusterListQuery, clusterNamespacesQuery, clusterWorkloadsQuery } from "../../resources/clusters.ts";
import type { ImageRef } from "../../resources/images.ts";
import { Field } from "../../ui/Field.tsx";
import { ContainerFields } from "./ContainerFields.tsx";
import { type TriggerValues, workloadOptions } from "./rules.ts";
import styles from "./triggers.module.css";

const TYPING_MS = 500;

interface TargetFieldsProps {
  image: ImageRef;
  values: TriggerValues;
  clusterName: string;
  tried: boolean;
  onChange: (change: Partial<TriggerValues>) => void;
  onClusterName: (name: string) => void;
}

export function TargetFields(props: TargetFieldsProps) {
  const { image, values, clusterName, tried, onChange, onClusterName } = props;
  const t = useT();
  const clusters = useQuery(clusterListQuery);
  const namespace = useSettled(values.namespace, TYPING_MS);
  const workloads = useQuery(clusterWorkloadsQuery(image, values.cluster, namespace));
  const found = workloads.data?.workloads;
  const workload = found?.find(({ kind, name }) => `${kind}/${name}` === values.workload);
  const missing = (value: string) => (tried && value === "" ? t("triggers.form.choose") : undefined);
  const chooseCluster = (cluster: string) => {
    onClusterName(clusters.data?.find(({ id }) => id === cluster)?.name ?? "");
    onChange({ cluster, namespace: "", workload: "", containers: "using" });
  };

  return (
    <fieldset className={styles.target}>
      <legend>{t("triggers.form.target")}</legend>
      <Field
        label={t("triggers.form.cluster")}
        hint={clusters.data?.length === 0 ? t("triggers.form.noClusters") : undefined}
        error={missing(values.cluster)}
      >
        {(control) => (
          <SearchableSelect
            {...control}
            placeholder={t("triggers.form.selectCluster")}
            loading={clusters.isPending}
            value={values.cluster || undefined}
            options={clusterOptions(clusters.data ?? [], values.cluster, clusterName)}
            onChange={chooseCluster}
          />
        )}
      </Field>
      {clusters.isError && <ErrorNote error={clusters.error} />}
      {values.cluster !== "" && (
        <NamespaceField
          image={image}
          cluster={values.cluster}
          namespace={values.namespace}
          error={missing(values.namespace)}
          onChange={(chosen) => onChange({ namespace: chosen, workload: "", containers: "using" })}
        />
      )}
      {namespace !== "" && (
        <Field
          label={t("triggers.form.workload")}
          hint={found?.length === 0 && !workloads.data?.failure ? t("triggers.form.noWorkloads") : undefined}
          error={missing(values.workload)}
        >
          {(control) => (
            <SearchableSelect
              {...control}
              placeholder={t("triggers.form.selectWorkload")}
              loading={workloads.isFetching}
              value={values.workload || undefined}
              options={workloadOptions(t, found ?? [], values.workload)}
              onChange={(chosen) => onChange({ workload: chosen, containers: "using" })}
            />
          )}
        </Field>
      )}
      {workloads.data?.failure && <ClusterFailureNote failure={workloads.data.failure} />}
      {workloads.isError && <ErrorNote error={workloads.error} />}
      {workload && (
        <ContainerFields
          containers={workload.containers}
          chosen={values.containers}
          tried={tried}
          onChange={(containers) => onChange({ containers })}
        />
      )}
    </fieldset>
  );
}

/** A chosen cluster that was deleted stays visible by its name. */
function clusterOptions(
  clusters: readonly { id: string; name: string }[],
  chosen: string,
  chosenName: string,
) {
  const options = clusters.map(({ id, name }) => ({ value: id, label: name }));
  const isGone = chosen !== "" && !clusters.some(({ id }) => id === chosen);
  return isGone ? [{ value: chosen, label: chosenName || chosen }, ...options] : options;
}

interface NamespaceFieldProps {
  image: ImageRef;
  cluster: string;
  namespace: string;
  error: string | undefined;
  onChange: (namespace: string) => void;
}

/** Credentials for one namespace mostly cannot list all of them; then its name is typed. */
function NamespaceField({ image, cluster, namespace, error, onChange }: NamespaceFieldProps) {
  const t = useT();
  const namespaces = useQuery(clusterNamespacesQuery(image, cluster));
  const failure = namespaces.data?.failure;
  const label = t("triggers.form.namespace");
  if (failure?.reason === "forbidden") {
    return (
      <Field label={label} hint={t("triggers.form.typeNamespace")} error={error}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            spellCheck={false}
            maxLength={63}
            value={namespace}
            onChange={(event) => onChange(event.target.value.trim())}
          />
        )}
      </Field>
    );
  }
  return (
    <>
      <Field label={label} error={error}>
        {(control) => (
          <SearchableSelect
            {...control}
            placeholder={t("triggers.form.selectNamespace")}
            loading={namespaces.isFetching}
            value={namespace || undefined}
            options={(namespaces.data?.namespaces ?? []).map((name) => ({ value: name, label: name }))}
            onChange={onChange}
          />
        )}
      </Field>
      {failure && <ClusterFailureNote failure={failure} />}
      {namespaces.isError && <ErrorNote error={namespaces.error} />}
    </>
  );
}
