import { useT } from "../../i18n/use-t.ts";
import styles from "./api-reference.module.css";
import { fieldsOf, type OpenApi, resolve, type Schema, typeText } from "./openapi.ts";

interface FieldsProps {
  document: OpenApi;
  schema: Schema;
  /** Names of the schemas around this one: one that holds itself is not shown again. */
  within?: readonly string[];
}

/** What a body holds, field by field, those of inner objects below theirs. */
export function Fields({ document, schema, within = [] }: FieldsProps) {
  const t = useT();
  const { name } = resolve(document, schema);
  const { properties = {}, required = [] } = fieldsOf(document, schema) ?? {};
  const around = name === undefined ? within : [...within, name];
  return (
    <>
      {within.length === 0 && <p className={styles.type}>{typeText(document, schema)}</p>}
      <dl className={styles.fields}>
        {Object.entries(properties).map(([field, inner]) => {
          const innerName = resolve(document, inner).name;
          const isShownAlready = innerName !== undefined && around.includes(innerName);
          return (
            <div key={field}>
              <dt>
                <code>{field}</code> <span className={styles.type}>{typeText(document, inner)}</span>
                {required.includes(field) && (
                  <span className={styles.required}>{t("apiReference.required")}</span>
                )}
              </dt>
              {inner.description !== undefined && <dd>{inner.description}</dd>}
              {!isShownAlready && fieldsOf(document, inner) && (
                <dd>
                  <Fields document={document} schema={inner} within={[...around, field]} />
                </dd>
              )}
            </div>
          );
        })}
      </dl>
    </>
  );
}
