import { Link } from "react-router-dom";
import { useT } from "../i18n/use-t.ts";
import { paths } from "../paths.ts";
import { Notice } from "../ui/Notice.tsx";

export function NotFoundPage() {
  const t = useT();
  return (
    <Notice
      heading="h1"
      title={t("app.notFound.title")}
      text={t("app.notFound.text")}
      action={<Link to={paths.images}>{t("app.notFound.back")}</Link>}
    />
  );
}
