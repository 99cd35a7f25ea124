import { isGiven, type Given } from "./given";

interface Types {
  readonly string: string;
  readonly boolean: boolean;
  readonly integer: number;
  readonly object: Given;
  /** ISO. */
  readonly time: string;
  readonly strings: readonly string[];
  readonly integers: readonly number[];
}

/** Type of a member, or the texts that are allowed. */
export type Kind = keyof Types | readonly string[];

/** Member -> type; undefined = one that this version does not know. */
export type Table = Readonly<Record<string, Kind | undefined>>;

type Value<K> = K extends readonly (infer Word)[] ? Word : K extends keyof Types ? Types[K] : never;

/** The members of a table that were given. */
export type Fields<T> = { readonly [N in keyof T]?: Value<T[N]> | undefined };
export type WithRequired<T, N extends keyof T> = Fields<T> & { readonly [M in N]: Value<T[M]> };

/** How values are read, by their types: undefined = it is none. */
export interface Reader {
  /** Null is the same as a member that was not sent. */
  readonly nullIsNothing: boolean;
  readonly types: Readonly<Partial<Record<keyof Types, (value: unknown) => unknown>>>;
}

/** JSON as it is: "true" is no boolean. */
export const STRICT: Reader = {
  nullIsNothing: false,
  types: {
    string: (value) => (typeof value === "string" ? value : undefined),
    boolean: (value) => (typeof value === "boolean" ? value : undefined),
    integer: (value) => (Number.isSafeInteger(value) ? value : undefined),
    object: (value) => (isGiven(value) ? value : undefined),
  },
};

/** Text or JSON, taken for what it may mean. */
export const COERCED: Reader = {
  nullIsNothing: true,
  types: {
    string: (value) => (typeof value === "string" || typeof value === "number" ? String(value) : undefined),
    integer: (value) => (/^-?\d+$/.test(String(value)) ? Number(value) : undefined),
    boolean: (value) => ({ true: true, false: false })[String(value)],
    object: (value) => (isGiven(value) ? value : undefined),
  },
};

/** A member that is not what the table says; of another type, or none of the texts that are allowed. */
export interface Wrong {
  readonly name: string;
  readonly value: unknown;
  readonly kind: Kind;
  readonly listed: boolean;
}

/** What of the table was given. @param reader how this forge reads it */
export function readTable<T extends Table>(given: Given, table: T, { types, nullIsNothing }: Reader) {
  const fields: Record<string, unknown> = {};
  const wrong: Wrong[] = [];
  for (const [name, kind] of Object.entries(table)) {
    const value = given[name];
    if (kind === undefined || value === undefined || (value === null && nullIsNothing)) continue;
    const read = types[typeof kind === "string" ? kind : "string"]?.(value);
    const listed = read !== undefined && typeof kind !== "string" && !(typeof read === "string" && kind.includes(read));
    if (read === undefined || listed) wrong.push({ name, value, kind, listed });
    else fields[name] = read;
  }
  return { fields: fields as Fields<T>, wrong };
}
