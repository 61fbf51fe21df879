const NAMES: Record<string, string> = { helm: "Helm", kubernetes: "Kubernetes" };

/** Clients are called by their own names in every language. */
export function clientName(client: string): string {
  return NAMES[client] ?? client;
}
