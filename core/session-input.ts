/** What `/api/session` takes; core/session.ts says what it answers. */
import { z } from "zod";
import type { SignIn } from "./session.ts";

export const signInSchema = z.object({
  account: z.string().min(1).max(64),
  user: z.string().min(1).max(64),
  password: z.string().min(1).max(1024),
}) satisfies z.ZodType<SignIn>;

export const changeSessionSchema = z.object({ project_id: z.string().min(1).max(64) });
