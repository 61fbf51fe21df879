/** Kubernetes' side of pulling: the secret that holds a registry login, and who uses it. Strings in YAML are JSON's. */
import type { Credentials, Registry } from "./client-commands.ts";
import { shellQuote } from "./shell-quote.ts";

const SECRET_NAME = "swr-login";

/** Base64 of the secret's one value, `{"auths": …}` as docker keeps it. */
export function dockerConfigJson({ host }: Registry, { user, key }: Credentials): string {
  const auth = base64(`${user}:${key}`);
  return base64(JSON.stringify({ auths: { [host]: { username: user, password: key, auth } } }));
}

/** For `kubectl apply -f -`; holds the key. */
export function secretManifest(registry: Registry, credentials: Credentials): string {
  return `apiVersion: v1
kind: Secret
metadata:
  name: ${SECRET_NAME}
type: kubernetes.io/dockerconfigjson
data:
  .dockerconfigjson: ${dockerConfigJson(registry, credentials)}
`;
}

export function secretCommand({ host }: Registry, { user, key }: Credentials): string {
  const options = ["--docker-server", host, "--docker-username", user, "--docker-password", key];
  return `kubectl create secret docker-registry ${SECRET_NAME} ${options.map(shellQuote).join(" ")}`;
}

/** A pod that pulls `reference` with the secret. */
export function podManifest(reference: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  imagePullSecrets:
    - name: ${SECRET_NAME}
  containers:
    - name: app
      image: ${JSON.stringify(reference)}
`;
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
