/** As much of GraphQL as the API's own clients use: variables, arguments that are variables, fields, inline fragments. */

export interface Field {
  readonly name: string;
  /** Argument -> variable. */
  readonly args: ReadonlyMap<string, string>;
  readonly fields: readonly Field[];
  /** Of an inline fragment: the type it is about. */
  readonly on?: string;
}

export interface Operation {
  readonly kind: "Query" | "Mutation";
  /** Variable -> declared type. */
  readonly variables: ReadonlyMap<string, string>;
  readonly fields: readonly Field[];
}

/** Not GraphQL, or nothing that the schema has. */
export class GraphQLError extends Error {
  override name = "GraphQLError";
}

export function parse(query: string): Operation {
  const tokens = query.match(/\.\.\.|[{}():!]|\$?\w+|[^\s,]/g) ?? [];
  let at = 0;
  const next = (wanted?: string | RegExp): string => {
    const token = tokens[at++] ?? "";
    const fits = typeof wanted === "string" ? token === wanted : (wanted ?? /./).test(token);
    if (!fits) throw new GraphQLError(`Unexpected "${token}"`);
    return token;
  };
  /** `(name: value, ...)`, where there is one. */
  function pairs(name: RegExp, value: () => string): Map<string, string> {
    const found = new Map<string, string>();
    if (tokens[at] !== "(") return found;
    for (next("("); tokens[at] !== ")";) {
      const key = next(name);
      next(":");
      found.set(key.replace("$", ""), value());
    }
    next(")");
    return found;
  }
  function selection(): Field[] {
    const fields: Field[] = [];
    if (tokens[at] !== "{") return fields;
    for (next("{"); tokens[at] !== "}";) fields.push(field());
    next("}");
    return fields;
  }
  function field(): Field {
    if (tokens[at] !== "...") {
      const name = next(/^\w+$/);
      const args = pairs(/^\w+$/, () => next(/^\$\w+$/).slice(1));
      return { name, args, fields: selection() };
    }
    next("...");
    next("on");
    return { name: "...", on: next(/^\w+$/), args: new Map(), fields: selection() };
  }
  const kind = next(/^(query|mutation)$/) === "query" ? "Query" : "Mutation";
  next(/^\w+$/);
  const variables = pairs(/^\$\w+$/, () => next(/^\w+$/) + (tokens[at] === "!" ? next("!") : ""));
  const fields = selection();
  if (fields.length === 0 || at < tokens.length) throw new GraphQLError("Unexpected end of the document");
  return { kind, variables, fields };
}

/** A field: the type that it gives, none for a plain value, and the types of its arguments. */
interface Described {
  readonly type?: string;
  readonly args?: Readonly<Record<string, string>>;
}

const plain: Described = {};
const paged = (type: string): Readonly<Record<string, Described>> => ({ cursor: plain, results: { type } });

/** The part of api/graph/schema.graphqls that is played. */
const SCHEMA: Readonly<Record<string, Readonly<Record<string, Described>>>> = {
  Query: { user: { type: "User", args: { username: "String!" } } },
  User: { repository: { type: "Repository", args: { name: "String!" } } },
  Repository: {
    id: plain,
    name: plain,
    visibility: plain,
    references: { type: "ReferenceCursor", args: { cursor: "Cursor" } },
    revparse_single: { type: "Commit", args: { revspec: "String!" } },
  },
  Commit: { id: plain },
  ReferenceCursor: paged("Reference"),
  Reference: {
    name: plain,
    target: plain,
    follow: { type: "Object" },
    artifacts: { type: "ArtifactCursor", args: { cursor: "Cursor" } },
  },
  Object: { id: plain, type: plain },
  Tag: { message: plain, target: { type: "Object" } },
  ArtifactCursor: paged("Artifact"),
  Artifact: { id: plain, created: plain, filename: plain, checksum: plain, size: plain, url: plain },
  Mutation: {
    uploadArtifact: { type: "Artifact", args: { repoId: "Int!", revspec: "String!", file: "Upload!" } },
    deleteArtifact: { type: "Artifact", args: { id: "Int!" } },
  },
};

const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  "Int!": Number.isInteger,
  "String!": (value) => typeof value === "string",
  Cursor: (value) => value === null || value === undefined || typeof value === "string",
  // The file comes in a part of its own: its place is null.
  "Upload!": (value) => value === null,
};

/** Everything that a server finds out before it does anything. */
export function validate(operation: Operation, values: Readonly<Record<string, unknown>>): void {
  for (const [name, type] of operation.variables)
    if (FITS[type]?.(values[name]) !== true) throw new GraphQLError(`variable "${name}" is no ${type}`);
  for (const name of Object.keys(values))
    if (!operation.variables.has(name)) throw new GraphQLError(`variable "${name}" is not declared`);
  const look = (type: string, fields: readonly Field[]): void => {
    for (const field of fields) {
      if (field.on !== undefined) look(field.on, field.fields);
      else lookAt(type, field);
    }
  };
  function lookAt(type: string, { name, args, fields }: Field): void {
    const known = SCHEMA[type]?.[name];
    if (!known) throw new GraphQLError(`Cannot query field "${name}" on type "${type}".`);
    for (const [arg, variable] of args)
      if (known.args?.[arg] === undefined || known.args[arg] !== operation.variables.get(variable))
        throw new GraphQLError(`Argument "${arg}" of "${name}" does not take "$${variable}".`);
    for (const [arg, wanted] of Object.entries(known.args ?? {}))
      if (wanted.endsWith("!") && !args.has(arg)) throw new GraphQLError(`Argument "${arg}" of "${name}" is missing.`);
    if ((known.type === undefined) !== (fields.length === 0)) throw new GraphQLError(`Wrong selection of "${name}".`);
    if (known.type !== undefined) look(known.type, fields);
  }
  look(operation.kind, operation.fields);
}

/** A member is a value, or what gives it for arguments. */
export type Source = Readonly<Record<string, unknown>>;
type Resolver = (args: Readonly<Record<string, unknown>>) => unknown;
const isResolver = (value: unknown): value is Resolver => typeof value === "function";
const isSource = (value: unknown): value is Source => typeof value === "object" && value !== null;

/** The answer to a selection; a fragment adds the members that the object has. */
export async function select(
  value: unknown,
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((one) => select(one, fields, values)));
  if (fields.length === 0 || !isSource(value)) return value ?? null;
  const told: Record<string, unknown> = {};
  for (const { name, args, fields: inner, on } of fields) {
    if (on !== undefined) {
      if (value.__typename === on) Object.assign(told, await select(value, inner, values));
      continue;
    }
    const given = Object.fromEntries([...args].map(([arg, variable]) => [arg, values[variable]]));
    const member = value[name];
    told[name] = await select(isResolver(member) ? await member(given) : member, inner, values);
  }
  return told;
}
