/**
 * Whoever has no right on an image is answered as if it were not there, by every operation and every route and scope of
 * the registry: whether others have grants on it, it is shared with others, or nobody may do anything with it.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cast, createCast, type ImageName, type Member, type Scene } from "./support/cast.ts";
import { type Row, rows } from "./support/matrix-rows.ts";

let cast: Cast;
let scene: Scene;
beforeAll(async () => {
  cast = await createCast();
  scene = await cast.lay();
});
afterAll(() => cast.service.close());

/** New with each answer, whatever it says. */
const OF_THE_REQUEST = ["x-request-id"];

/** Everything a client gets to see, with the image's name taken out. */
async function seen(row: Row, member: Member, image: ImageName) {
  const response = await row.ask({ cast, scene, member, image });
  const text = await response.text();
  const headers = [...response.headers].filter(([name]) => !OF_THE_REQUEST.includes(name));
  return JSON.stringify({ status: response.status, headers, text })
    .replaceAll(image, "image")
    .replace(/\\"request_id\\":\\"[^"]*\\"/, "");
}

/** Claims that reach `vault`, which is why only the other images are asked of them. */
const TO_VAULT = ["image manage", "image edit", "image read", "shared"];
/** And those that reach whatever is in the organization. */
const TO_ALL = ["administrator", "org manage", "org edit", "org read"];

test.each(rows.filter(({ isOfImage }) => isOfImage))("$group: $name", async (row) => {
  for (const member of cast.members.filter(
    ({ claim, image }) => image === "vault" && !TO_ALL.includes(claim),
  )) {
    const absent = await seen(row, member, "ghost");
    const hidden: ImageName[] = TO_VAULT.includes(member.claim) ? ["crypt"] : ["crypt", "vault"];
    for (const image of hidden) {
      expect([member.claim, image, await seen(row, member, image)]).toEqual([member.claim, image, absent]);
    }
  }
});
