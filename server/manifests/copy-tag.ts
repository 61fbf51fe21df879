/** A second tag for the manifest of a first one. */
import { rowsThenFiles } from "../content/rows-then-files.ts";
import type { ActorContext } from "../context.ts";
import type { ImageIdentity } from "./deletions.ts";
import { digestOfTag, refreshImage, upsertTag } from "./image-rows.ts";

export type CopyOutcome = "copied" | "no source" | "exists";

/** With `override`, a tag that is there moves; without, it is kept and the answer is `exists`. */
export async function copyTag(
  context: ActorContext,
  organizationName: string,
  image: ImageIdentity,
  { source, destination, override }: { source: string; destination: string; override: boolean },
): Promise<CopyOutcome> {
  const repository = `${organizationName}/${image.name}`;
  let outcome: CopyOutcome = "copied";
  await rowsThenFiles(context, async (context) => {
    const digest = await digestOfTag(context.db, image.id, source);
    if (digest === undefined) outcome = "no source";
    else if (!override && (await digestOfTag(context.db, image.id, destination)) !== undefined)
      outcome = "exists";
    if (digest === undefined || outcome !== "copied") return [];
    const time = context.clock().toISOString();
    const added = await upsertTag(context, image.id, destination, { digest, time });
    await refreshImage(context.db, image.id, { bytes: 0, tags: added }, time);
    return [{ repository, tag: destination, digest: null }];
  });
  return outcome;
}
