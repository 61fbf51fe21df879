/** For tests of the commands that clients are told: the logins that are asked for, and what is copied. */
import { screen } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { serve } from "./console.tsx";

type Service = Parameters<typeof serve>[0];

/** A key is 64 hexadecimal digits. */
export const KEY = /[0-9a-f]{64}/;

/** Answers as the service does, and keeps the urls of the logins that were asked for. */
export function serveLogins(answer: Service) {
  const logins: string[] = [];
  serve((request) => {
    if (request.url.includes("/utils/secret")) logins.push(request.url);
    return answer(request);
  });
  return logins;
}

/** The commands of the chosen client as they are copied, by what they are. */
export async function copied(user: UserEvent, ...names: ("login" | "pull" | "tag" | "push")[]) {
  const commands: string[] = [];
  for (const name of names) {
    await user.click(await screen.findByRole("button", { name: `Copy ${name} command` }));
    commands.push(await navigator.clipboard.readText());
  }
  return commands;
}

export const withoutKeys = (commands: string[]) => commands.map((command) => command.replace(KEY, "KEY"));

export async function chooseVersion(user: UserEvent, version: string) {
  const field = await screen.findByRole("textbox", { name: "Tag" });
  await user.clear(field);
  await user.type(field, version);
}
