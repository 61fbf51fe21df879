import type { TFunction } from "i18next";
import { Ellipsis, History, Pencil } from "lucide-react";
import { Link } from "react-router-dom";
import type { TriggerEntry } from "../../../core/console-operations/triggers.ts";
import { deleteItem } from "../../components/image/delete-item.tsx";
import { MenuButton } from "../../components/MenuButton.tsx";
import { paths } from "../../paths.ts";
import { Switch } from "../../ui/Switch.tsx";
import type { Column } from "../../ui/table/types.ts";
import { LastFiring } from "./LastFiring.tsx";
import { conditionText, targetText } from "./texts.ts";
import styles from "./triggers.module.css";

interface Actions {
  /** Why the person may change nothing. */
  refusal: string | undefined;
  /** The name of the one that is being switched. */
  switching: string | undefined;
  onSwitch: (trigger: TriggerEntry, enabled: boolean) => void;
  onOpen: (trigger: TriggerEntry, search?: string) => void;
  onDelete: (trigger: TriggerEntry) => void;
}

export function triggerColumns(t: TFunction, actions: Actions): Column<TriggerEntry>[] {
  return [
    {
      key: "name",
      title: t("triggers.column.name"),
      cell: ({ namespace, repository, name }) => (
        <Link className={styles.name} title={name} to={paths.trigger(namespace, repository, name)}>
          {name}
        </Link>
      ),
    },
    {
      key: "condition",
      title: t("triggers.column.condition"),
      width: 190,
      hideBelow: "medium",
      cell: (trigger) => <bdi title={conditionText(t, trigger)}>{conditionText(t, trigger)}</bdi>,
    },
    targetColumn(t, { hideBelow: "narrow", width: 300 }),
    {
      key: "last",
      title: t("triggers.column.last"),
      width: 180,
      hideBelow: "narrow",
      cell: (trigger) => <LastFiring {...trigger} />,
    },
    {
      key: "enabled",
      title: t("triggers.column.enabled"),
      width: 100,
      cell: (trigger) => (
        <Switch
          label={t("triggers.switch", { name: trigger.name })}
          checked={trigger.enabled}
          refusal={actions.refusal}
          busy={actions.switching === trigger.name}
          onChange={(enabled) => actions.onSwitch(trigger, enabled)}
        />
      ),
    },
    {
      key: "actions",
      title: t("images.actions"),
      titleHidden: true,
      width: 48,
      cell: (trigger) => <RowMenu t={t} trigger={trigger} {...actions} />,
    },
  ];
}

/** Where it sets the image; whether there is still such a cluster. */
export function targetColumn(
  t: TFunction,
  place: Pick<Column<TriggerEntry>, "hideBelow" | "width">,
): Column<TriggerEntry> {
  return {
    key: "target",
    title: t("triggers.column.target"),
    ...place,
    cell: (trigger) => {
      const text = targetText(t, trigger);
      return trigger.has_cluster ? (
        <bdi title={text}>{text}</bdi>
      ) : (
        <bdi className={styles.failed} title={`${text} · ${t("triggers.clusterGone")}`}>
          {t("triggers.clusterGone")} · {text}
        </bdi>
      );
    },
  };
}

interface RowMenuProps extends Actions {
  t: TFunction;
  trigger: TriggerEntry;
}

function RowMenu({ t, trigger, refusal, onOpen, onDelete }: RowMenuProps) {
  return (
    <MenuButton
      label={t("triggers.more", { name: trigger.name })}
      icon={<Ellipsis size={16} aria-hidden />}
      items={() => [
        {
          key: "history",
          label: t("triggers.history.title"),
          icon: <History size={14} aria-hidden />,
          onClick: () => onOpen(trigger),
        },
        {
          key: "edit",
          label: t("triggers.edit"),
          disabled: refusal !== undefined,
          icon: <Pencil size={14} aria-hidden />,
          onClick: () => onOpen(trigger, "?dialog=trigger"),
        },
        deleteItem(t, { refusal, onClick: () => onDelete(trigger) }),
      ]}
    />
  );
}
