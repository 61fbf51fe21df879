/** Who is told of the demo's webhooks. They answer in the page, each in its own way. */
import type { Outbound, OutboundAnswer } from "../server/ports/outbound.ts";

export const RECEIVERS = {
  ci: "https://ci.example.com/hooks/registry",
  chat: "https://chat.example.com/rooms/releases?token=demo",
  inventory: "http://inventory.corp.example.com:8080/events",
  retired: "https://deploy-old.example.com/hook",
} as const;

const answerOf = (status: number, type: string, text: string): OutboundAnswer => ({
  status,
  headers: new Headers({ "content-type": type, date: new Date().toUTCString(), server: "nginx" }),
  text,
});

const ANSWERS: Record<string, () => OutboundAnswer> = {
  [RECEIVERS.ci]: () => answerOf(202, "application/json", '{"pipeline":48213,"queued":true}'),
  [RECEIVERS.chat]: () =>
    answerOf(503, "text/html", "<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>"),
  [RECEIVERS.inventory]: () => answerOf(204, "text/plain", ""),
  [RECEIVERS.retired]: () => answerOf(410, "text/plain", "This deployer has been shut down."),
};

/** Everything else is for `others`. */
export function withReceivers(others: Outbound): Outbound {
  return async (request) => ANSWERS[request.url]?.() ?? (await others(request));
}
