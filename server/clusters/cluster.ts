/** A Kubernetes cluster that triggers act on. */

/** How it is reached and who the service is there. */
export interface Connection {
  /** Of its API, without a slash at the end. */
  server: string;
  /** PEM, as are `cert` and `key`; without it the usual authorities count. */
  ca?: string;
  /** The name in its certificate, where that is not the server's host. */
  serverName?: string;
  token?: string;
  cert?: string;
  key?: string;
}

export interface Cluster {
  id: string;
  name: string;
  connection: Connection;
  /** It stands in the operator's own file (SWR_KUBECONFIG). */
  isOperators: boolean;
}
