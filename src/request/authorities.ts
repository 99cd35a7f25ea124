import type { Env } from "../ci/ci";
import { type Authorities, CERTIFICATE } from "../http";
import type { Inputs } from "./inputs";
import type { Names } from "./names";
import { type System, readTextFile } from "./text-file";

/** Certificates of authorities in PEM form, beside Node's own; and what is wrong with the files that name them. */
export interface AuthoritiesRead {
  readonly read: readonly Authorities[];
  readonly problems: readonly string[];
}

/**
 * Reads the file of `ca_file`, `CI_SERVER_TLS_CA_FILE` or `SSL_CERT_FILE`, the first that is given; none where no file
 * is named, because then Node's own rules hold. Nothing of the files is shown or sent, so they may lie anywhere.
 */
export async function readAuthorities(at: {
  readonly inputs: Pick<Inputs, "ca_file">;
  readonly env: Env;
  /** Absolute. */
  readonly folder: string;
  readonly names: Names;
  readonly system: System;
}): Promise<AuthoritiesRead> {
  const { inputs, env, names, folder, system } = at;
  const named = [
    { file: inputs.ca_file ?? "", source: names.of("ca_file") },
    ...["CI_SERVER_TLS_CA_FILE", "SSL_CERT_FILE"].map((source) => ({ file: env[source] ?? "", source })),
  ].find(({ file }) => file !== "");
  if (named === undefined) return { read: [], problems: [] };
  // Node adds this one only where no authorities are named, so it is added here again.
  const extra = { file: env.NODE_EXTRA_CA_CERTS ?? "", source: "NODE_EXTRA_CA_CERTS" };
  // First, because of two authorities of one name the first is taken, and this one is trusted by the machine.
  const files = [...(extra.file === "" ? [] : [extra]), named];
  const read = await Promise.all(files.map((one) => readPem(one, { base: folder, workspaces: [], system })));
  return {
    read: read.flatMap((one) => ("pem" in one ? [one] : [])),
    problems: read.flatMap((one) => ("problem" in one ? [one.problem] : [])),
  };
}

async function readPem(
  { file, source }: { readonly file: string; readonly source: string },
  reading: Parameters<typeof readTextFile>[1],
): Promise<Authorities | { readonly problem: string }> {
  const read = await readTextFile(file, reading);
  const start = `${source}: the file of certificate authorities ${file}`;
  if ("refused" in read)
    return {
      problem: `${start} ${read.refused}. It has to be a PEM file that this job can read; \`openssl x509 -inform der -in FILE\` makes one of a DER file.`,
    };
  // Node takes a file without any certificate in silence, and trusts nothing more than before.
  if (CERTIFICATE.test(read.text)) return { file, pem: read.text };
  return { problem: `${start} ${read.text.trim() === "" ? "is empty" : "holds no certificate in PEM form"}.` };
}
