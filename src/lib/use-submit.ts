import { useState } from "react";

/** What a form sends: once at a time, and with its failure kept until it is sent again. */
export function useSubmit() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();

  /** Resolves to whether it was sent and went well. The form stays busy then: it is on its way out. */
  async function submit(send: () => Promise<void>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setFailure(undefined);
    try {
      await send();
      return true;
    } catch (error) {
      setFailure(error);
      setBusy(false);
      return false;
    }
  }

  return { busy, failure, forgetFailure: () => setFailure(undefined), submit };
}
