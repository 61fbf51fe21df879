/** What an artifact says of itself beside its media type. */

const BUNDLE = /^application\/vnd\.dev\.sigstore\.bundle/;
const PREDICATE = "dev.sigstore.bundle.predicateType";

/**
 * The artifact's type. Everything cosign 3 makes has the type of a Sigstore bundle; an annotation says what the bundle
 * holds, as a URI: a signature, an attestation, an SBOM. For anything else, its own type.
 */
export function typeWithPredicate(artifactType: string, annotations: Record<string, string>): string {
  const predicate = annotations[PREDICATE];
  return BUNDLE.test(artifactType) && predicate ? predicate : artifactType;
}
