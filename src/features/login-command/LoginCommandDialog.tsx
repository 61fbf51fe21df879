/** 「登录指令」: a temporary login for the registry. It is made when the dialog opens, and forgotten when it closes. */
import { useQuery } from "@tanstack/react-query";
import { Modal, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../components/ErrorState.tsx";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import styles from "./LoginCommandDialog.module.css";
import { temporaryLoginQuery } from "./queries.ts";
import { TemporaryLoginView } from "./TemporaryLoginView.tsx";

export function LoginCommandDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  useReturnFocus();
  const login = useQuery(temporaryLoginQuery);
  return (
    <Modal
      open
      title={t("loginCommand.title")}
      width={640}
      footer={null}
      closable={{ "aria-label": t("common.close") }}
      onCancel={onClose}
    >
      <p className={styles.intro}>{t("loginCommand.intro")}</p>
      {login.data ? (
        <TemporaryLoginView
          // Another login starts masked again.
          key={login.dataUpdatedAt}
          login={login.data}
          renewing={login.isFetching}
          failure={login.isRefetchError ? login.error : undefined}
          onRenew={() => login.refetch()}
        />
      ) : login.isError ? (
        <ErrorState error={login.error} onRetry={() => login.refetch()} />
      ) : (
        <Skeleton active title={false} paragraph={{ rows: 4 }} />
      )}
    </Modal>
  );
}
