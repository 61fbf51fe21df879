/** Accessories as the wire shows them. */
import { typeWithPredicate } from "../../core/artifact-types.ts";
import { digestHex } from "../../core/digest.ts";
import type { Accessory } from "../../core/operations/accessories.ts";
import type { ImageInOrganization } from "../images/find-image.ts";
import type { listAccessories } from "./service.ts";

type AccessoryRow = Awaited<ReturnType<typeof listAccessories>>["rows"][number];

/** Hex digits of the digest that a JSON number holds exactly. */
const ID_DIGITS = 13;

const NOTATION_SIGNATURE = "application/vnd.cncf.notary.signature";

export function presentAccessory(
  { organization, image }: ImageInOrganization,
  row: AccessoryRow,
  target: string,
): Accessory {
  return {
    // Manifests have no numeric id. No call takes this one, so it only has to stay the same.
    id: Number.parseInt(digestHex(row.digest).slice(0, ID_DIGITS), 16),
    domain_id: organization.account_id,
    namespace_name: organization.name,
    repo_name: image.name,
    // An accessory that names its subject may have no tag.
    sig_tag: row.tag ?? "",
    sig_digest: row.digest,
    target_digest: target,
    size: row.size,
    type: typeOf(row),
    created_at: row.created_at,
    updated_at: row.created_at,
  };
}

/**
 * The type in the reference's words, which has one for cosign's signatures only. What else cosign 2 attaches has an
 * image's config and is told by its tag; for cosign 3 the annotation tells it.
 */
function typeOf({ tag, artifact_type: type, annotations }: AccessoryRow): string {
  const kind = COSIGN_KINDS.find(([suffix]) => tag?.endsWith(suffix))?.[1];
  if (kind !== undefined) return kind;
  if (type === NOTATION_SIGNATURE) return "signature.notation";
  return typeWithPredicate(type ?? "", annotations === null ? {} : JSON.parse(annotations));
}

const COSIGN_KINDS = [
  [".sig", "signature.cosign"],
  [".att", "attestation.cosign"],
  [".sbom", "sbom.cosign"],
] as const;
