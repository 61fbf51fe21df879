import type { TFunction } from "i18next";
import { Ellipsis, History, KeyRound, Pencil } from "lucide-react";
import { Link } from "react-router-dom";
import type { Webhook } from "../../../core/console-operations/webhooks.ts";
import { tellCondition } from "../../components/condition/condition.ts";
import { deleteItem } from "../../components/image/delete-item.tsx";
import { MenuButton } from "../../components/MenuButton.tsx";
import { Switch } from "../../ui/Switch.tsx";
import type { Column } from "../../ui/table/types.ts";
import { HealthText } from "./HealthText.tsx";
import { deliveriesHref } from "./use-webhook-dialog.ts";
import styles from "./webhooks.module.css";

interface Actions {
  /** The id of the one that is being switched. */
  switching: string | undefined;
  onSwitch: (webhook: Webhook, enabled: boolean) => void;
  onDeliveries: (webhook: Webhook) => void;
  onEdit: (webhook: Webhook) => void;
  onRotate: (webhook: Webhook) => void;
  onDelete: (webhook: Webhook) => void;
}

export function webhookColumns(t: TFunction, actions: Actions): Column<Webhook>[] {
  return [
    {
      key: "name",
      title: t("webhooks.column.name"),
      width: 190,
      cell: ({ id, name }) => (
        <Link className={styles.name} title={name} to={deliveriesHref(id)}>
          {name}
        </Link>
      ),
    },
    {
      key: "url",
      title: t("webhooks.column.url"),
      hideBelow: "narrow",
      cell: ({ url }) => <bdi title={url}>{url}</bdi>,
    },
    {
      key: "events",
      title: t("webhooks.column.events"),
      width: 230,
      hideBelow: "medium",
      cell: (webhook) => {
        const text = eventsText(t, webhook);
        return <bdi title={text}>{text}</bdi>;
      },
    },
    {
      key: "health",
      title: t("webhooks.column.health"),
      width: 200,
      hideBelow: "narrow",
      cell: (webhook) => <HealthText webhook={webhook} />,
    },
    {
      key: "enabled",
      title: t("webhooks.column.enabled"),
      width: 100,
      narrowWidth: 84,
      cell: (webhook) => (
        <Switch
          label={t("webhooks.switch", { name: webhook.name })}
          checked={webhook.enabled}
          busy={actions.switching === webhook.id}
          onChange={(enabled) => actions.onSwitch(webhook, enabled)}
        />
      ),
    },
    {
      key: "actions",
      title: t("images.actions"),
      titleHidden: true,
      width: 48,
      cell: (webhook) => <RowMenu t={t} webhook={webhook} {...actions} />,
    },
  ];
}

/** What it is told of, and of which tags. */
function eventsText(t: TFunction, { events, condition_type: type, condition }: Webhook): string {
  const kinds = events.map((event) => t(`webhooks.event.${event}`)).join(t("condition.separator"));
  return `${kinds} · ${tellCondition(t, { type, condition })}`;
}

function RowMenu({
  t,
  webhook,
  onDeliveries,
  onEdit,
  onRotate,
  onDelete,
}: Actions & { t: TFunction; webhook: Webhook }) {
  return (
    <MenuButton
      label={t("webhooks.more", { name: webhook.name })}
      icon={<Ellipsis size={16} aria-hidden />}
      items={() => [
        {
          key: "deliveries",
          label: t("webhooks.deliveries.title"),
          icon: <History size={14} aria-hidden />,
          onClick: () => onDeliveries(webhook),
        },
        {
          key: "edit",
          label: t("webhooks.edit"),
          icon: <Pencil size={14} aria-hidden />,
          onClick: () => onEdit(webhook),
        },
        {
          key: "rotate",
          label: t("webhooks.rotate.title"),
          icon: <KeyRound size={14} aria-hidden />,
          onClick: () => onRotate(webhook),
        },
        deleteItem(t, { refusal: undefined, onClick: () => onDelete(webhook) }),
      ]}
    />
  );
}
