import { json, linkHeader, pageOf, positive, Refusal, violate, type Answer, type Given } from "../kernel";
import { invalidRequest, problem } from "./answers";
import type { Call, RepositoryCall } from "./state";

type Kind = "string" | "boolean" | "object" | readonly string[];

/** Member -> JSON type, or the list of strings allowed. */
export type FieldTable = Readonly<Record<string, Kind>>;

function parse(text: string): Given {
  let value: unknown;
  try {
    value = text === "" ? {} : JSON.parse(text);
  } catch {
    throw new Refusal(problem(400, "Problems parsing JSON"));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Refusal(problem(400, "Body should be a JSON object"));
  }
  return value as Given;
}

function complaint(name: string, value: unknown, kind: Kind): string | undefined {
  const type = typeof kind === "string" ? kind : "string";
  const shown = value === null ? "nil" : JSON.stringify(value);
  const right = typeof value === type && value !== null;
  if (!right) return `For 'properties/${name}', ${shown} is not ${type === "object" ? "an" : "a"} ${type}.`;
  if (typeof kind !== "string" && typeof value === "string" && !kind.includes(value)) {
    return `For 'properties/${name}', ${shown} is not a member of ${JSON.stringify(kind)}.`;
  }
  return undefined;
}

/**
 * The JSON body with only the members of `table`. Wrong types are refused: a string is no boolean and a boolean no
 * `make_latest` (checklist k). Unknown members are dropped; github.com's sandbox notes them as violations.
 */
export async function readFields(call: Call, table: FieldTable, required: readonly string[] = []): Promise<Given> {
  const given = parse(await call.body.text());
  if (!call.headers["content-type"]?.includes("json"))
    violate(call.world, call, "JSON body without a JSON Content-Type");
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const kind = table[name];
    if (kind === undefined) {
      if (call.world.dialect.notesUnknownMembers) violate(call.world, call, `unknown JSON member "${name}"`);
      continue;
    }
    const wrong = complaint(name, value, kind);
    if (wrong) throw new Refusal(invalidRequest(wrong));
    fields[name] = value;
  }
  const missing = required.find((name) => fields[name] === undefined);
  if (missing) throw new Refusal(invalidRequest(`"${missing}" wasn't supplied.`));
  return fields;
}

/** One page of `items` with the `Link` header in its numeric /repositories/ID/ form (reference section 3). */
export function paged<T>(call: RepositoryCall, all: readonly T[], toJson: (item: T) => unknown): Answer {
  const { query, repo, world } = call;
  const size = Math.min(positive(query.get("per_page"), 30), 100);
  const shown = pageOf(all, { page: positive(query.get("page"), 1), size });
  const rest = call.path.replace(/^.*?\/(repos\/[^/]+|repositories)\/[^/]+/, "");
  const links = linkHeader(shown, ["prev", "next", "last", "first"], (page) => {
    const asked = new URLSearchParams(query);
    asked.set("page", String(page));
    return `${world.bases.api}/repositories/${repo.id}${rest}?${asked.toString()}`;
  });
  return json(200, shown.items.map(toJson), links.length > 0 ? { link: links.join(", ") } : {});
}
