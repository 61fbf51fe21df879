/** The config of an image (OCI image specification 1.1): what runs, with what, and how it was built. */
import { z } from "zod";
import { platformName } from "./manifest.ts";

const words = z.string().catch("");
const list = z.array(z.string()).catch([]);
/** Sets are written as objects with empty values. */
const names = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform((set) => Object.keys(set));

const runSchema = z.object({
  User: words,
  WorkingDir: words,
  Entrypoint: list,
  Cmd: list,
  Env: list,
  ExposedPorts: names,
  Volumes: names,
  Labels: z.record(z.string(), words).catch({}),
  StopSignal: words,
});

const stepSchema = z.object({
  created: words,
  created_by: words,
  comment: words,
  empty_layer: z.boolean().catch(false),
});

const configSchema = z.object({
  os: words,
  architecture: words,
  variant: words,
  created: words,
  author: words,
  config: runSchema.optional().catch(undefined),
  history: z.array(stepSchema).catch([]),
});

export type Pair = readonly [name: string, value: string];

export interface Step {
  created: string;
  /** The command, without what the builder puts around it. */
  command: string;
  comment: string;
  /** Whether the step changed no file. */
  empty: boolean;
}

/** Texts are empty where the config does not say. */
export interface ImageConfig {
  platform: string;
  created: string;
  author: string;
  user: string;
  workdir: string;
  entrypoint: string[];
  cmd: string[];
  ports: string[];
  volumes: string[];
  stopSignal: string;
  env: Pair[];
  labels: Pair[];
  /** The oldest first. */
  history: Step[];
}

/** Undefined where the text is no config of an image. */
export function readConfig(text: string): ImageConfig | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = configSchema.safeParse(json).data;
  if (!parsed) return undefined;
  const run = parsed.config ?? runSchema.parse({});
  return {
    platform: platformName(parsed),
    created: parsed.created,
    author: parsed.author,
    user: run.User,
    workdir: run.WorkingDir,
    entrypoint: run.Entrypoint,
    cmd: run.Cmd,
    ports: run.ExposedPorts,
    volumes: run.Volumes,
    stopSignal: run.StopSignal,
    env: run.Env.map(splitEnv),
    labels: Object.entries(run.Labels),
    history: parsed.history.map((step) => ({
      created: step.created,
      command: commandOf(step.created_by),
      comment: step.comment,
      empty: step.empty_layer,
    })),
  };
}

function splitEnv(text: string): Pair {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** Docker wrote each step as a call of the shell, with `#(nop)` where nothing was run; BuildKit leaves a remark. */
function commandOf(text: string): string {
  return text
    .replace(/^\/bin\/sh -c #\(nop\)\s*/, "")
    .replace(/^\/bin\/sh -c /, "RUN ")
    .replace(/^RUN \/bin\/sh -c /, "RUN ")
    .replace(/\s*# buildkit$/, "")
    .trim();
}

/** The step that made each layer; all undefined where the history does not fit the layers. */
export function stepsOfLayers(history: readonly Step[], layers: number): (Step | undefined)[] {
  const made = history.filter((step) => !step.empty);
  return Array.from({ length: layers }, (_, at) => (made.length === layers ? made[at] : undefined));
}
