/** Accessories as the wire shows them. */
import type { Selectable } from "kysely";
import { digestHex } from "../../core/digest.ts";
import type { Accessory } from "../../core/operations/accessories.ts";
import type { Database } from "../db/schema.ts";
import type { ImageInOrganization } from "../images/find-image.ts";

type AccessoryRow = Selectable<Database["manifests"]> & { tag: string | null };

/** Bits of the digest that a number of JSON holds exactly, in hex digits. */
const ID_DIGITS = 13;

const NOTATION_SIGNATURE = "application/vnd.cncf.notary.signature";

export function presentAccessory(
  { organization, image }: ImageInOrganization,
  row: AccessoryRow,
  target: string,
): Accessory {
  return {
    // Manifests have no numbers, and no call takes this one: it only has to stay the same.
    id: Number.parseInt(digestHex(row.digest).slice(0, ID_DIGITS), 16),
    domain_id: organization.account_id,
    namespace_name: organization.name,
    repo_name: image.name,
    // Accessories that name their subject need no tag.
    sig_tag: row.tag ?? "",
    sig_digest: row.digest,
    target_digest: target,
    size: row.size,
    type: typeOf(row),
    created_at: row.created_at,
    updated_at: row.created_at,
  };
}

/** What the content says it is; the reference has a word for the signatures of cosign only. */
function typeOf({ tag, content }: AccessoryRow): string {
  if (tag?.endsWith(".sig")) return "signature.cosign";
  // Checked when it was pushed.
  const { artifactType, config } = JSON.parse(content) as {
    artifactType?: string;
    config?: { mediaType: string };
  };
  const type = artifactType ?? config?.mediaType ?? "";
  return type === NOTATION_SIGNATURE ? "signature.notation" : type;
}
