import { createSecretFinder } from "./finder";

/** Hides secrets in every text that leaves the program. */
export interface Redactor {
  /** Remembers a secret: from now on it is hidden, in every usual encoding and with invisible characters inside. */
  add(secret: string): void;
  /** The text without secrets, and without the credentials and signatures that addresses carry. */
  hide(text: string): string;
}

const HIDDEN = "***";
/** `https://user:password@host`. No scheme is longer, and a search without bounds takes ever longer in a long word. */
const USERINFO = /([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/"'<>]+@/gi;
/**
 * Query members that hold a credential or a signature, by the names that forges and object stores use. A value ends at
 * a backslash: in JSON it belongs to the quote behind it.
 */
const SIGNED =
  /([?&](?:access_token|private_token|job_token|token|upload_token|signature|sig|awsaccesskeyid|x-amz-[a-z-]+|x-obs-[a-z-]+|x-cos-[a-z-]+|q-[a-z-]+|credential|key)=)[^&\s"'<>\\]+/gi;

/** An empty redactor; short texts (under four characters) are never taken for a secret. */
export function createRedactor(): Redactor {
  const finder = createSecretFinder({ least: 4, cut: true });
  return {
    add: finder.add,
    hide(text) {
      let shown = "";
      let read = 0;
      for (const [start, end] of finder.find(text)) {
        shown += text.slice(read, start) + HIDDEN;
        read = end;
      }
      return (shown + text.slice(read)).replace(USERINFO, `$1${HIDDEN}@`).replace(SIGNED, `$1${HIDDEN}`);
    },
  };
}

/** An address fit for a message: origin and path, nothing else. */
export function withoutQuery(url: string | URL): string {
  const parsed = new URL(url);
  return parsed.origin + parsed.pathname;
}
