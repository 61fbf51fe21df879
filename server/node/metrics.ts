/** Metrics for Prometheus (text format 0.0.4), counted at the HTTP server, so that no route has to take part. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Upper bounds in seconds: from a lookup in the tables to a layer over a slow line. */
const BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120, 600];

export interface Metrics {
  /** To be called as a request comes in. */
  observe(incoming: IncomingMessage, outgoing: ServerResponse): void;
  answer(): Promise<Response>;
}

interface Traffic {
  received: number;
  sent: number;
}

/** `gauges` are read with each answer; their names are those of the metrics. */
export function createMetrics(gauges: () => Promise<Record<string, number>>): Metrics {
  const requests = new Map<string, number>();
  const durations = new Map<string, { counts: number[]; sum: number }>();
  const bytes: Traffic = { received: 0, sent: 0 };
  /** Bytes already counted of a connection, which may carry many requests. */
  const counted = new WeakMap<Socket, Traffic>();
  let uploads = 0;

  function record(area: string, status: number, seconds: number): void {
    const labels = `area="${area}",status="${status}"`;
    requests.set(labels, (requests.get(labels) ?? 0) + 1);
    const duration = durations.get(area) ?? { counts: [...BUCKETS, 0].map(() => 0), sum: 0 };
    durations.set(area, duration);
    const bucket = BUCKETS.findIndex((bound) => seconds <= bound);
    const at = bucket === -1 ? BUCKETS.length : bucket;
    duration.counts[at] = (duration.counts[at] ?? 0) + 1;
    duration.sum += seconds;
  }

  function recordTraffic({ socket }: IncomingMessage): void {
    const before = counted.get(socket) ?? { received: 0, sent: 0 };
    const now = { received: socket.bytesRead, sent: socket.bytesWritten };
    bytes.received += now.received - before.received;
    bytes.sent += now.sent - before.sent;
    counted.set(socket, now);
  }

  return {
    observe(incoming, outgoing) {
      const start = performance.now();
      const { method = "", url = "" } = incoming;
      const area = areaOf(url);
      const isUpload =
        area === "registry" && url.includes("/blobs/uploads/") && /^P(ATCH|OST|UT)$/.test(method);
      if (isUpload) uploads += 1;
      outgoing.once("close", () => {
        if (isUpload) uploads -= 1;
        // Where the client hung up there is no status; nginx calls it 499.
        record(area, outgoing.headersSent ? outgoing.statusCode : 499, (performance.now() - start) / 1000);
        recordTraffic(incoming);
      });
    },
    async answer() {
      const lines = [
        "# TYPE swr_http_requests_total counter",
        ...[...requests].map(([labels, count]) => `swr_http_requests_total{${labels}} ${count}`),
        "# TYPE swr_http_request_duration_seconds histogram",
        ...[...durations].flatMap(([area, { counts, sum }]) => histogram(area, counts, sum)),
        "# TYPE swr_http_bytes_total counter",
        `swr_http_bytes_total{direction="received"} ${bytes.received}`,
        `swr_http_bytes_total{direction="sent"} ${bytes.sent}`,
        "# TYPE swr_uploads_running gauge",
        `swr_uploads_running ${uploads}`,
        ...Object.entries(await gauges()).map(([name, value]) => `${name} ${value}`),
      ];
      const headers = { "content-type": "text/plain; version=0.0.4; charset=utf-8" };
      return new Response(`${lines.join("\n")}\n`, { headers });
    },
  };
}

function histogram(area: string, counts: number[], sum: number): string[] {
  const name = "swr_http_request_duration_seconds";
  let total = 0;
  const buckets = counts.map((count, at) => {
    total += count;
    return `${name}_bucket{area="${area}",le="${BUCKETS[at] ?? "+Inf"}"} ${total}`;
  });
  return [...buckets, `${name}_sum{area="${area}"} ${sum}`, `${name}_count{area="${area}"} ${total}`];
}

/** Few areas on purpose: each makes a series of its own. What the console alone asks counts as management. */
function areaOf(url: string): string {
  if (/^\/(api\/(session|iam)|v3(?!\/manage))([/?]|$)/.test(url)) return "identity";
  if (/^\/(v[23]\/manage|dockyard|api(?!\/registry))([/?]|$)/.test(url)) return "manage";
  return /^\/(v2|api\/registry|swr)([/?]|$)/.test(url) ? "registry" : "pages";
}
