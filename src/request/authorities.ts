import { type Authorities, CERTIFICATE } from "../http";
import type { Context } from "./context";
import { readTextFile } from "./notes/text-file";

/** Certificates of authorities in PEM form, beside Node's own; and what is wrong with the files that name them. */
export interface AuthoritiesRead {
  readonly read: readonly Authorities[];
  readonly problems: readonly string[];
}

/**
 * Reads the file of `ca_file`, `CI_SERVER_TLS_CA_FILE` or `SSL_CERT_FILE`, the first that is given; none where no file
 * is named, because then Node's own rules hold. Nothing of the files is shown or sent, so they may lie anywhere.
 */
export async function readAuthorities(at: Context): Promise<AuthoritiesRead> {
  const { inputs, env, entries } = at;
  const named = [
    { file: inputs.ca_file ?? "", source: entries.names.of("ca_file") },
    ...["CI_SERVER_TLS_CA_FILE", "SSL_CERT_FILE"].map((source) => ({ file: env[source] ?? "", source })),
  ].find(({ file }) => file !== "");
  if (named === undefined) return { read: [], problems: [] };
  // Node adds this one only where no authorities are named, so it is added here again. First, because of two
  // authorities of one name the first is taken, and this one is trusted by the machine.
  const extra = { file: env.NODE_EXTRA_CA_CERTS ?? "", source: "NODE_EXTRA_CA_CERTS" };
  const read = await Promise.all([extra, named].filter(({ file }) => file !== "").map((one) => readPem(one, at)));
  return {
    read: read.flatMap((one) => (typeof one === "string" ? [] : [one])),
    problems: read.filter((one) => typeof one === "string"),
  };
}

/** The certificates of a file; or what is wrong with it. */
async function readPem(
  { file, source }: { readonly file: string; readonly source: string },
  { folders, system }: Context,
): Promise<Authorities | string> {
  const read = await readTextFile(file, { base: folders.current, workspaces: [], system });
  const start = `${source}: the file of certificate authorities ${file}`;
  if ("refused" in read)
    return `${start} ${read.refused}. It has to be a PEM file that this job can read; \`openssl x509 -inform der -in FILE\` makes one of a DER file.`;
  // Node takes a file without any certificate in silence, and trusts nothing more than before.
  if (CERTIFICATE.test(read.text)) return { file, pem: read.text };
  return `${start} ${read.text.trim() === "" ? "is empty" : "holds no certificate in PEM form"}.`;
}
