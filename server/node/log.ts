/** The log: one JSON object a line on stderr. stdout is left to what people read. */
import type { LogFields, Logger } from "../ports/logger.ts";

export function createLogger(write: (line: string) => void = writeToStderr): Logger {
  function line(level: string, message: string, fields: LogFields & { stack?: string | undefined }): void {
    write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
  }
  return {
    info: (message, fields = {}) => line("info", message, fields),
    error: (message, error, fields = {}) => line("error", message, { ...fields, stack: stackOf(error) }),
  };
}

function writeToStderr(text: string): void {
  process.stderr.write(text);
}

/** The stack with those of its causes. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
