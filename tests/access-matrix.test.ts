/**
 * Every operation and every route and scope of the registry, asked by everybody with another claim to an image:
 * access-matrix.md has the answers. Who adds an operation finds it there, and reads what each is answered.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { SWR_CODES } from "../core/error-codes.ts";
import { type Cast, createCast, type Member, type Scene } from "./support/cast.ts";
import { type Row, rows } from "./support/matrix-rows.ts";

const INTRODUCTION = `# Who is answered what

The claims are to \`team/vault\`, a private image: a grant of that level on its organization or on the image, or a share
with the account; those of the columns "public" are to \`team/plaza\`, a public one. A success is its status, with "shows"
where a list has the image; a refusal is its status and what it is about, where the status does not say it all.
\`tests/access-matrix.test.ts\` asks all of it; after a change, \`npx vitest run tests/access-matrix.test.ts -u\` writes what
is answered, to be read before it is kept.
`;

/** A password is one's own, and that blob is not there: of all others somebody may do it, or the request is none. */
const NEVER = ["KeystoneUpdateUserPassword", "DELETE blobs/{digest}"];

let cast: Cast;
let scene: Scene;
beforeAll(async () => {
  cast = await createCast();
  scene = await cast.lay();
});
afterAll(() => cast.service.close());

const nameOfCode = new Map(Object.entries(SWR_CODES).map(([name, code]) => [String(code), name]));

function shortName(name: string): string {
  return name.replace(/(.)(Forbidden|NotFound)$/, "$1").replace("organization", "org");
}

async function tellAnswer(response: Response, { isOfImage }: Row, { image }: Member): Promise<string> {
  const { status } = response;
  const text = await response.text();
  if (response.headers.has("x-granted")) return text;
  if (response.ok)
    return !isOfImage && new RegExp(`["/]${image}"`).test(text) ? `${status} shows` : `${status}`;
  const [, code, registryCode] =
    /"error_code":"SVCSTG\.SWR\.(\d+)|"errors":\[\{"code":"(\w+)/.exec(text) ?? [];
  if (status === 401 || registryCode === "DENIED") return `${status}`;
  const word = code === undefined ? (registryCode ?? "") : shortName(nameOfCode.get(code) ?? code);
  return `${status} ${word}`.trimEnd();
}

async function answersTo(row: Row): Promise<string[]> {
  const answers: string[] = [];
  let succeeded = false;
  for (const member of cast.members) {
    const response = await row.ask({ cast, scene, member, image: member.image });
    answers.push(await tellAnswer(response, row, member));
    succeeded ||= response.ok;
    if (row.changes === "by success" && response.ok) scene = await cast.lay();
  }
  if (row.changes === "always") scene = await cast.lay();
  expect([row.name, succeeded]).toEqual([row.name, !NEVER.includes(row.name)]);
  return answers;
}

/** As the formatter has it. */
function tableOf(group: string, lines: string[][]): string {
  const all = [["", ...cast.members.map(({ claim }) => claim)], ...lines];
  const widths = all[0]?.map((_, at) => Math.max(3, ...all.map((line) => line[at]?.length ?? 0))) ?? [];
  const tell = (line: string[]) => `| ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const rule = tell(widths.map((width) => "-".repeat(width)));
  const [heading = "", ...others] = all.map(tell);
  return [`\n## ${group}\n`, heading, rule, ...others, ""].join("\n");
}

test("everybody is answered what the table says", async () => {
  let text = INTRODUCTION;
  for (const group of new Set(rows.map((row) => row.group))) {
    const lines: string[][] = [];
    for (const row of rows.filter((row) => row.group === group)) {
      lines.push([row.name, ...(await answersTo(row))]);
    }
    text += tableOf(group, lines);
  }
  await expect(text).toMatchFileSnapshot("access-matrix.md");
});
