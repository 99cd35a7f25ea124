/** Reads one kind of value out of what a server sent. Throws `DecodeError` with the path of what is off. */
export type Decoder<T> = (value: unknown, path: string) => T;

/** The type a decoder reads. */
export type Decoded<D> = D extends Decoder<infer T> ? T : never;

/** A value is not what the API describes. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
}

function expected(words: string, value: unknown, path: string): DecodeError {
  const kind = value === undefined ? "missing" : `a ${typeof value}`;
  const found = value === null ? "null" : Array.isArray(value) ? "a list" : kind;
  return new DecodeError(`${path === "" ? "the answer" : `“${path.slice(1)}”`} should be ${words} and is ${found}`);
}

export const text: Decoder<string> = (value, path) => {
  if (typeof value === "string") return value;
  throw expected("a text", value, path);
};

export const number: Decoder<number> = (value, path) => {
  if (typeof value === "number") return value;
  throw expected("a number", value, path);
};

export const boolean: Decoder<boolean> = (value, path) => {
  if (typeof value === "boolean") return value;
  throw expected("true or false", value, path);
};

/** An id: a number or a text, as it came. */
export const id: Decoder<number | string> = (value, path) => {
  if (typeof value === "string" || typeof value === "number") return value;
  throw expected("a number or a text", value, path);
};

/** A member that may be absent or null. */
export function optional<T>(decoder: Decoder<T>): Decoder<T | undefined>;
export function optional<T>(decoder: Decoder<T>, fallback: T): Decoder<T>;
export function optional<T>(decoder: Decoder<T>, fallback?: T): Decoder<T | undefined> {
  return (value, path) => (value === undefined || value === null ? fallback : decoder(value, path));
}

/** A text that says something: an empty one is as good as none. */
export const filled: Decoder<string | undefined> = (value, path) =>
  value === "" ? undefined : optional(text)(value, path);

const YES: readonly unknown[] = [true, 1, "true", "1", "t", "yes"];
const NO: readonly unknown[] = [false, 0, "false", "0", "f", "no", ""];

/** Yes or no in any of the ways in which servers write it: `true`, `1`, `"False"`. */
export const flag: Decoder<boolean> = (value, path) => {
  const word = typeof value === "string" ? value.toLowerCase() : value;
  if (YES.includes(word)) return true;
  if (NO.includes(word)) return false;
  throw expected("true or false", value, path);
};

/** A count from zero on: a number, or its digits as a text. */
export const count: Decoder<number> = (value, path) => {
  const read = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof read === "number" && read >= 0) return read;
  throw expected("a number", value, path);
};

/** An id that counts: a number, or digits; those of more than a number holds stay a text. */
export const counted: Decoder<number | string> = (value, path) => {
  if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value);
  if (typeof value === "string" && /^\d{1,40}$/.test(value))
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  throw expected("a number", value, path);
};

/** Words of people: a title such as `1.0` may come as a number. */
export const words: Decoder<string> = (value, path) => (typeof value === "number" ? String(value) : text(value, path));

/** A member on which nothing depends: `fallback` for whatever the decoder does not read. */
export function loose<T>(decoder: Decoder<T>): Decoder<T | undefined>;
export function loose<T>(decoder: Decoder<T>, fallback: T): Decoder<T>;
export function loose<T>(decoder: Decoder<T>, fallback?: T): Decoder<T | undefined> {
  // Most of what is missing is just absent, and an error for each entry of a long list takes its time.
  return (value) => (value === undefined || value === null ? fallback : (attemptDecode(decoder, value) ?? fallback));
}

export function list<T>(decoder: Decoder<T>): Decoder<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw expected("a list", value, path);
    return value.map((entry: unknown, index) => decoder(entry, `${path}.${index}`));
  };
}

/** An object of which only the named members are looked at: forges add members all the time. */
export function record<Members extends Readonly<Record<string, Decoder<unknown>>>>(
  members: Members,
): Decoder<{ readonly [Name in keyof Members]: Decoded<Members[Name]> }> {
  return (value, path) => {
    if (!isObject(value)) throw expected("an object", value, path);
    const read: Record<string, unknown> = {};
    for (const [name, decoder] of Object.entries(members)) read[name] = decoder(value[name], `${path}.${name}`);
    if (!isComplete(read, members)) throw expected("an object", value, path);
    return read;
  };
}

/**
 * An entry of a list that may be long and of which few are wanted whole: the others are read without the members that
 * weigh.
 */
export function sparing<T>(
  decoder: Decoder<T>,
  at: { readonly heavy: readonly string[]; readonly whole: (entry: Readonly<Record<string, unknown>>) => boolean },
): Decoder<T> {
  return (value, path) => {
    if (!isObject(value) || at.whole(value)) return decoder(value, path);
    return decoder(Object.fromEntries(Object.entries(value).filter(([name]) => !at.heavy.includes(name))), path);
  };
}

/** Takes the first decoder that reads the value. */
export function either<A, B>(first: Decoder<A>, second: Decoder<B>): Decoder<A | B> {
  return (value, path) => {
    try {
      return first(value, path);
    } catch {
      return second(value, path);
    }
  };
}

/** The value, or `undefined` where it is of another kind. */
export function attemptDecode<T>(decoder: Decoder<T>, value: unknown): T | undefined {
  try {
    return decoder(value, "");
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every member has gone through its own decoder, which is what its type says. */
function isComplete<Members extends Readonly<Record<string, Decoder<unknown>>>>(
  read: Readonly<Record<string, unknown>>,
  members: Members,
): read is { readonly [Name in keyof Members]: Decoded<Members[Name]> } {
  return Object.keys(members).every((name) => name in read);
}
