import { useState } from "react";
import type { SyncTarget } from "../../resources/sync.ts";
import { useWrite } from "../use-write.ts";
import { isTarget } from "./targets.ts";

interface TargetForm {
  /** Proposed: that of the images here. */
  organization: string;
  /** Whether it may be this target, beyond what its fields say; it may where this is not given. */
  accepts?: (target: SyncTarget) => boolean;
  write: (target: SyncTarget) => Promise<void>;
}

/** What every form that copies images holds: `form` is for FormDrawer, `fields` for TargetFields. */
export function useTargetForm({ organization, accepts = () => true, write }: TargetForm) {
  const [target, setTarget] = useState<SyncTarget>({ region: "", organization, override: false });
  const [tried, setTried] = useState(false);
  const { loading, error, forgetError, send } = useWrite(() => write(target));
  return {
    form: {
      loading,
      submitError: error,
      onSubmit() {
        setTried(true);
        if (isTarget(target) && accepts(target)) send();
      },
    },
    fields: {
      target,
      tried,
      onChange(next: SyncTarget) {
        setTarget(next);
        forgetError();
      },
    },
  };
}
