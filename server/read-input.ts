/** The one reader of what comes from outside and has a schema. */
import type { z } from "zod";

/**
 * The value as its schema reads it, or what `refuse` makes of the first thing wrong. The text names the field and the
 * rule, never the value: that may be a password.
 */
export function readInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  refuse: (text: string, issue: z.core.$ZodIssue) => Error,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (!issue) throw result.error;
  throw refuse(`${issue.path.join(".")}: ${issue.message}`, issue);
}
