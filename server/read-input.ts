/** The one function that reads input by a schema. */
import type { z } from "zod";

/**
 * The value as the schema reads it. Throws what `refuse` makes of the first problem. The text names the field and the
 * rule, never the value, which may be a password.
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
