/** 「添加目标区域」: where it is and the key to it. It is added whatever its test finds, which is shown then. */
import { Input } from "antd";
import { useState } from "react";
import { useOutletContext } from "react-router-dom";
import type { RegionTest } from "../../../core/console-operations/regions.ts";
import { CERTIFICATE_MAX, REGION_NAME_MAX } from "../../../core/limits.ts";
import { ApiError } from "../../api/api-error.ts";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { SecretInput } from "../../components/SecretInput.tsx";
import { useWrite } from "../../components/use-write.ts";
import { useT } from "../../i18n/use-t.ts";
import { addRegion } from "../../resources/regions.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Findings } from "./Findings.tsx";
import type { RegionListContext } from "./RegionListPage.tsx";
import styles from "./regions.module.css";

const EMPTY = {
  id: "",
  name: "",
  registry: "",
  api: "",
  project: "",
  access_key: "",
  secret_key: "",
  ca: "",
};

type Values = typeof EMPTY;
type Name = keyof Values;

/** A name of its own is not asked for: the id is one. */
const OPTIONAL: readonly Name[] = ["name", "api", "ca"];

/** As the service has them (core/console-operations/regions.ts). */
const LIMITS: Record<Name, number> = {
  id: 64,
  name: REGION_NAME_MAX,
  registry: 300,
  api: 300,
  project: 64,
  access_key: 128,
  secret_key: 256,
  ca: CERTIFICATE_MAX,
};

/** The service says of which field it complains: `registry: …`. */
function refusedField(error: unknown): { name: Name; words: string } | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const [, name = "", words = ""] = /(?:^|\s)(\w+): (.*)$/s.exec(error.message) ?? [];
  return name in EMPTY ? { name: name as Name, words } : undefined;
}

export function Component() {
  const t = useT();
  const { close } = useOutletContext<RegionListContext>();
  const [values, setValues] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const [test, setTest] = useState<RegionTest>();
  const add = useWrite(async () => {
    const { name, api, ca, ...needed } = values;
    const optional = { ...(api.trim() && { api: api.trim() }), ...(ca.trim() && { ca }) };
    setTest(await addRegion({ ...needed, name: name.trim() || needed.id, ...optional }));
  });
  const refused = refusedField(add.error);
  const isMissing = (name: Name) => !OPTIONAL.includes(name) && values[name].trim() === "";

  function submit() {
    setTried(true);
    if (!(Object.keys(EMPTY) as Name[]).some(isMissing)) add.send();
  }

  function error(name: Name): string | undefined {
    if (refused?.name === name) return refused.words;
    return tried && isMissing(name) ? t("sync.regions.required") : undefined;
  }

  const props = (name: Name) => ({
    error: error(name),
    maxLength: LIMITS[name],
    value: values[name],
    onChange: (value: string) => {
      setValues({ ...values, [name]: value });
      add.forgetError();
    },
  });

  if (test) {
    return (
      <FormDrawer
        title={t("sync.regions.add.title")}
        width={520}
        submitLabel=""
        loading={false}
        submitError={null}
        footer={
          <Button kind="primary" onClick={close}>
            {t("common.close")}
          </Button>
        }
        onSubmit={close}
        onClose={close}
      >
        <p>{t("sync.regions.add.added", { name: values.name.trim() || values.id })}</p>
        <Findings test={test} />
      </FormDrawer>
    );
  }
  return (
    <FormDrawer
      title={t("sync.regions.add.title")}
      width={520}
      submitLabel={t("sync.regions.add.submit")}
      loading={add.loading}
      submitError={refused ? null : add.error}
      holdsWork={values.secret_key !== "" || values.ca !== ""}
      onSubmit={submit}
      onClose={close}
    >
      <Text label={t("sync.regions.id")} hint={t("sync.regions.idHint")} autoFocus {...props("id")} />
      <Text label={t("sync.regions.nameOptional")} {...props("name")} />
      <Text label={t("sync.regions.registry")} hint={t("sync.regions.registryHint")} {...props("registry")} />
      <Text label={t("sync.regions.apiOptional")} hint={t("sync.regions.apiHint")} {...props("api")} />
      <Text label={t("sync.regions.project")} hint={t("sync.regions.projectHint")} {...props("project")} />
      <Text label={t("sync.regions.accessKey")} {...props("access_key")} />
      <Text label={t("sync.regions.secretKey")} secret {...props("secret_key")} />
      <Field label={t("sync.regions.ca")} hint={t("sync.regions.caHint")} error={error("ca")}>
        {(control) => (
          <Input.TextArea
            {...control}
            className={styles.pem}
            autoComplete="off"
            spellCheck={false}
            autoSize={{ minRows: 3, maxRows: 8 }}
            maxLength={LIMITS.ca}
            value={values.ca}
            onChange={({ target }) => props("ca").onChange(target.value)}
          />
        )}
      </Field>
    </FormDrawer>
  );
}

interface TextProps {
  label: string;
  hint?: string;
  error: string | undefined;
  maxLength: number;
  value: string;
  secret?: boolean;
  autoFocus?: boolean;
  onChange: (value: string) => void;
}

function Text({ label, hint, error, secret = false, onChange, ...input }: TextProps) {
  const Control = secret ? SecretInput : Input;
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Control
          {...control}
          {...input}
          autoComplete={secret ? "new-password" : "off"}
          autoCapitalize="none"
          spellCheck={false}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
