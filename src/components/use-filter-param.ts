import { useSearchParams } from "react-router-dom";

/** One filter in the address, where there is no list with pages around it (use-list-params.ts). Empty: none. */
export function useFilterParam(name: string): [value: string, set: (value: string) => void] {
  const [params, setParams] = useSearchParams();
  function set(value: string): void {
    const next = new URLSearchParams(location.search);
    if (value === "") next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  }
  return [params.get(name) ?? "", set];
}
