/**
 * Every state the console is looked at in, in groups of one viewer each. What is new in the console, a page, a dialog or
 * a menu, is added to one of the lists, and nowhere else.
 */
import { dialogs } from "./dialogs.ts";
import { governance } from "./governance.ts";
import { longNames } from "./long-names.ts";
import { menus } from "./menus.ts";
import { newcomer, nobody, reader } from "./others.ts";
import { pages } from "./pages.ts";
import { permissions } from "./permissions.ts";
import { reach } from "./reach.ts";
import { sharing } from "./sharing.ts";
import type { State, World } from "./state.ts";
import { sync } from "./sync.ts";
import { triggers } from "./triggers.ts";
import { failing, loading, sessionEnded } from "./troubles.ts";
import { uploads } from "./uploads.ts";
import { users } from "./users.ts";
import { webhooks } from "./webhooks.ts";

export type Viewer = "administrator" | "newcomer" | "reader" | "nobody";

export interface Group {
  name: string;
  viewer: Viewer;
  states: (world: World) => State[];
  /** The pages, the frame and the menus, of which each width has its own: every day both are visited. */
  differsByWidth?: true;
}

export const GROUPS: readonly Group[] = [
  { name: "pages", viewer: "administrator", states: pages, differsByWidth: true },
  { name: "dialogs", viewer: "administrator", states: dialogs },
  { name: "permissions", viewer: "administrator", states: permissions },
  { name: "sharing", viewer: "administrator", states: sharing },
  { name: "governance", viewer: "administrator", states: governance },
  { name: "sync and regions", viewer: "administrator", states: sync },
  { name: "reach and quotas", viewer: "administrator", states: reach },
  { name: "triggers and clusters", viewer: "administrator", states: triggers },
  { name: "webhooks", viewer: "administrator", states: webhooks },
  { name: "menus", viewer: "administrator", states: menus, differsByWidth: true },
  { name: "loading", viewer: "administrator", states: loading },
  { name: "failures", viewer: "administrator", states: failing },
  { name: "uploads", viewer: "administrator", states: uploads },
  { name: "users", viewer: "administrator", states: users },
  { name: "long names", viewer: "administrator", states: longNames },
  { name: "an ended session", viewer: "administrator", states: sessionEnded },
  { name: "what a newcomer sees", viewer: "newcomer", states: newcomer },
  { name: "what a reader sees", viewer: "reader", states: reader },
  { name: "what somebody not signed in sees", viewer: "nobody", states: nobody, differsByWidth: true },
];
