import { useSearchParams } from "react-router-dom";

/** A dialog that can stand over any page has an address of its own: `?dialog=<name>`. */
export function useDialogParam(name: string): { isOpen: boolean; open: () => void; close: () => void } {
  const [params, setParams] = useSearchParams();
  // The address itself, as the last rendered parameters may be older and would undo a change since.
  const asked = () => new URLSearchParams(location.search);
  function open() {
    const next = asked();
    next.set("dialog", name);
    setParams(next);
  }
  function close() {
    const next = asked();
    // The browser tells late that its own dialog closed: another may be open by then.
    if (next.get("dialog") !== name) return;
    next.delete("dialog");
    setParams(next, { replace: true });
  }
  return { isOpen: params.get("dialog") === name, open, close };
}
