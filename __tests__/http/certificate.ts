import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** A self-signed certificate for some hosts, made with openssl. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const run = promisify(execFile);

/** @param hosts as openssl writes them: `DNS:ghe.example`, `IP:127.0.0.1` */
export async function selfSigned(hosts: readonly string[]): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), "forge-release-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const names = ["-subj", "/CN=forge-release test", "-addext", `subjectAltName=${hosts.join(",")}`];
  await run("openssl", ["req", ...kind, ...names, "-keyout", key, "-out", cert]);
  const made = { key: await readFile(key, "utf8"), cert: await readFile(cert, "utf8") };
  await rm(folder, { recursive: true });
  return made;
}
