/**
 * `npm run account -- …`: makes, lists, disables, enables and renames accounts. The service may run meanwhile: SQLite lets
 * the two take turns, and the next request finds what changed.
 */
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import type { z } from "zod";
import { needsMigration } from "../server/db/migrate.ts";
import {
  createAccount,
  disableAccount,
  enableAccount,
  listAccounts,
  renameAccount,
} from "../server/identity/accounts.ts";
import { nameSchema, passwordSchema, readConfig } from "../server/node/config.ts";
import { DATABASE_FILE } from "../server/node/data-folder.ts";
import { createPasswordHasher, makeUpPassword } from "../server/node/passwords.ts";
import { openSqlite } from "../server/node/sqlite.ts";
import { StartError } from "../server/node/start-error.ts";
import { readInput } from "../server/read-input.ts";
import { mustExist, reportingErrors } from "./command.ts";

const USAGE = `usage: npm run account -- create NAME [--user USER]   (password: first line of standard input, or made up)
       npm run account -- list
       npm run account -- disable NAME [--keep-public]
       npm run account -- enable NAME
       npm run account -- rename NAME NEW_NAME`;

type Db = ReturnType<typeof openSqlite>;

interface Command {
  /** How many names it takes. */
  names: 0 | 1 | 2;
  option?: "user" | "keep-public";
  run(db: Db, names: string[], options: Options): Promise<void>;
}

type Options = ReturnType<typeof readArguments>["options"];

const COMMANDS: Record<string, Command> = {
  create: { names: 1, option: "user", run: create },
  list: { names: 0, run: list },
  disable: { names: 1, option: "keep-public", run: disable },
  enable: { names: 1, run: enable },
  rename: { names: 2, run: rename },
};

await reportingErrors(async () => {
  const { command, names, options } = readArguments();
  const { dataDir } = readConfig(process.env);
  const file = join(dataDir, DATABASE_FILE);
  mustExist(file, "SWR_DATA_DIR holds no data of the service: start it once");
  const db = openSqlite(file);
  try {
    if (await needsMigration(db))
      throw new StartError("the tables are of an older release: start the service once");
    await command.run(db, names, options);
  } finally {
    await db.destroy();
  }
});

function readArguments() {
  try {
    const { positionals, values: options } = parseArgs({
      options: { user: { type: "string" }, "keep-public": { type: "boolean" } },
      allowPositionals: true,
    });
    const [word = "", ...names] = positionals;
    const command = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
    const fits = Object.keys(options).every((option) => option === command?.option);
    if (command && fits && names.length === command.names) return { command, names, options };
  } catch {
    // An option that is not known.
  }
  throw new StartError(USAGE);
}

async function create(db: Db, [name = ""]: string[], { user = "admin" }: Options): Promise<void> {
  const account = read(nameSchema, name, "the account's name");
  const administrator = read(nameSchema, user, "the user's name");
  const typed = process.stdin.isTTY ? undefined : read(passwordSchema, await firstLine(), "the password");
  const password = typed ?? makeUpPassword();
  const clock = () => new Date();
  const config = readConfig(process.env).service;
  const needs = { db, clock, config, passwords: createPasswordHasher() };
  if (!(await createAccount(needs, { account, user: administrator, password }))) throw taken(account);
  console.log(`Made the account ${account} with its administrator ${administrator}.`);
  if (typed === undefined) console.log(`Password, not shown again: ${password}`);
}

async function list(db: Db): Promise<void> {
  const rows = (await listAccounts({ db })).map((account) => [
    account.name,
    account.enabled ? "enabled" : account.keeps_public_images ? "disabled, public images kept" : "disabled",
    `${account.users} users`,
    `${account.organizations} organizations`,
    account.created_at,
  ]);
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of rows) console.log(row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  "));
}

async function disable(db: Db, [name = ""]: string[], options: Options): Promise<void> {
  const keepsPublicImages = options["keep-public"] ?? false;
  if (!(await disableAccount({ db }, name, { keepsPublicImages }))) throw unknown(name);
  const images = keepsPublicImages ? "stay public" : "are out of reach, too";
  console.log(`Disabled the account ${name}: nobody of it can do anything, its public images ${images}.`);
}

async function enable(db: Db, [name = ""]: string[]): Promise<void> {
  if (!(await enableAccount({ db }, name))) throw unknown(name);
  console.log(`Enabled the account ${name}.`);
}

async function rename(db: Db, [name = "", newName = ""]: string[]): Promise<void> {
  read(nameSchema, newName, "the new name");
  const outcome = await renameAccount({ db }, name, newName);
  if (outcome === "unknown") throw unknown(name);
  if (outcome === "taken") throw taken(newName);
  console.log(`Renamed the account ${name} to ${newName}: its users sign in with that from now on.`);
}

function read(schema: z.ZodType<string>, value: string, what: string): string {
  return readInput(schema, value, (_, { message }) => new StartError(`${what} ${message}`));
}

function unknown(name: string): StartError {
  return new StartError(`there is no account ${name}`);
}

function taken(name: string): StartError {
  return new StartError(`the name ${name} is taken by another account`);
}

/** Empty where there is none. */
async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  const [line = ""] = await Promise.race([once(lines, "line"), once(lines, "close")]);
  lines.close();
  return line;
}
