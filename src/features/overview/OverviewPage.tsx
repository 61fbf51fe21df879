/** 「总览」: what the account holds, how it is used, and what to do next. */
import { Terminal } from "lucide-react";
import { useDialogParam } from "../../components/use-dialog-param.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/Button.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { useSession } from "../session/use-session.ts";
import { ByItself } from "./ByItself.tsx";
import { EndingShares } from "./EndingShares.tsx";
import { Numbers } from "./Numbers.tsx";
import styles from "./overview.module.css";
import { RecentActivity } from "./RecentActivity.tsx";
import { Steps } from "./Steps.tsx";
import { Usage } from "./Usage.tsx";

export function Component() {
  const t = useT();
  const { account } = useSession();
  const login = useDialogParam("login-command");
  return (
    <>
      <PageHeader
        title={t("app.nav.overview")}
        context={t("overview.context", { account: account.name })}
        actions={
          <Button icon={<Terminal size={15} aria-hidden />} onClick={login.open}>
            {t("app.top.loginCommand")}
          </Button>
        }
      />
      <EndingShares />
      <Steps />
      <Numbers />
      <div className={styles.columns}>
        <Usage />
        <div>
          <RecentActivity />
          <ByItself />
        </div>
      </div>
    </>
  );
}
