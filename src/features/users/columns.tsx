import type { TFunction } from "i18next";
import type { IamUser } from "../../../core/iam-operations/users.ts";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { Pill } from "../../ui/Pill.tsx";
import type { Column } from "../../ui/table/types.ts";
import { isoOf } from "./rules.ts";
import { UserActions, type UserChange } from "./UserActions.tsx";
import styles from "./users.module.css";

/** Sortable columns are keyed by IAM's fields. */
export function userColumns(
  t: TFunction,
  selfId: string,
  onChange: (kind: UserChange, user: IamUser) => void,
): Column<IamUser>[] {
  return [
    {
      key: "name",
      title: t("users.column.name"),
      sort: "asc",
      cell: ({ id, name, is_administrator }) => (
        <span className={styles.name}>
          <bdi title={name}>{name}</bdi>
          {id === selfId && <Pill>{t("users.you")}</Pill>}
          {is_administrator && <Pill tone="accent">{t("users.administrator")}</Pill>}
        </span>
      ),
    },
    {
      key: "description",
      title: t("users.column.description"),
      width: 220,
      hideBelow: "wide",
      cell: ({ description }) => (
        <bdi className={styles.muted} title={description}>
          {description}
        </bdi>
      ),
    },
    {
      key: "access_mode",
      title: t("users.column.access"),
      width: 190,
      hideBelow: "medium",
      cell: ({ access_mode }) => t(`users.access.${access_mode}`),
    },
    {
      key: "enabled",
      title: t("users.column.status"),
      width: 90,
      hideBelow: "narrow",
      cell: ({ enabled }) =>
        enabled ? (
          t("users.status.enabled")
        ) : (
          <span className={styles.off}>{t("users.status.disabled")}</span>
        ),
    },
    {
      key: "create_time",
      title: t("users.column.created"),
      width: 116,
      sort: "desc",
      hideBelow: "medium",
      cell: ({ create_time }) => <RelativeTime iso={isoOf(create_time)} />,
    },
    {
      key: "last_login_time",
      title: t("users.column.lastSignIn"),
      width: 116,
      sort: "desc",
      hideBelow: "narrow",
      cell: ({ last_login_time }) =>
        last_login_time === null ? (
          <span className={styles.muted}>{t("users.never")}</span>
        ) : (
          <RelativeTime iso={isoOf(last_login_time)} />
        ),
    },
    {
      key: "actions",
      title: t("users.column.actions"),
      titleHidden: true,
      width: 56,
      cell: (user) => <UserActions user={user} isSelf={user.id === selfId} onChange={onChange} />,
    },
  ];
}
