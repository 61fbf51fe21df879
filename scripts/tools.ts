/** The programs the tests drive. They come from the system: nothing is downloaded outside a package manager. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export interface Tool {
  name: string;
  /** Any of these on the PATH will do. */
  programs: string[];
  /** Debian packages that bring it; of several for one thing, the first that the release has. */
  packages: string[][];
}

const chromium: Tool = {
  name: "Chromium",
  // The first is the same engine without tabs and toolbars, which cost as much as many a page they would be around.
  programs: [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
  ],
  // The font is for the Chinese half of what is tested.
  packages: [["chromium-headless-shell", "chromium"], ["fonts-noto-cjk"]],
};
const skopeo: Tool = { name: "skopeo", programs: ["skopeo"], packages: [["skopeo"]] };
/** The client alone is enough, no engine has to run. Older releases have it only together with the engine. */
const docker: Tool = { name: "docker", programs: ["docker"], packages: [["docker-cli", "docker.io"]] };

/** CNCF distribution's engine, to show that it takes the data folder over. */
const distribution: Tool = {
  name: "docker-registry",
  programs: ["docker-registry"],
  packages: [["docker-registry"]],
};

const podman: Tool = { name: "podman", programs: ["podman"], packages: [["podman"]] };
const buildah: Tool = { name: "buildah", programs: ["buildah"], packages: [["buildah"]] };
/** Its own client comes with it. */
const containerd: Tool = { name: "containerd", programs: ["containerd"], packages: [["containerd"]] };

/** With what makes a certificate for it. */
export const nginx: Tool = { name: "nginx", programs: ["nginx"], packages: [["nginx"], ["openssl"]] };

export const firefox: Tool = {
  name: "Firefox",
  programs: ["firefox-esr", "firefox"],
  packages: [["firefox-esr", "firefox"]],
};
/** Its browser comes with it. */
export const webkit: Tool = {
  name: "WebKit",
  programs: ["WebKitWebDriver"],
  packages: [["webkit2gtk-driver"]],
};
/** The display that WebKit needs. */
export const xvfb: Tool = { name: "Xvfb", programs: ["Xvfb"], packages: [["xvfb"]] };

export const TOOLS: readonly Tool[] = [
  chromium,
  skopeo,
  docker,
  distribution,
  podman,
  buildah,
  containerd,
  nginx,
];

/** Browsers of the other engines, for the step `engines`. */
export const ENGINES: readonly Tool[] = [firefox, webkit, xvfb];

/** Path of the tool's program; undefined where it is not installed. */
export function findTool(tool: Tool): string | undefined {
  // Debian keeps daemons off the PATH of ordinary users.
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin"];
  return tool.programs
    .flatMap((program) => folders.map((folder) => join(folder, program)))
    .find(isExecutable);
}

export function findChromium(): string {
  const path = process.env.CHROMIUM ?? findTool(chromium);
  if (path === undefined) throw new Error("Chromium is not installed; `npm test` says how to get it");
  return path;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
