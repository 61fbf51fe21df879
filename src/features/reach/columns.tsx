import type { TFunction } from "i18next";
import { Link } from "react-router-dom";
import type { Reached, ReachRight, Who } from "../../../core/console-operations/reach.ts";
import { type GrantedLevel, higherLevel, LEVEL, LEVEL_NAMES } from "../../../core/permissions.ts";
import { paths } from "../../paths.ts";
import { Pill } from "../../ui/Pill.tsx";
import type { Column } from "../../ui/table/types.ts";
import { Rights } from "./Rights.tsx";
import styles from "./reach.module.css";

const highest = (rights: readonly ReachRight[]) =>
  rights.reduce<GrantedLevel>((level, right) => higherLevel(level, right.level), LEVEL.read);

/** The same of whoever reaches and of what is reached. */
function rightColumns<Row extends { rights: ReachRight[] }>(t: TFunction): Column<Row>[] {
  return [
    {
      key: "level",
      title: t("reach.column.level"),
      width: 120,
      narrowWidth: 92,
      cell: ({ rights }) => {
        const level = highest(rights);
        return (
          <Pill tone={level === LEVEL.manage ? "accent" : "neutral"}>
            {t(`common.level.${LEVEL_NAMES[level]}`)}
          </Pill>
        );
      },
    },
    {
      key: "rights",
      title: t("reach.column.rights"),
      width: 420,
      hideBelow: "medium",
      cell: ({ rights }) => <Rights rights={rights} />,
    },
  ];
}

export function whoColumns(t: TFunction): Column<Who>[] {
  return [
    {
      key: "name",
      title: t("reach.column.who"),
      cell: ({ kind, name }) => (
        <span className={styles.name}>
          <bdi title={name}>{name}</bdi>
          {kind === "account" && <Pill>{t("reach.account")}</Pill>}
        </span>
      ),
    },
    ...rightColumns<Who>(t),
  ];
}

/** `account` is that of the person who looks. */
export function reachedColumns(t: TFunction, account: string): Column<Reached>[] {
  return [
    {
      key: "name",
      title: t("reach.column.what"),
      cell: ({ organization, image, owner }) => (
        <span className={styles.name}>
          <Link
            className={styles.path}
            to={image === null ? paths.organization(organization) : paths.image(organization, image)}
            title={image === null ? organization : `${organization}/${image}`}
          >
            {organization}
            {image !== null && `/${image}`}
          </Link>
          {image === null && <Pill>{t("reach.organization")}</Pill>}
          {owner !== account && <Pill>{t("reach.owner", { name: owner })}</Pill>}
        </span>
      ),
    },
    ...rightColumns<Reached>(t),
  ];
}
