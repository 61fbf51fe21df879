import { useSearchParams } from "react-router-dom";

/** A dialog that can stand over any page has an address of its own: `?dialog=<name>`. */
export function useDialogParam(name: string): { isOpen: boolean; open: () => void; close: () => void } {
  const [params, setParams] = useSearchParams();
  const set = (value: string | null) => {
    // From the address itself, as the last rendered parameters may be older and would undo a change since.
    const next = new URLSearchParams(location.search);
    if (value === null) next.delete("dialog");
    else next.set("dialog", value);
    setParams(next, { replace: value === null });
  };
  return { isOpen: params.get("dialog") === name, open: () => set(name), close: () => set(null) };
}
