import { useT } from "../i18n/use-t.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";

/** A bug of ours: the router caught what a page threw. Details go to the browser's console, not to the page. */
export function CrashedPage() {
  const t = useT();
  return (
    <Notice
      role="alert"
      heading="h1"
      title={t("app.crashed.title")}
      text={t("app.crashed.text")}
      action={<Button onClick={() => location.reload()}>{t("app.crashed.reload")}</Button>}
    />
  );
}
