/** Two tags of an image side by side. The address says which, and of indexes which platform. */
import { ArrowLeftRight } from "lucide-react";
import { useParams, useSearchParams } from "react-router-dom";
import { BackLink } from "../../components/BackLink.tsx";
import { imageAt } from "../../components/image/image-tab.ts";
import { useT } from "../../i18n/use-t.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Comparison } from "./Comparison.tsx";
import styles from "./compare.module.css";
import { TagSelect } from "./TagSelect.tsx";

export function Component() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const ref = imageAt(useParams());
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
      <BackLink mono to={paths.image(ref.organization, ref.image)}>
        {name}
      </BackLink>
      <PageHeader title={t("compare.title")} context={t("compare.context")} />
      <div className={styles.chosen}>
        <TagSelect {...ref} label={t("compare.from")} value={from} onChange={(tag) => set({ from: tag })} />
        <Button
          aria-label={t("compare.swap")}
          title={t("compare.swap")}
          icon={<ArrowLeftRight size={15} aria-hidden />}
          disabled={from === "" && to === ""}
          onClick={() => set({ from: to, to: from })}
        />
        <TagSelect {...ref} label={t("compare.to")} value={to} onChange={(tag) => set({ to: tag })} />
      </div>
      {from === "" || to === "" ? (
        <Notice title={t("compare.choose.title")} text={t("compare.choose.text")} />
      ) : (
        <Comparison {...ref} {...{ from, to, platform }} onPlatform={(one) => set({ platform: one })} />
      )}
    </>
  );
}
