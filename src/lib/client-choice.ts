/** The client that a person works with, kept in this browser: every command on any page comes for it first. */
import { useSyncExternalStore } from "react";

const STORAGE_KEY = "swr.client";
const listeners = new Set<() => void>();

export function rememberClient(client: string): void {
  localStorage.setItem(STORAGE_KEY, client);
  for (const listener of listeners) listener();
}

/** The first of those offered where the remembered one is not among them. */
export function useRememberedClient<Offered extends string>(
  offered: readonly [Offered, ...Offered[]],
): Offered {
  const remembered = useSyncExternalStore(subscribe, () => localStorage.getItem(STORAGE_KEY));
  return offered.find((client) => client === remembered) ?? offered[0];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
