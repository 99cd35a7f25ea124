import { ConfigError } from "../../errors";

/** A file of certificate authorities, and what it holds. */
export interface Authorities {
  readonly file: string;
  readonly pem: string;
}

export const CERTIFICATE =
  /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[^-]*-----END (?:X509 |TRUSTED )?CERTIFICATE-----/;

/**
 * Whether Node can read the certificates. Loads its cryptography, so it is done when a connection is needed.
 *
 * @throws ConfigError for a broken one.
 */
export async function checkAuthorities(read: readonly Authorities[]): Promise<void> {
  if (read.length === 0) return;
  const { X509Certificate } = await import("node:crypto");
  for (const { file, pem } of read) {
    for (const [index, certificate] of (pem.match(new RegExp(CERTIFICATE, "g")) ?? []).entries()) {
      try {
        new X509Certificate(certificate);
      } catch (cause) {
        throw new ConfigError({
          what: `The file of certificate authorities ${file} cannot be used: certificate ${index + 1} in it is broken.`,
          said: `Node says: ${cause instanceof Error ? cause.message : String(cause)}.`,
          hint: "Set ca_file (or CI_SERVER_TLS_CA_FILE, SSL_CERT_FILE) to a PEM file of whole certificates.",
          cause,
        });
      }
    }
  }
}
