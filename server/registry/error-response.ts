import { REGISTRY_ERROR_STATUS, type RegistryError } from "../errors.ts";

/** Clients take an address that answers with it for a registry; a console's page would not. */
export const API_VERSION_HEADER = { "Docker-Distribution-Api-Version": "registry/2.0" } as const;

/** The error body of the OCI distribution specification. */
export function registryErrorResponse({ code, message, detail, headers }: RegistryError): Response {
  return Response.json(
    { errors: [{ code, message, ...(detail && { detail }) }] },
    { status: REGISTRY_ERROR_STATUS[code], headers: { ...API_VERSION_HEADER, ...headers } },
  );
}
