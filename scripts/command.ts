/** What the commands for operators share: arguments, and errors in one line. */
import { existsSync, readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { StartError } from "../server/node/start-error.ts";

export interface Arguments {
  positionals: string[];
  options: Set<string>;
}

/** Exactly `count` arguments beside the options, or the usage is the error. */
export function argumentsOrUsage(usage: string, count: number, optionNames: string[] = []): Arguments {
  try {
    const options = Object.fromEntries(optionNames.map((name) => [name, { type: "boolean" } as const]));
    const { positionals, values } = parseArgs({ options, allowPositionals: true });
    if (positionals.length === count) return { positionals, options: new Set(Object.keys(values)) };
  } catch {
    // An option that is not known.
  }
  throw new StartError(`usage: ${usage}`);
}

export function mustExist(path: string, otherwise: string): void {
  if (!existsSync(path)) throw new StartError(otherwise);
}

/** A folder that is not there yet is empty too. */
export function mustBeEmpty(folder: string, otherwise: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new StartError(otherwise);
}

export async function reportingErrors(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof StartError ? `swr-console: ${error.message}` : error);
    process.exitCode = 1;
  }
}
