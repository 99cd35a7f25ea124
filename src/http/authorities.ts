import { readFileSync, statSync } from "node:fs";
import { ConfigError } from "../errors";

/** A file of certificate authorities. */
export interface Authorities {
  readonly file: string;
  readonly pem: string;
}

/** Bytes; the authorities of the whole world take a quarter of one MiB. */
const LARGEST = 16 * 1024 * 1024;

/**
 * Certificates beside Node's own; none where no file is named, because then Node's own rules hold.
 *
 * @throws ConfigError for a file that cannot be read or holds no certificate in PEM form.
 */
export function authorities(at: {
  readonly caFile: string | undefined;
  /** NODE_EXTRA_CA_CERTS. */
  readonly extraCaFile: string | undefined;
}): Authorities[] {
  if (at.caFile === undefined) return [];
  return [
    ...(at.extraCaFile === undefined || at.extraCaFile === "" ? [] : [readPem(at.extraCaFile)]),
    readPem(at.caFile),
  ];
}

/** Whether Node can read the certificates. Loads its cryptography, so it is done when a connection is needed. */
export async function checkAuthorities(read: readonly Authorities[]): Promise<void> {
  if (read.length === 0) return;
  const { X509Certificate } = await import("node:crypto");
  for (const { file, pem } of read) {
    for (const [index, certificate] of (pem.match(CERTIFICATES) ?? []).entries()) {
      try {
        new X509Certificate(certificate);
      } catch (cause) {
        const said = `Node says: ${cause instanceof Error ? cause.message : String(cause)}.`;
        throw unfit(file, `certificate ${index + 1} in it is broken`, { said, cause });
      }
    }
  }
}

const CERTIFICATES = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[^-]*-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;

function readPem(file: string): Authorities {
  let pem: string;
  try {
    const about = statSync(file);
    // What is no file may never end, and nothing else is done while it is read.
    if (!about.isFile())
      throw unfit(file, `it is ${about.isDirectory() ? "a folder" : "a pipe or a device"}, not a file`);
    if (about.size > LARGEST) throw unfit(file, `it is ${about.size} bytes long, which no file of certificates is`);
    pem = readFileSync(file, "utf8");
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw unfit(file, "it cannot be read", {
      said: `${cause instanceof Error ? cause.message : String(cause)}.`,
      cause,
    });
  }
  // Node takes a file without any certificate in silence, and trusts nothing more than before.
  if (new RegExp(CERTIFICATES.source).test(pem)) return { file, pem };
  if (pem.trim() === "") throw unfit(file, "it is empty");
  throw unfit(
    file,
    `it holds no certificate in PEM form${pem.startsWith("0\ufffd") ? ", but perhaps one in DER form" : ""}`,
  );
}

function unfit(
  file: string,
  why: string,
  more: { readonly said?: string; readonly cause?: unknown } = {},
): ConfigError {
  return new ConfigError({
    what: `The file of certificate authorities ${file} cannot be used: ${why}.`,
    hint: "Set ca_file (or CI_SERVER_TLS_CA_FILE, SSL_CERT_FILE) to a PEM file that this job can read. `openssl x509 -inform der -in FILE` makes one of a DER file.",
    ...more,
  });
}
