/** Runs a program of the system to its end. */
import { execFile } from "node:child_process";

export interface Finished {
  code: number;
  /** What it wrote, both streams one after the other. */
  output: string;
}

export function run(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
  input = "",
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      if (error && typeof error.code !== "number") reject(error);
      else resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
    // A program that has ended already reads nothing, which is its right.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}

/** Fails, with what the program said, unless it ends well. Answers what it wrote. */
export async function mustRun(program: string, ...args: string[]): Promise<string> {
  const { code, output } = await run(program, args);
  if (code !== 0) throw new Error(`${program} ${args.join(" ")}\n${output}`);
  return output;
}

/** Without an engine docker signs in by itself; the folder keeps it off the configuration of whoever runs this. */
export function dockerEnv(folder: string): Record<string, string> {
  return { DOCKER_CONFIG: folder, DOCKER_HOST: "unix:///nonexistent.sock" };
}
