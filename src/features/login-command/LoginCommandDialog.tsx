/**
 * 「登录指令」: logins for the registry. The temporary one is made when the dialog opens and forgotten when it closes.
 * Without programmatic access none is made, as no client could use it.
 */
import { useQuery } from "@tanstack/react-query";
import { Modal, Tabs } from "antd";
import { useState } from "react";
import { ErrorState } from "../../components/ErrorState.tsx";
import { useT } from "../../i18n/use-t.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { temporaryLoginQuery } from "../../resources/login.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { useSession } from "../session/use-session.ts";
import styles from "./LoginCommandDialog.module.css";
import { LongLivedLogin } from "./LongLivedLogin.tsx";
import { TemporaryLoginView } from "./TemporaryLoginView.tsx";

export function LoginCommandDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  useReturnFocus();
  const { account, user } = useSession();
  return (
    <Modal
      open
      title={t("loginCommand.title")}
      width={680}
      footer={null}
      closable={{ "aria-label": t("common.close") }}
      onCancel={onClose}
    >
      {user.hasProgrammaticAccess ? (
        <Logins />
      ) : (
        <Notice
          title={t("loginCommand.noAccess.title", { user: user.name })}
          text={t("loginCommand.noAccess.text", { account: account.name })}
        />
      )}
    </Modal>
  );
}

function Logins() {
  const t = useT();
  const [seconds, setSeconds] = useState<number>();
  // Another lifetime is another query; the old login shows until the new one is there.
  const login = useQuery({ ...temporaryLoginQuery(seconds), placeholderData: (earlier) => earlier });
  return (
    <>
      <p className={styles.intro}>{t("loginCommand.intro")}</p>
      {login.data ? (
        <Tabs
          destroyOnHidden
          items={[
            {
              key: "temporary",
              label: t("loginCommand.temporary"),
              children: (
                <TemporaryLoginView
                  // A new login starts masked again.
                  key={login.data.credentials.key}
                  login={login.data}
                  renewing={login.isFetching}
                  failure={login.isRefetchError ? login.error : undefined}
                  seconds={seconds}
                  onChooseSeconds={setSeconds}
                  onRenew={() => login.refetch()}
                />
              ),
            },
            {
              key: "longLived",
              label: t("loginCommand.longLived.tab"),
              children: <LongLivedLogin registry={login.data.registry} />,
            },
          ]}
        />
      ) : login.isError ? (
        <ErrorState error={login.error} onRetry={() => login.refetch()} />
      ) : (
        <Skeleton rows={4} />
      )}
    </>
  );
}
