import { useQuery } from "@tanstack/react-query";
import { Switch } from "antd";
import type { TFunction } from "i18next";
import { Trash2 } from "lucide-react";
import type { IamAccessKey } from "../../../core/iam-operations/access-keys.ts";
import { Copyable } from "../../components/Copyable.tsx";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { useT } from "../../i18n/use-t.ts";
import { accessKeyUseQuery } from "../../resources/access-keys.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import type { Column } from "../../ui/table/types.ts";
import styles from "./credentials.module.css";

interface Actions {
  /** The key whose status is on its way. */
  changing: string | undefined;
  onToggle: (key: IamAccessKey) => void;
  onDelete: (key: IamAccessKey) => void;
}

export function accessKeyColumns(t: TFunction, actions: Actions): Column<IamAccessKey>[] {
  return [
    {
      key: "access",
      title: t("credentials.keys.access"),
      cell: ({ access }) => (
        <Copyable text={access} label={t("credentials.keys.copy")}>
          <span className={styles.id}>{access}</span>
        </Copyable>
      ),
    },
    {
      key: "description",
      title: t("credentials.keys.description"),
      width: 260,
      hideBelow: "medium",
      cell: ({ description }) => <bdi title={description}>{description}</bdi>,
    },
    {
      key: "created",
      title: t("credentials.keys.created"),
      width: 130,
      hideBelow: "medium",
      cell: ({ create_time }) => <RelativeTime iso={create_time} />,
    },
    {
      key: "used",
      title: t("credentials.keys.used"),
      width: 130,
      hideBelow: "narrow",
      cell: ({ access }) => <LastUse access={access} />,
    },
    {
      key: "status",
      title: t("credentials.keys.active"),
      width: 90,
      narrowWidth: 70,
      cell: (key) => (
        <Switch
          size="small"
          aria-label={t("credentials.keys.activeOf", { access: key.access })}
          checked={key.status === "active"}
          loading={actions.changing === key.access}
          onChange={() => actions.onToggle(key)}
        />
      ),
    },
    {
      key: "actions",
      title: t("credentials.keys.actions"),
      titleHidden: true,
      width: 56,
      cell: (key) => (
        <ActionButton
          kind="text"
          small
          label={t("credentials.delete.of", { access: key.access })}
          refusal={undefined}
          icon={<Trash2 size={15} aria-hidden />}
          onClick={() => actions.onDelete(key)}
        />
      ),
    },
  ];
}

/** Asked for each key separately, as IAM's list does not tell it; there are only a few. */
function LastUse({ access }: { access: string }) {
  const t = useT();
  const { data } = useQuery(accessKeyUseQuery(access));
  if (data === undefined) return null;
  return (
    <span className={styles.muted}>
      {data === null ? t("credentials.keys.neverUsed") : <RelativeTime iso={data} />}
    </span>
  );
}
