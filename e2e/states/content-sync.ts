/** What a region, its test, its rules and its records look like, answered in the service's place: a copy would not stand still. */
import type { Page } from "@playwright/test";
import type { RegionEntry, RegionTest } from "../../core/console-operations/regions.ts";
import type { SyncRecord } from "../../core/console-operations/sync.ts";
import { REGION_NAME_MAX } from "../../core/limits.ts";
import { SYNC_STATES } from "../../core/operations/facts.ts";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import type { Content } from "./content.ts";

const LONG = "x".repeat(63);

export const REGION = {
  plain: "eu-west-1",
  operators: "of-the-operator",
  hostile: '<img src=x onerror=alert(1)> "Second site" \u202egnp.exe',
  /** Id and name are as long as they may be. */
  long: `n${"x".repeat(REGION_NAME_MAX - 1)}`,
} as const;

const REGIONS: RegionEntry[] = [
  region(REGION.operators, REGION.operators, { source: "operator" }),
  region(REGION.plain, "Frankfurt", { creator_name: "admin" }),
  region("hostile", REGION.hostile, { creator_name: `u${LONG.slice(1)}` }),
  region(`r${LONG}`, REGION.long, { registry: `https://${LONG}.${LONG}.example`, project: `p${LONG}` }),
];

function region(id: string, name: string, more: Partial<RegionEntry> = {}): RegionEntry {
  const registry = `https://registry.${id}.example`;
  return { id, name, source: "console", registry, api: registry, project: "local-1", ...more };
}

/** As much as the service keeps of what a region says. */
const HOSTILE_WORDS = HOSTILE_STRINGS.join(" ").slice(0, 500);

const WELL: RegionTest = {
  registry_failure: null,
  api_failure: null,
  organizations: [
    { name: "backup", level: 3 },
    { name: `o${LONG}`, level: 1 },
    { name: "theirs", level: 15 },
  ],
};

export const BADLY: RegionTest = {
  registry_failure: { reason: "unauthorized", detail: `401: ${HOSTILE_WORDS}` },
  api_failure: { reason: "tls", detail: "self-signed certificate in certificate chain" },
  organizations: null,
};

export const MANY = 50;
/** So many of them wait or run. */
export const UNDER_WAY = 15;
/** So many can be cancelled or retried. */
export const SELECTABLE = 36;
const MB = 1024 * 1024;
const MINUTE_MS = 60_000;

/** More of a record in that state than that it is in it. */
const OF_STATE: Record<SyncRecord["state"], Partial<SyncRecord>> = {
  waiting: {
    cause: "unreachable",
    detail: "connect ECONNREFUSED 192.0.2.1:443",
    attempt: 2,
    tag: `t${LONG}${LONG}x`,
  },
  running: {
    total_bytes: 2110 * MB,
    sent_bytes: 812 * MB,
    skipped_bytes: 94 * MB,
    speed: 11 * MB,
    kind: "manual",
  },
  success: { total_bytes: 141 * MB, sent_bytes: 67 * MB, skipped_bytes: 74 * MB },
  failed: {
    cause: "refused",
    detail: HOSTILE_WORDS,
    region_id: `r${LONG}`,
    remote_namespace: `o${LONG}`,
    attempt: 12,
  },
  timeout: {
    cause: "timeout",
    detail: "no byte for 5 minutes",
    total_bytes: 2110 * MB,
    sent_bytes: 812 * MB,
  },
  cancel: { creator_name: `u${LONG.slice(1)}`, kind: "manual" },
  existed: { cause: "tag_taken", detail: `sha256:${"b".repeat(64)}` },
};

/** One in every state, and as many times that as make `count`. */
function records({ organization, image, long }: Content, count: number): SyncRecord[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, nth): SyncRecord => {
    const state = SYNC_STATES[nth % SYNC_STATES.length] ?? "success";
    const at = new Date(now - nth * MINUTE_MS).toISOString();
    const isOver = state !== "waiting" && state !== "running";
    return {
      id: count - nth,
      namespace: state === "failed" ? long.organization : organization,
      repository: state === "failed" ? long.image : image,
      tag: `v${nth}`,
      tag_exists: state !== "cancel",
      digest: `sha256:${"a".repeat(64)}`,
      region_id: REGION.plain,
      remote_namespace: "backup",
      kind: "auto",
      override: false,
      state,
      cause: null,
      detail: "",
      attempt: 1,
      failed_tries: 0,
      next_try_at: null,
      total_bytes: 0,
      sent_bytes: 0,
      skipped_bytes: 0,
      speed: null,
      creator_name: "admin",
      created_at: at,
      started_at: state === "waiting" ? null : at,
      ended_at: isOver ? new Date(now - nth * MINUTE_MS + 14_000).toISOString() : null,
      ...OF_STATE[state],
    };
  });
}

interface Answers {
  count?: number;
  test?: RegionTest;
}

/** Those who ask about sync are answered with the above; what is written is not done. */
export async function answerSync(page: Page, content: Content, { count = 7, test = WELL }: Answers = {}) {
  const rules = [REGION.plain, `r${LONG}`].map((remoteRegionId, nth) => ({
    remoteRegionId,
    remoteNamespace: nth === 0 ? "backup" : `o${LONG}`,
    repoName: content.image,
    syncAuto: true,
    override: nth === 1,
    createdAt: "2026-01-02T03:04:05Z",
    updatedAt: "2026-01-02T03:04:05Z",
  }));
  const ofRegion = Array.from({ length: MANY }, (_, id) => ({
    id,
    namespace: content.organization,
    repository: id === 0 ? content.long.image : `image-${id}`,
    region_id: id === 0 ? `r${LONG}` : REGION.plain,
    remote_namespace: id === 0 ? `o${LONG}` : "backup",
    is_auto: true,
    override: false,
    creator_name: "admin",
    created_at: "2026-01-02T03:04:05Z",
    last_state: SYNC_STATES[id - 1] ?? null,
  }));
  const answers: [RegExp, unknown][] = [
    [/^\/api\/regions$/, { regions: REGIONS }],
    [/^\/api\/regions\/[^/]+\/test$/, test],
    [
      /sync-records$/,
      { total: count, records: records(content, count), ...(count === MANY && { next_marker: 1 }) },
    ],
    [/\/sync_repo$/, rules],
  ];
  for (const [path, json] of answers) {
    await page.route(
      ({ pathname }) => path.test(pathname),
      (route) => route.fulfill({ json }),
    );
  }
  await page.route(
    ({ pathname }) => pathname === "/api/sync-rules",
    (route) => {
      const query = new URL(route.request().url()).searchParams;
      const offset = Number(query.get("offset"));
      const rules = ofRegion.slice(offset, offset + Number(query.get("limit")));
      return route.fulfill({ json: { total: MANY, rules } });
    },
  );
}
