/** Two tags of an image side by side. The address says which, and of indexes which platform. */
import { ArrowLeftRight } from "lucide-react";
import { useParams, useSearchParams } from "react-router-dom";
import { imageNameFromUrl } from "../../../../core/names.ts";
import { BackLink } from "../../../components/BackLink.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { paths } from "../../../paths.ts";
import { Button } from "../../../ui/Button.tsx";
import { Notice } from "../../../ui/Notice.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import images from "../images.module.css";
import { Comparison } from "./Comparison.tsx";
import styles from "./compare.module.css";
import { TagSelect } from "./TagSelect.tsx";

export function Component() {
  const t = useT();
  const params = useParams();
  const [search, setSearch] = useSearchParams();
  const ref = { organization: params.organization ?? "", image: imageNameFromUrl(params.image ?? "") };
  const from = search.get("from") ?? "";
  const to = search.get("to") ?? "";
  const platform = search.get("platform") ?? "";
  const name = `${ref.organization}/${ref.image}`;

  const set = (changes: Record<string, string>) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      for (const [key, value] of Object.entries(changes)) {
        if (value === "") next.delete(key);
        else next.set(key, value);
      }
      return next;
    });

  return (
    <>
      <BackLink to={paths.image(ref.organization, ref.image)}>
        <span className={images.crumb}>{name}</span>
      </BackLink>
      <PageHeader title={t("images.compare.title")} context={t("images.compare.context")} />
      <div className={styles.chosen}>
        <TagSelect
          {...ref}
          label={t("images.compare.from")}
          value={from}
          onChange={(tag) => set({ from: tag })}
        />
        <Button
          aria-label={t("images.compare.swap")}
          title={t("images.compare.swap")}
          icon={<ArrowLeftRight size={15} aria-hidden />}
          disabled={from === "" && to === ""}
          onClick={() => set({ from: to, to: from })}
        />
        <TagSelect {...ref} label={t("images.compare.to")} value={to} onChange={(tag) => set({ to: tag })} />
      </div>
      {from === "" || to === "" ? (
        <Notice title={t("images.compare.choose.title")} text={t("images.compare.choose.text")} />
      ) : (
        <Comparison {...ref} {...{ from, to, platform }} onPlatform={(one) => set({ platform: one })} />
      )}
    </>
  );
}
