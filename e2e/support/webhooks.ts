/** Webhooks as the console's administrator would set them, and a receiver on this machine. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Webhook } from "../../core/console-operations/webhooks.ts";
import { SESSION_PATH } from "../../core/session.ts";
import { ADMINISTRATOR, type Service } from "./service.ts";

export interface Receiver {
  origin: string;
  close(): Promise<void>;
}

/** Answers with the status that the path begins with, `text`, and `header` in one of its headers. */
export async function startReceiver(text = "", header = "test"): Promise<Receiver> {
  const http = createServer(({ url = "" }, response) => {
    const status = Number(/^\/(\d{3})/.exec(url)?.[1] ?? 204);
    response.writeHead(status, { "Content-Type": "text/html", "X-Receiver": header }).end(text);
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  return {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    async close() {
      http.close().closeAllConnections();
      await once(http, "close");
    },
  };
}

interface Place {
  organization: string;
  image?: string;
}

/** On pushes of every tag. Sends a test event. Answers its id. */
export async function makeWebhook(
  { origin }: Service,
  { organization, image }: Place,
  { name, url }: { name: string; url: string },
): Promise<string> {
  const headers = { Origin: origin, "Content-Type": "application/json" };
  const post = async (path: string, body: object, cookie = "") => {
    const init = { method: "POST", headers: { ...headers, cookie }, body: JSON.stringify(body) };
    const answer = await fetch(origin + path, init);
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const session = await post(SESSION_PATH, ADMINISTRATOR);
  const cookie = session.headers.get("set-cookie")?.split(";")[0] ?? "";
  const place = { namespace: organization, ...(image !== undefined && { repository: image }) };
  const settings = { events: ["push"], condition_type: "all", condition: "", enabled: true };
  const made = await post("/api/webhooks", { ...place, name, url, ...settings }, cookie);
  const { webhook } = (await made.json()) as { webhook: Webhook };
  await post(`/api/webhooks/${webhook.id}/test`, {}, cookie);
  return webhook.id;
}
