/** What an artifact says of itself beside its media type. */

const BUNDLE = /^application\/vnd\.dev\.sigstore\.bundle/;
const PREDICATE = "dev.sigstore.bundle.predicateType";

/**
 * Of what cosign 3 makes all is a bundle of Sigstore; its annotation says what the bundle holds, as a URI: a signature, an
 * attestation, an SBOM. Of anything else its own type.
 */
export function typeWithPredicate(artifactType: string, annotations: Record<string, string>): string {
  const predicate = annotations[PREDICATE];
  return BUNDLE.test(artifactType) && predicate ? predicate : artifactType;
}
