import { Link, useLocation } from "react-router-dom";
import { useT } from "../../i18n/use-t.ts";
import { paths } from "../../paths.ts";
import styles from "./api-reference.module.css";
import type { groupOperations } from "./openapi.ts";

interface OperationListProps {
  groups: ReturnType<typeof groupOperations>;
  /** Id of the operation shown. */
  current: string | undefined;
}

export function OperationList({ groups, current }: OperationListProps) {
  const t = useT();
  const { search } = useLocation();
  return (
    <nav aria-label={t("apiReference.operations")}>
      {groups.map(({ group, operations }) => (
        <section key={group}>
          <h2 className={styles.group}>{group}</h2>
          <ul className={styles.links}>
            {operations.map(({ operationId, summary, method }) => (
              <li key={operationId}>
                <Link
                  to={{ pathname: paths.apiOperation(operationId), search }}
                  className={styles.link}
                  aria-current={operationId === current ? "page" : undefined}
                >
                  <span className={styles.method} data-method={method}>
                    {method}
                  </span>
                  {summary}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
