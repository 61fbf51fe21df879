/** Whom the guide shows the way: the clients, and a cluster, which pulls only. */
import { CLIENTS } from "../../lib/client-commands.ts";

export const GUIDE_CLIENTS = [...CLIENTS, "kubernetes"] as const;
export type GuideClient = (typeof GUIDE_CLIENTS)[number];
