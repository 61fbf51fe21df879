/** Which steps of getting started the account has really taken. */
import { z } from "zod";
import { operation } from "../operations/define.ts";

/** `deploy`: something was pulled. */
const gettingStartedSchema = z.object({
  organization: z.boolean(),
  login: z.boolean(),
  push: z.boolean(),
  deploy: z.boolean(),
});

export type GettingStarted = z.infer<typeof gettingStartedSchema>;

export const gettingStartedOperations = {
  ShowGettingStarted: operation({
    group: "Console",
    summary: "Show the steps of getting started",
    method: "GET",
    path: "/api/getting-started",
    response: gettingStartedSchema,
    success: 200,
  }),
};
