import { Ban, CircleCheck, Ellipsis, KeyRound, Pencil, Trash2, Waypoints } from "lucide-react";
import type { ReactNode } from "react";
import { useLocation, useNavigate } from "react-router-dom";
import type { IamUser } from "../../../core/iam-operations/users.ts";
import { MenuButton } from "../../components/MenuButton.tsx";
import { useT } from "../../i18n/use-t.ts";
import { paths } from "../../paths.ts";
import styles from "./users.module.css";

export type UserChange = "enable" | "disable" | "delete";

interface UserActionsProps {
  user: IamUser;
  isSelf: boolean;
  onChange: (kind: UserChange, user: IamUser) => void;
}

export function UserActions({ user, isSelf, onChange }: UserActionsProps) {
  const t = useT();
  const navigate = useNavigate();
  const { search } = useLocation();
  const open = (pathname: string) => void navigate({ pathname, search });
  const change = (kind: UserChange) => () => onChange(kind, user);

  /** Actions by which users would lock themselves out are disabled, with the reason. */
  const notSelf = (label: string, reason: string) => ({
    disabled: isSelf,
    label: isSelf ? <Refused label={label}>{reason}</Refused> : label,
  });

  return (
    <MenuButton
      label={t("users.more", { name: user.name })}
      icon={<Ellipsis size={16} aria-hidden />}
      items={() => [
        {
          key: "edit",
          label: t("users.edit.action"),
          icon: <Pencil size={14} aria-hidden />,
          onClick: () => open(paths.editUser(user.id)),
        },
        {
          key: "reach",
          label: t("users.reach"),
          icon: <Waypoints size={14} aria-hidden />,
          onClick: () => void navigate(paths.userReach(user.id)),
        },
        {
          key: "password",
          ...notSelf(t("users.reset.action"), t("users.reset.self")),
          icon: <KeyRound size={14} aria-hidden />,
          onClick: () => open(paths.resetPassword(user.id)),
        },
        user.enabled
          ? {
              key: "disable",
              ...notSelf(t("users.disable.action"), t("users.disable.self")),
              icon: <Ban size={14} aria-hidden />,
              onClick: change("disable"),
            }
          : {
              key: "enable",
              label: t("users.enable.action"),
              icon: <CircleCheck size={14} aria-hidden />,
              onClick: change("enable"),
            },
        {
          key: "delete",
          danger: true,
          ...notSelf(t("users.delete.action"), t("users.delete.self")),
          icon: <Trash2 size={14} aria-hidden />,
          onClick: change("delete"),
        },
      ]}
    />
  );
}

function Refused({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      {label}
      <small className={styles.refusal}>{children}</small>
    </>
  );
}
