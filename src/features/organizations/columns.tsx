import type { TFunction } from "i18next";
import { Trash2 } from "lucide-react";
import { Link } from "react-router-dom";
import { LEVEL, LEVEL_NAMES } from "../../../core/permissions.ts";
import { formatNumber } from "../../lib/format.ts";
import { paths } from "../../paths.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { Pill } from "../../ui/Pill.tsx";
import type { Column } from "../../ui/table/types.ts";
import styles from "./organizations.module.css";
import { deleteRefusal, type OrganizationRow } from "./rules.ts";
import { StorageUse } from "./StorageUse.tsx";

export function organizationColumns(
  t: TFunction,
  onDelete: (organization: OrganizationRow) => void,
): Column<OrganizationRow>[] {
  return [
    {
      key: "name",
      title: t("organizations.column.name"),
      sort: "asc",
      cell: ({ name }) => (
        <Link className={styles.name} to={paths.organization(name)}>
          {name}
        </Link>
      ),
    },
    {
      key: "repo_count",
      title: t("organizations.column.images"),
      sort: "desc",
      align: "end",
      width: 110,
      narrowWidth: 80,
      cell: ({ repo_count }) => formatNumber(repo_count),
    },
    {
      key: "stored",
      title: t("organizations.column.stored"),
      sort: "desc",
      width: 230,
      hideBelow: "medium",
      cell: ({ storage }) => storage && <StorageUse {...storage} />,
    },
    {
      key: "auth",
      title: t("organizations.column.level"),
      width: 140,
      hideBelow: "narrow",
      cell: ({ auth }) => (
        <Pill tone={auth === LEVEL.manage ? "accent" : "neutral"}>
          {t(`common.level.${LEVEL_NAMES[auth]}`)}
        </Pill>
      ),
    },
    {
      key: "creator",
      title: t("organizations.column.creator"),
      width: 160,
      hideBelow: "wide",
      cell: ({ creator_name }) => creator_name,
    },
    {
      key: "actions",
      title: t("organizations.column.actions"),
      titleHidden: true,
      width: 56,
      cell: (organization) => {
        const refusal = deleteRefusal(organization);
        return (
          <ActionButton
            kind="text"
            small
            className={styles.delete}
            label={t("organizations.delete.of", { name: organization.name })}
            refusal={refusal && t(`organizations.delete.refusal.${refusal}`)}
            icon={<Trash2 size={15} aria-hidden />}
            onClick={() => onDelete(organization)}
          />
        );
      },
    },
  ];
}
