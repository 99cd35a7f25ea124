import { errorCode } from "../disk/paths";

/** What another try will not mend: certificates, names, protocols, and proxies that refuse. */
const LASTING =
  /CERT|SELF_SIGNED|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|ERR_TLS|ERR_SSL|EPROTO|ENOTFOUND|ERR_INVALID|ERR_UNESCAPED|PROXY_4\d\d/;
/** A line that garbles a record of TLS is better the next time. */
const GARBLED = /BAD_RECORD_MAC|DECRYPTION_FAILED|UNEXPECTED_EOF/;
/** Heads of a length that is not read are HTTP. */
const NO_HTTP = /^HPE_(?!HEADER_OVERFLOW)/;

/**
 * Whether another try would end the same way. @param code see `codeOf`
 *
 * @param first whether the server has not answered in this run: what is no HTTP is an accident where it has spoken it.
 */
export function isLasting(code: string, first: boolean): boolean {
  return (LASTING.test(code) && !GARBLED.test(code)) || (first && NO_HTTP.test(code));
}

/** The word for what happened; of several addresses that were tried, the first one's. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return errorCode(error) || (error instanceof Error ? error.message : String(error));
}
