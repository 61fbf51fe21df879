/** The company of the demo: what it builds, on what, and how it names its versions. Sizes are in MB, compressed. */
import type { Category } from "../core/editions.ts";

/** Layers that many images share. */
export const BASES = {
  alpine: { layers: [3.5], user: "root" },
  debian: { layers: [48.5], user: "root" },
  node: { layers: [48.5, 24.1, 1.3], user: "node" },
  python: { layers: [48.5, 16.3, 3.2], user: "root" },
  java: { layers: [29.7, 162.4, 0.2], user: "app" },
  cuda: { layers: [29.7, 4.6, 56.8, 1209.3, 688.9], user: "root" },
  scratch: { layers: [], user: "65532" },
} as const;

export interface SeedImage {
  name: string;
  base: keyof typeof BASES;
  /** Layers of its own, made anew with every tag. */
  layers: number[];
  /** The oldest first. */
  tags: string[];
  category: Category;
  command: string;
  isPublic?: true;
  /** Pushed for two platforms under one tag. */
  multiPlatform?: true;
}

/** `1.4.0` … `1.4.{count - 1}` and `latest`. */
const patches = (minor: string, count: number) => [
  ...Array.from({ length: count }, (_, patch) => `${minor}.${patch}`),
  "latest",
];

const daily = (count: number) =>
  Array.from({ length: count }, (_, day) => `2026.03.${String(day + 1).padStart(2, "0")}-${3000 + day * 7}`);

const app = { category: "app_server", base: "java" } as const;
const web = { category: "framework_app", base: "node" } as const;
const tool = { category: "linux", base: "scratch" } as const;

export const ORGANIZATIONS: Record<string, SeedImage[]> = {
  "base-images": [
    {
      name: "alpine",
      base: "alpine",
      layers: [],
      tags: ["3.21", "3.22", "3.23"],
      category: "linux",
      command: "/bin/sh",
      isPublic: true,
      multiPlatform: true,
    },
    {
      name: "debian",
      base: "debian",
      layers: [],
      tags: ["12", "13", "13-slim"],
      category: "linux",
      command: "bash",
      isPublic: true,
      multiPlatform: true,
    },
    {
      name: "node",
      base: "node",
      layers: [],
      tags: ["22", "24", "24-slim"],
      category: "lang",
      command: "node",
      isPublic: true,
      multiPlatform: true,
    },
    {
      name: "openjdk",
      base: "java",
      layers: [],
      tags: ["17-jre", "21-jre", "25-jre"],
      category: "lang",
      command: "jshell",
      isPublic: true,
    },
    {
      name: "python",
      base: "python",
      layers: [],
      tags: ["3.12", "3.13", "3.14"],
      category: "lang",
      command: "python3",
      isPublic: true,
    },
  ],
  "data-platform": [
    {
      name: "airflow",
      base: "python",
      layers: [214.8, 12.4, 0.8],
      tags: patches("3.1", 4),
      category: "framework_app",
      command: "airflow standalone",
    },
    {
      name: "clickhouse",
      base: "debian",
      layers: [187.2, 0.1],
      tags: ["25.3", "25.8", "26.2"],
      category: "database",
      command: "clickhouse-server",
    },
    {
      name: "etl/orders",
      base: "python",
      layers: [61.3, 1.9],
      tags: daily(12),
      category: "other",
      command: "python -m orders",
    },
    {
      name: "etl/inventory",
      base: "python",
      layers: [58.8, 1.2],
      tags: daily(9),
      category: "other",
      command: "python -m inventory",
    },
    {
      name: "schema-registry",
      ...app,
      layers: [88.1, 0.3],
      tags: patches("7.9", 3),
      command: "schema-registry-start",
    },
  ],
  edge: [
    {
      name: "gateway",
      ...tool,
      layers: [18.7],
      tags: patches("2.11", 9),
      command: "/gateway",
      multiPlatform: true,
    },
    {
      name: "otel-collector",
      ...tool,
      layers: [72.4],
      tags: patches("0.140", 3),
      command: "/otelcol",
      multiPlatform: true,
    },
    { name: "rate-limiter", ...tool, layers: [9.2], tags: patches("1.3", 5), command: "/rate-limiter" },
    { name: "cert-renewer", ...tool, layers: [12.9], tags: ["0.9.1", "0.9.2"], command: "/renew" },
  ],
  "ml-lab": [
    {
      name: "notebook",
      base: "cuda",
      layers: [842.5, 31.7],
      tags: ["2026-01", "2026-02", "2026-03"],
      category: "other",
      command: "jupyter lab",
    },
    {
      name: "recommender/train",
      base: "cuda",
      layers: [911.4, 4.2],
      tags: daily(6),
      category: "other",
      command: "python train.py",
    },
    {
      name: "recommender/serve",
      base: "python",
      layers: [388.6, 2.7],
      tags: patches("4.0", 5),
      category: "app_server",
      command: "python serve.py",
    },
    {
      name: "feature-store",
      ...app,
      layers: [71.9],
      tags: patches("1.8", 3),
      command: "java -jar feature-store.jar",
    },
  ],
  payments: [
    {
      name: "checkout-api",
      ...app,
      layers: [68.3, 0.9],
      tags: patches("5.12", 14),
      command: "java -jar checkout.jar",
    },
    { name: "ledger", ...app, layers: [54.6, 0.7], tags: patches("3.4", 8), command: "java -jar ledger.jar" },
    {
      name: "fraud-score",
      base: "python",
      layers: [143.2, 3.1],
      tags: patches("2.2", 6),
      category: "app_server",
      command: "uvicorn fraud:app",
    },
    { name: "settlement-job", ...app, layers: [49.8], tags: daily(10), command: "java -jar settlement.jar" },
    {
      name: "postgres",
      base: "debian",
      layers: [98.4, 0.1],
      tags: ["16.9", "17.5", "18.1"],
      category: "database",
      command: "postgres",
    },
    { name: "migrations", ...tool, layers: [14.2], tags: patches("5.12", 6), command: "/migrate up" },
  ],
  storefront: [
    {
      name: "web",
      ...web,
      layers: [38.2, 11.6, 0.4],
      tags: patches("8.3", 16),
      command: "node server.js",
      multiPlatform: true,
    },
    { name: "admin", ...web, layers: [29.4, 7.8], tags: patches("2.7", 7), command: "node server.js" },
    {
      name: "search",
      ...app,
      layers: [132.5, 0.6],
      tags: patches("1.19", 5),
      command: "java -jar search.jar",
    },
    {
      name: "image-resizer",
      ...tool,
      layers: [21.3],
      tags: patches("0.14", 4),
      command: "/resizer",
      isPublic: true,
      multiPlatform: true,
    },
    { name: "cart", ...web, layers: [22.7, 3.3], tags: patches("4.1", 11), command: "node cart.js" },
    {
      name: "redis",
      base: "alpine",
      layers: [12.1],
      tags: ["7.4", "8.0", "8.2"],
      category: "database",
      command: "redis-server",
      isPublic: true,
    },
  ],
};

/** Other accounts, each with its organizations. */
export const PARTNERS: Record<string, Record<string, SeedImage[]>> = {
  northwind: {
    "northwind-maps": [
      { name: "tiles", ...tool, layers: [312.4], tags: patches("6.2", 4), command: "/tiles" },
      {
        name: "geocoder",
        ...app,
        layers: [94.2, 1.1],
        tags: patches("2.0", 3),
        command: "java -jar geo.jar",
      },
      { name: "routing/engine", ...tool, layers: [48.9], tags: ["1.0.0"], command: "/routing" },
    ],
  },
  contoso: {
    "contoso-tools": [
      { name: "signer", ...tool, layers: [11.6], tags: patches("0.8", 2), command: "/signer" },
    ],
  },
};
