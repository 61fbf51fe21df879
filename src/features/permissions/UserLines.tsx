import type { ReactNode } from "react";
import type { Permission } from "../../../core/console-operations/permissions.ts";
import { useT } from "../../i18n/use-t.ts";
import styles from "./permissions.module.css";

interface UserLinesProps {
  users: readonly Permission[];
  /** Said of each, behind the name. */
  note?: (user: Permission) => ReactNode;
}

/** As many names as somebody will read. */
const SHOWN = 100;

/** Names of users, one a line. */
export function UserLines({ users, note }: UserLinesProps) {
  const t = useT();
  const more = users.length - SHOWN;
  return (
    <ul className={styles.goes}>
      {users.slice(0, SHOWN).map((user) => (
        <li key={user.id}>
          <bdi>{user.name}</bdi>
          {note && <> · {note(user)}</>}
        </li>
      ))}
      {more > 0 && <li>{t("common.andMore", { count: more })}</li>}
    </ul>
  );
}
