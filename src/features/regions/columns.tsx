import type { TFunction } from "i18next";
import { Ellipsis, PlugZap } from "lucide-react";
import type { RegionEntry } from "../../../core/console-operations/regions.ts";
import { deleteItem } from "../../components/image/delete-item.tsx";
import { MenuButton } from "../../components/MenuButton.tsx";
import { Pill } from "../../ui/Pill.tsx";
import type { Column } from "../../ui/table/types.ts";
import styles from "./regions.module.css";

export function regionColumns(
  t: TFunction,
  onOpen: (dialog: "test" | "delete", region: RegionEntry) => void,
): Column<RegionEntry>[] {
  return [
    {
      key: "name",
      title: t("sync.regions.name"),
      cell: ({ id, name }) => (
        <>
          <bdi className={styles.name} title={name}>
            {name}
          </bdi>{" "}
          {name !== id && <bdi className={styles.mono}>{id}</bdi>}
        </>
      ),
    },
    {
      key: "registry",
      title: t("sync.regions.registry"),
      hideBelow: "narrow",
      cell: ({ registry }) => address(registry),
    },
    { key: "api", title: t("sync.regions.api"), hideBelow: "wide", cell: ({ api }) => address(api) },
    {
      key: "project",
      title: t("sync.regions.project"),
      width: 150,
      hideBelow: "medium",
      cell: ({ project = "" }) => <bdi title={project}>{project}</bdi>,
    },
    {
      key: "source",
      title: t("sync.regions.source"),
      width: 130,
      narrowWidth: 90,
      cell: ({ source, creator_name }) =>
        source === "operator" ? (
          <Pill>{t("sync.regions.operator")}</Pill>
        ) : (
          <bdi title={creator_name}>{creator_name}</bdi>
        ),
    },
    {
      key: "actions",
      title: t("images.actions"),
      titleHidden: true,
      width: 48,
      cell: (region) => (
        <MenuButton
          label={t("sync.regions.more", { name: region.name })}
          icon={<Ellipsis size={16} aria-hidden />}
          items={() => [
            {
              key: "test",
              label: t("sync.regions.test.action"),
              icon: <PlugZap size={14} aria-hidden />,
              onClick: () => onOpen("test", region),
            },
            deleteItem(t, {
              refusal: region.source === "operator" ? t("sync.regions.operatorKeeps") : undefined,
              onClick: () => onOpen("delete", region),
            }),
          ]}
        />
      ),
    },
  ];
}

const address = (origin: string | undefined) => (
  <bdi className={styles.mono} title={origin}>
    {origin}
  </bdi>
);
