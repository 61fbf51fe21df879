import type { Handlers } from "../operations.ts";
import { search } from "./service.ts";

export const searchHandlers = {
  async Search(context, { query }) {
    return { value: await search(context, query.q) };
  },
} satisfies Handlers;
