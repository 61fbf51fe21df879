import { type ReactNode, useState } from "react";
import { useT } from "../i18n/use-t.ts";
import { copyText } from "../lib/copy-text.ts";
import { CopyByHand } from "./CopyByHand.tsx";

type Text = string | (() => string | Promise<string>);

interface Copying {
  outcome: "none" | "done" | "failed";
  copy: (text: Text) => Promise<void>;
  /** Until the next copy nothing is said of the last. */
  forget: () => void;
  /** Stands beside the button: what came of it, and where the browser refused, the text to copy by hand. */
  result: ReactNode;
}

export function useCopy(): Copying {
  const t = useT();
  const [outcome, setOutcome] = useState<Copying["outcome"]>("none");
  const [refused, setRefused] = useState<string>();
  return {
    outcome,
    async copy(text) {
      const made = await make(text).catch(() => undefined);
      const done = made !== undefined && (await copyText(made));
      setOutcome(done ? "done" : "failed");
      setRefused(done ? undefined : made);
    },
    forget: () => setOutcome("none"),
    result: (
      <>
        {outcome !== "none" && (
          <span role="status" className="visually-hidden">
            {t(`common.copy.${outcome}`)}
          </span>
        )}
        {refused !== undefined && <CopyByHand text={refused} onClose={() => setRefused(undefined)} />}
      </>
    ),
  };
}

const make = async (text: Text) => (typeof text === "string" ? text : text());
