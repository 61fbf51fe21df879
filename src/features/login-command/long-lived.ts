/** The long-lived login: computed here from an access key, whose secret never leaves the page. */
import { loadPart } from "../../lib/load-part.ts";

export interface AccessKey {
  access: string;
  secret: string;
}

export type FileProblem = "tooLarge" | "columns" | "noKey" | "incomplete";

/** Far more than such a file has: a larger one is some other file, and is not read. */
const MAX_FILE_BYTES = 64 * 1024;

const COLUMNS = ["User Name", "Access Key Id", "Secret Access Key"];

/** 64 lower-case hex digits: HMAC-SHA256 of the AK under the SK (SWR user guide, long-lived login). */
export async function loginKey({ access, secret }: AccessKey): Promise<string> {
  const [key, text] = [new TextEncoder().encode(secret), new TextEncoder().encode(access)];
  return hex(await hmacSha256(key, text));
}

async function hmacSha256(key: Uint8Array<ArrayBuffer>, text: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  // Browsers have no WebCrypto on plain HTTP.
  if (!globalThis.crypto?.subtle) {
    const [{ hmac }, { sha256 }] = await Promise.all([
      loadPart(() => import("@noble/hashes/hmac.js")),
      loadPart(() => import("@noble/hashes/sha2.js")),
    ]);
    return hmac(sha256, key, text);
  }
  const usable = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", usable, text));
}

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** An AK is put in the user's name of a command: letters and digits, as every cloud makes them. */
export const isAccessKeyId = (text: string) => /^[A-Za-z0-9_-]{1,128}$/.test(text);

/** `credentials.csv` as IAM hands it out. A file with several keys gives its first. */
export async function readCredentialsFile(file: File): Promise<AccessKey | FileProblem> {
  if (file.size > MAX_FILE_BYTES) return "tooLarge";
  return parseCredentials(await file.text());
}

export function parseCredentials(text: string): AccessKey | FileProblem {
  const [header, row] = parseCsv(text.replace(/^\uFEFF/, ""));
  const at = COLUMNS.map((column) =>
    header?.findIndex((name) => name.toLowerCase() === column.toLowerCase()),
  );
  if (at.some((position) => position === undefined || position < 0)) return "columns";
  if (!row) return "noKey";
  const [, access = "", secret = ""] = at.map((position) => row[position ?? -1]);
  return isAccessKeyId(access) && secret !== "" ? { access, secret } : "incomplete";
}

/** Rows of RFC 4180 that hold something; spaces around a field do not count. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  // A field, quoted or not, and what ends it.
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:[ \t]*"((?:[^"]|"")*)"[ \t]*|([^",\r\n]*))(,|\r?\n|$)/g,
  )) {
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain ?? "").trim());
    if (end === "") break;
    if (end !== ",") rows.push([]);
  }
  return rows.filter((row) => row.some((field) => field !== ""));
}
