/** 「添加集群」: a kubeconfig, pasted or from a file, and which of its contexts become clusters. */
import { useQuery } from "@tanstack/react-query";
import { Checkbox, Input } from "antd";
import { FileUp } from "lucide-react";
import { useId, useRef, useState } from "react";
import { useOutletContext } from "react-router-dom";
import { KUBECONFIG_MAX } from "../../../core/limits.ts";
import { isRefusedWith } from "../../api/api-error.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { useWrite } from "../../components/use-write.ts";
import { useT } from "../../i18n/use-t.ts";
import { useSettled } from "../../lib/use-settled.ts";
import { addClusters, type KubeconfigContext, kubeconfigQuery } from "../../resources/clusters.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import type { ClusterListContext } from "./ClusterListPage.tsx";
import styles from "./clusters.module.css";

const TYPING_MS = 300;

export function Component() {
  const t = useT();
  const { clusters = [], close } = useOutletContext<ClusterListContext>();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const tooLong = text.length > KUBECONFIG_MAX;
  const settled = useSettled(text, TYPING_MS);
  const read = useQuery(kubeconfigQuery(tooLong || settled !== text ? "" : settled.trim()));
  const contexts = read.data;
  const isNone = isRefusedWith(read.error, "invalidBody");
  const add = useWrite(async () => {
    await addClusters(settled.trim(), [...chosen]);
    close();
  });

  function change(next: string) {
    add.forgetError();
    setText(next);
    setChosen(new Set());
  }
  function toggle(name: string, isChosen: boolean) {
    add.forgetError();
    setChosen((before) => new Set(isChosen ? [...before, name] : [...before].filter((it) => it !== name)));
  }
  const error = tooLong ? t("clusters.add.tooLong") : isNone ? t("clusters.add.notKubeconfig") : undefined;

  return (
    <FormDrawer
      title={t("clusters.add.action")}
      width={640}
      submitLabel={
        chosen.size === 0 ? t("clusters.add.action") : t("clusters.add.submit", { count: chosen.size })
      }
      loading={add.loading}
      submitError={add.error}
      {...(chosen.size === 0 && { refusal: t("clusters.add.chooseFirst") })}
      holdsWork={text !== ""}
      onSubmit={() => chosen.size > 0 && add.send()}
      onClose={close}
    >
      <p className={styles.hint}>{t("clusters.add.intro")}</p>
      <Field label="kubeconfig" error={error} hint={t("clusters.add.hint")}>
        {(control) => (
          <Input.TextArea
            {...control}
            className={styles.kubeconfig}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            autoSize={{ minRows: 6, maxRows: 14 }}
            placeholder={"apiVersion: v1\nkind: Config\nclusters: …"}
            value={text}
            onChange={(event) => change(event.target.value)}
          />
        )}
      </Field>
      <FileButton onText={change} />
      {read.isError && !isNone && <ErrorNote error={read.error} />}
      {contexts && (
        <Contexts
          contexts={contexts}
          taken={new Set(clusters.map(({ name }) => name))}
          chosen={chosen}
          onToggle={toggle}
        />
      )}
    </FormDrawer>
  );
}

function FileButton({ onText }: { onText: (text: string) => void }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      <Button icon={<FileUp size={15} aria-hidden />} onClick={() => input.current?.click()}>
        {t("clusters.add.file")}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t("clusters.add.file")}
        onChange={async ({ target }) => {
          const [file] = target.files ?? [];
          target.value = "";
          // Of a file that is too long only the beginning is read, which is enough to say so.
          if (file) onText(await file.slice(0, KUBECONFIG_MAX + 1).text());
        }}
      />
    </div>
  );
}

interface ContextsProps {
  contexts: readonly KubeconfigContext[];
  /** Names of clusters there are. */
  taken: ReadonlySet<string>;
  chosen: ReadonlySet<string>;
  onToggle: (name: string, isChosen: boolean) => void;
}

function Contexts({ contexts, taken, chosen, onToggle }: ContextsProps) {
  const t = useT();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.label}>
        {t("clusters.add.contexts")}
      </h2>
      {contexts.length === 0 && <p className={styles.hint}>{t("clusters.add.noContexts")}</p>}
      <ul className={styles.contexts}>
        {contexts.map(({ name, server, problem }) => {
          const reason = problem ?? (taken.has(name) ? ("taken" as const) : undefined);
          return (
            <li key={name}>
              <Checkbox
                checked={chosen.has(name)}
                disabled={reason !== undefined}
                onChange={(event) => onToggle(name, event.target.checked)}
              >
                <bdi className={styles.context}>{name}</bdi>
              </Checkbox>
              {server !== undefined && <bdi className={styles.server}>{server}</bdi>}
              {reason && <p className={styles.problem}>{t(`clusters.problem.${reason}`)}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
