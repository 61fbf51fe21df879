import type { ReactNode } from "react";
import { CommandBlock } from "../../components/CommandBlock.tsx";
import { useT } from "../../i18n/use-t.ts";
import { Pill } from "../../ui/Pill.tsx";
import styles from "./api-reference.module.css";
import { curlCommand } from "./curl.ts";
import { Fields } from "./Fields.tsx";
import { type Entry, type OpenApi, type Parameter, typeText } from "./openapi.ts";

export function OperationView({ document, operation }: { document: OpenApi; operation: Entry }) {
  const t = useT();
  const { operationId, summary, method, path, parameters, requestBody, responses, security } = operation;
  return (
    <article className={styles.operation} aria-labelledby="operation">
      <h2 id="operation" className={styles.summary}>
        {summary} <Pill mono>{operationId}</Pill>
      </h2>
      {"501" in responses && <p className={styles.missing}>{t("apiReference.missing")}</p>}
      <p className={styles.path}>
        <span className={styles.method} data-method={method}>
          {method}
        </span>
        <code>{path}</code>
      </p>
      <p className={styles.note}>{t(security?.length === 0 ? "apiReference.open" : "apiReference.token")}</p>
      <CommandBlock
        label={t("apiReference.example")}
        command={curlCommand(document, operation)}
        copyLabel={t("apiReference.copyExample")}
      />
      {(["path", "query"] as const).map((place) => (
        <ParameterList
          key={place}
          title={t(`apiReference.parameters.${place}`)}
          document={document}
          parameters={parameters.filter((parameter) => parameter.in === place)}
        />
      ))}
      {requestBody && (
        <Part title={t("apiReference.body")}>
          <Fields document={document} schema={requestBody.content["application/json"].schema} />
        </Part>
      )}
      {Object.entries(responses).map(([status, { description, headers, content }]) => (
        <Part key={status} title={`${status} · ${description}`}>
          {headers && (
            <p className={styles.note}>
              {t("apiReference.headers")} <code>{Object.keys(headers).join(", ")}</code>
            </p>
          )}
          {/* Every failure has the one form, which would say nothing fifteen times over. */}
          {content && Number(status) < 400 && (
            <Fields document={document} schema={content["application/json"].schema} />
          )}
        </Part>
      ))}
    </article>
  );
}

interface ParameterListProps {
  title: string;
  document: OpenApi;
  parameters: Parameter[];
}

function ParameterList({ title, document, parameters }: ParameterListProps) {
  const t = useT();
  if (parameters.length === 0) return null;
  return (
    <Part title={title}>
      <dl className={styles.fields}>
        {parameters.map(({ name, required, description, schema }) => (
          <div key={name}>
            <dt>
              <code>{name}</code> <span className={styles.type}>{typeText(document, schema)}</span>
              {required && <span className={styles.required}>{t("apiReference.required")}</span>}
            </dt>
            {description !== undefined && <dd>{description}</dd>}
          </div>
        ))}
      </dl>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={styles.part}>{title}</h3>
      {children}
    </section>
  );
}
