export type LogFields = Record<string, string | number | boolean | undefined>;

/** Structured logging. Fields never hold a secret. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  error(message: string, error: unknown, fields?: LogFields): void;
}
