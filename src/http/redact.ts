/** Hides secrets in every text that leaves the program. */
export interface Redactor {
  /** Remembers a secret: from now on it, its percent-encoded and its base64 form are hidden. */
  add(secret: string): void;
  /** The text without secrets, and without the credentials and signatures that addresses carry. */
  hide(text: string): string;
}

const HIDDEN = "***";
/** `https://user:password@host`. No scheme is longer, and a search without bounds takes ever longer in a long word. */
const USERINFO = /([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/@"'<>]+@/gi;
/**
 * Query members that hold a credential or a signature, by the names that forges and object stores use. A value ends at
 * a backslash: in JSON it belongs to the quote behind it.
 */
const SIGNED =
  /([?&](?:access_token|private_token|job_token|token|upload_token|signature|sig|awsaccesskeyid|x-amz-[a-z-]+|x-obs-[a-z-]+|x-cos-[a-z-]+|q-[a-z-]+|credential|key)=)[^&\s"'<>\\]+/gi;

/** An empty redactor; short texts (under four characters) are never taken for a secret. */
export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  return {
    add(secret) {
      for (const line of secret.split(/\r?\n/)) {
        const text = line.trim();
        if (text.length < 4) continue;
        secrets.add(text).add(encodeURIComponent(text)).add(Buffer.from(text).toString("base64"));
      }
    },
    hide(text) {
      let shown = text;
      // The longest first, so that no secret leaves its tail behind where another is its beginning.
      for (const secret of [...secrets].sort((a, b) => b.length - a.length)) shown = shown.replaceAll(secret, HIDDEN);
      return shown.replace(USERINFO, `$1${HIDDEN}@`).replace(SIGNED, `$1${HIDDEN}`);
    },
  };
}

/** An address fit for a message: origin and path, nothing else. */
export function withoutQuery(url: string | URL): string {
  const parsed = new URL(url);
  return parsed.origin + parsed.pathname;
}
