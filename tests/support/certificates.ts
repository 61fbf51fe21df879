/** An authority of the test's own, with a certificate for `localhost` and one for a client. Takes openssl. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** PEM. */
interface Certificate {
  cert: string;
  key: string;
}

export interface Certificates {
  ca: string;
  server: Certificate;
  client: Certificate;
}

export async function makeCertificates(): Promise<Certificates> {
  const folder = await mkdtemp(join(tmpdir(), "swr-tls-"));
  const openssl = (...words: string[]) => run("openssl", words, { cwd: folder });
  const read = (file: string) => readFile(join(folder, file), "utf8");
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  async function signed(name: string, extensions: string): Promise<Certificate> {
    await writeFile(join(folder, `${name}.ext`), extensions);
    await openssl("req", ...newKey, "-subj", `/CN=${name}`, "-keyout", `${name}.key`, "-out", `${name}.csr`);
    const by = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2"];
    await openssl(
      "x509",
      "-req",
      "-in",
      `${name}.csr`,
      ...by,
      "-extfile",
      `${name}.ext`,
      "-out",
      `${name}.crt`,
    );
    return { cert: await read(`${name}.crt`), key: await read(`${name}.key`) };
  }
  try {
    await openssl(
      "req",
      "-x509",
      ...newKey,
      "-subj",
      "/CN=test ca",
      "-days",
      "2",
      "-keyout",
      "ca.key",
      "-out",
      "ca.crt",
    );
    return {
      ca: await read("ca.crt"),
      server: await signed("localhost", "subjectAltName=DNS:localhost,IP:127.0.0.1\n"),
      client: await signed("deployer", "extendedKeyUsage=clientAuth\n"),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
