import { useT } from "../i18n/use-t.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";

interface NothingMatchesProps {
  title: string;
  text: string;
  onClear: () => void;
}

/** A list that is empty for its filters alone: the one next action is to clear them. */
export function NothingMatches({ title, text, onClear }: NothingMatchesProps) {
  const t = useT();
  return <Notice title={title} text={text} action={<Button onClick={onClear}>{t("common.clear")}</Button>} />;
}
