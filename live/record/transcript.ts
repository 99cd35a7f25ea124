/** What a program and a server said to each other, without secrets: a file that the sandbox can be held against. */
export interface Transcript {
  readonly forge: string;
  readonly software: string;
  readonly repository: string;
  /** Commit of the default branch while it was recorded. */
  readonly head: string;
  readonly steps: readonly Step[];
}

/** In the order in which the answers came. */
export type Step = { readonly tag: string } | Exchange;

export interface Exchange {
  readonly method: string;
  /** As sent, with its query; addresses of the server's origins begin with `{web}`, `{api}` or `{uploads}`. */
  readonly url: string;
  /** Whose token came along. */
  readonly token: "own" | "other" | "none";
  readonly request: Body;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly response: Body;
}

/** JSON as it is; of anything else its type and its size, and of a form its parts. */
export type Body =
  | undefined
  | { readonly json: unknown }
  | { readonly type: string; readonly bytes: number; readonly parts?: readonly Part[] };

export interface Part {
  readonly name: string;
  readonly file: string | undefined;
}

/** Headers that say something about the protocol. */
const TELLING =
  /^(content-type|link|location|retry-after|x-total-count|x-total|x-page|x-next-page|total_count|total_page)$/;

export function tellingHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => TELLING.test(name)));
}

/** Members that say who somebody is, and nothing about a release. */
const PERSONAL = new Set(["email", "last_login", "avatar_url", "gravatar_id", "ip", "signature", "payload"]);

/** @param hide takes secrets and addresses out of a text */
export function bodyOf(type: string, content: Uint8Array, hide: (text: string) => string): Body {
  if (content.length === 0) return undefined;
  const text = Buffer.from(content).toString("utf8");
  if (/\bjson\b/.test(type)) {
    try {
      const json: unknown = JSON.parse(hide(text), (key, value: unknown) =>
        PERSONAL.has(key) && typeof value === "string" ? "" : value,
      );
      return { json };
    } catch {
      // A body that only claims to be JSON is told by its size.
    }
  }
  const short = type.replace(/;.*/s, "");
  if (short !== "multipart/form-data") return { type: short, bytes: content.length };
  const parts = [...text.matchAll(/content-disposition: form-data; name="([^"]*)"(?:; filename="([^"]*)")?/gi)];
  return {
    type: short,
    bytes: content.length,
    parts: parts.map(([, name = "", file]) => ({ name, file })),
  };
}
