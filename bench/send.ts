import { type Agent, request } from "node:http";
import type { Running } from "./processes.ts";

/** One request over the agent's connections; fetch would be slower than what it measures. Answers the headers. */
export function send(
  { origin, headers }: Running,
  agent: Agent,
  method: string,
  path: string,
  body: string,
  more: Record<string, string> = {},
): Promise<Record<string, string>> {
  const { promise, resolve, reject } = Promise.withResolvers<Record<string, string>>();
  const options = {
    method,
    agent,
    headers: { ...headers, ...more, "content-length": String(Buffer.byteLength(body)) },
  };
  const outgoing = request(new URL(path, origin), options, (answer) => {
    answer.resume();
    answer.on("end", () => {
      if ((answer.statusCode ?? 500) < 300) resolve(answer.headers as Record<string, string>);
      else reject(new Error(`${method} ${path}: ${answer.statusCode}`));
    });
    answer.on("error", reject);
  });
  outgoing.on("error", reject);
  outgoing.end(body);
  return promise;
}
