import type { Handlers } from "../operations.ts";
import { showGettingStarted } from "./service.ts";

export const gettingStartedHandlers = {
  async ShowGettingStarted(context) {
    return { value: await showGettingStarted(context) };
  },
} satisfies Handlers;
