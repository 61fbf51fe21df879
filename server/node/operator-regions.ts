/** The regions of the operator's own file (SWR_REGIONS_FILE). It is read at the start, with the files it names. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { readInput } from "../read-input.ts";
import { CREDENTIAL, isAuthority, type Region, readOrigin } from "../regions/region.ts";
import { StartError } from "./start-error.ts";

const origin = z.string().transform((text, context) => {
  const read = readOrigin(text);
  if (read !== undefined) return read;
  context.addIssue("must be a host, or an http or https address without a path");
  return z.NEVER;
});
const credential = z.string().regex(CREDENTIAL, "must be letters, digits and signs other than a colon");

const regionsSchema = z.array(
  z.strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, "must be lower-case letters, digits and -"),
    name: z.string().min(1).optional(),
    registry: origin,
    api: origin.optional(),
    projectId: credential,
    accessKey: credential,
    secretKeyFile: z.string(),
    caFile: z.string().optional(),
  }),
);

/** Paths are of the file's own folder. What is wrong stops the start, by its place in the file and without a secret. */
export function readOperatorRegions(path: string | undefined): Region[] {
  if (path === undefined) return [];
  const beside = (file: string) => readText(resolve(dirname(path), file));
  const entries = readInput(regionsSchema, parseYaml(readText(path)), refused);
  const ids = entries.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw refused(`has two regions ${twice}`);
  return entries.map(({ id, name = id, registry, api, projectId, accessKey, secretKeyFile, caFile }) => {
    const secretKey = beside(secretKeyFile).trim();
    if (!CREDENTIAL.test(secretKey)) throw refused(`names a secretKeyFile without a key for ${id}`);
    const ca = caFile === undefined ? undefined : beside(caFile);
    if (ca !== undefined && !isAuthority(ca)) throw refused(`names a caFile without a certificate for ${id}`);
    return { id, name, registry, api, project: projectId, accessKey, secretKey, ca, isOperators: true };
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw refused(`cannot be read: ${path} (${(error as NodeJS.ErrnoException).code})`);
  }
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch {
    // The error's text quotes the file.
    throw refused("is no YAML");
  }
}

function refused(what: string): StartError {
  return new StartError(`SWR_REGIONS_FILE ${what}`);
}
