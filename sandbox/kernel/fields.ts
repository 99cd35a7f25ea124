import type { Exchange } from "./exchange";

/** Members of a JSON or form body. */
export type Given = Readonly<Record<string, unknown>>;

export const isGiven = (value: unknown): value is Given =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isForm = ({ headers }: Pick<Exchange, "headers">): boolean =>
  /x-www-form-urlencoded/i.test(headers["content-type"] ?? "");

export const isJson = ({ headers }: Pick<Exchange, "headers">): boolean => /json/i.test(headers["content-type"] ?? "");

/** The object of a JSON body; none for an empty body. @returns undefined for anything else */
export async function jsonOf({ body, record }: Exchange): Promise<Given | undefined> {
  if ((await body.text()).trim() === "") return {};
  return isGiven(record.json) ? record.json : undefined;
}

export const formOf = async ({ body }: Exchange): Promise<Given> =>
  Object.fromEntries(new URLSearchParams(await body.text()));

/** A member of a table of what is left open: the default, and what else can be asked for. */
export const either = <const T extends readonly unknown[]>(...words: T): T[number] => words[0];

/** What was given of these, and the rest as it is by default. */
export const withDefaults = <T extends object>(
  defaults: T,
  given: { readonly [N in keyof T]?: T[N] | undefined },
): T => ({
  ...defaults,
  ...Object.fromEntries(Object.entries(given).filter(([name, value]) => name in defaults && value !== undefined)),
});

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

/** What can be written of a release on GitHub and on the servers that took its API over. */
export const WRITTEN = {
  ...({ tag_name: "string", target_commitish: "string", name: "string", body: "string" } as const),
  ...({ draft: "boolean", prerelease: "boolean" } as const),
};

/** The same under the names that a release has them by here. */
export const asWritten = <F extends Fields<typeof WRITTEN>>({ tag_name, target_commitish, ...rest }: F) => ({
  ...{ tagName: tag_name, target: target_commitish },
  ...rest,
});

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

interface Complaint {
  readonly name: string;
  readonly what: "missing" | "invalid" | "empty";
}

/** The same in the order of the table. @param wanted `required` members must be more than blanks, but for the one named `blank` */
export function readInOrder<T extends Table, N extends keyof T & string = never>(
  given: Given,
  table: T,
  wanted: { readonly reader: Reader; readonly required: readonly N[]; readonly blank?: N | undefined },
) {
  const { fields, wrong } = readTable(given, table, wanted.reader);
  const complaints = Object.keys(table).flatMap((name): Complaint[] => {
    if (wrong.some((one) => one.name === name)) return [{ name, what: "invalid" }];
    if (!wanted.required.some((one) => one === name)) return [];
    const value: unknown = fields[name];
    if (value === undefined) return [{ name, what: "missing" }];
    return name !== wanted.blank && typeof value === "string" && value.trim() === "" ? [{ name, what: "empty" }] : [];
  });
  return { fields: fields as WithRequired<T, N>, complaints };
}
