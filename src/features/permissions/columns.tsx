import type { TFunction } from "i18next";
import { Trash2 } from "lucide-react";
import type { Permission } from "../../../core/console-operations/permissions.ts";
import { type GrantedLevel, LEVEL, LEVEL_NAMES } from "../../../core/permissions.ts";
import { Select } from "../../components/Select.tsx";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { Pill } from "../../ui/Pill.tsx";
import type { Column } from "../../ui/table/types.ts";
import styles from "./permissions.module.css";
import { changeRefusal, type Granter, LEVELS, sourcesOf } from "./rules.ts";

interface PermissionColumns extends Granter {
  onImage: boolean;
  /** The change that is on its way. */
  changing: { id: string; auth: GrantedLevel } | undefined;
  onChange: (user: Permission, auth: GrantedLevel) => void;
  onRevoke: (user: Permission) => void;
}

export const levelText = (t: TFunction, level: GrantedLevel) => t(`common.level.${LEVEL_NAMES[level]}`);

/** Why a row cannot be changed, for people. */
export function refusalText(
  t: TFunction,
  user: Permission,
  { onImage, ...granter }: Granter & { onImage: boolean },
) {
  const refusal = changeRefusal(user, granter);
  const place = onImage ? "image" : "organization";
  switch (refusal) {
    case "nothing":
      return t(`permissions.refusal.nothing.${place}`);
    case "elsewhere":
      return t(`permissions.refusal.elsewhere.${place}`);
    case "self":
    case "more":
      return t(`permissions.refusal.${refusal}`);
    case undefined:
      return undefined;
  }
}

export function permissionColumns(t: TFunction, input: PermissionColumns): Column<Permission>[] {
  const { onImage, grantable, changing, onChange, onRevoke } = input;
  const offered = LEVELS.filter((level) => level <= (grantable ?? LEVEL.manage));
  const options = offered.map((level) => ({ value: String(level), label: levelText(t, level) }));
  return [
    {
      key: "name",
      title: t("permissions.column.user"),
      cell: ({ name, isEnabled }) => (
        <span className={styles.user}>
          <bdi title={name}>{name}</bdi>
          {!isEnabled && <Pill>{t("permissions.disabled")}</Pill>}
        </span>
      ),
    },
    {
      key: "level",
      title: t("permissions.column.level"),
      width: 120,
      hideBelow: "narrow",
      cell: ({ level, isEnabled }) =>
        isEnabled ? (
          <Pill tone={level === LEVEL.manage ? "accent" : "neutral"}>{levelText(t, level)}</Pill>
        ) : (
          "—"
        ),
    },
    {
      key: "source",
      title: t("permissions.column.source"),
      width: 280,
      hideBelow: "medium",
      cell: (user) => <Sources t={t} user={user} onImage={onImage} />,
    },
    {
      key: "granted",
      title: t("permissions.column.granted"),
      width: 130,
      narrowWidth: 112,
      cell: (user) => {
        if (user.granted === null) return <span className={styles.none}>—</span>;
        if (changeRefusal(user, input)) return levelText(t, user.granted);
        const shown = changing?.id === user.id ? changing.auth : user.granted;
        return (
          <Select
            className={styles.level}
            label={t("permissions.change.of", { name: user.name })}
            value={String(shown)}
            options={options}
            onChange={(value) => onChange(user, Number(value) as GrantedLevel)}
          />
        );
      },
    },
    {
      key: "actions",
      title: t("permissions.column.actions"),
      titleHidden: true,
      width: 56,
      cell: (user) => (
        <ActionButton
          kind="text"
          small
          className={styles.revoke}
          label={t("permissions.revoke.of", { name: user.name })}
          refusal={refusalText(t, user, input)}
          icon={<Trash2 size={15} aria-hidden />}
          onClick={() => onRevoke(user)}
        />
      ),
    },
  ];
}

/** Also on narrow screens, where it stands under the name. */
export function Sources({ t, user, onImage }: { t: TFunction; user: Permission; onImage: boolean }) {
  return (
    <span className={styles.sources}>
      {sourcesOf(user, onImage).map(({ kind, level }) => (
        <span key={kind}>
          {kind === "administrator"
            ? t("permissions.source.administrator")
            : t(`permissions.source.${kind}`, { level: levelText(t, level) })}
        </span>
      ))}
    </span>
  );
}
