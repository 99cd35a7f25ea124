import { json, jsonOf, linkHeader, pageOf, positive, readTable, Refusal, STRICT, violate } from "../kernel";
import type { Answer, Headers, Table, WithRequired, Wrong } from "../kernel";
import type { Call, RepositoryCall } from "./state";

const DOCS = "https://docs.github.com/rest";

export interface FieldError {
  readonly resource?: string;
  readonly code: "missing" | "missing_field" | "invalid" | "already_exists" | "unprocessable" | "custom";
  readonly field?: string;
  readonly message?: string;
}

/** The plain error body of reference section 4. */
export function problem(status: number, message: string, headers: Headers = {}): Answer {
  return json(status, { message, documentation_url: DOCS, status: String(status) }, headers);
}

export const notFound = (): Answer => problem(404, "Not Found");
export const requiresAuthentication = (): Answer => problem(401, "Requires authentication");
export const badCredentials = (): Answer => problem(401, "Bad credentials");
export const emptyRepository = (): Answer => problem(409, "Git Repository is empty.");

/** 422 with a message only: `errors` is absent (reference 4, "422 simple"). */
export const unprocessable = (message: string): Answer => problem(422, message);
export const invalidRequest = (detail: string): Answer => unprocessable(`Invalid request.\n\n${detail}`);

export function validationFailed(...errors: readonly FieldError[]): Answer {
  return json(422, { message: "Validation Failed", errors, documentation_url: DOCS, status: "422" });
}

export const custom = (resource: string, field: string, message: string): FieldError => ({
  ...{ resource, code: "custom", field, message },
});

export const userAgentMissing: Answer = {
  status: 403,
  headers: { "content-type": "text/html; charset=utf-8" },
  body:
    "\r\nRequest forbidden by administrative rules. Please make sure your request has a User-Agent header " +
    "(https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required). " +
    "Check https://developer.github.com for other possible causes.\r\n",
};

function complaint({ name, value, kind, listed }: Wrong): string {
  const type = typeof kind === "string" ? kind : "string";
  const shown = value === null ? "nil" : JSON.stringify(value);
  if (listed) return `For 'properties/${name}', ${shown} is not a member of ${JSON.stringify(kind)}.`;
  return `For 'properties/${name}', ${shown} is not ${type === "object" ? "an" : "a"} ${type}.`;
}

/**
 * The JSON body with only the members of `table`. Wrong types are refused: a string is no boolean and a boolean no
 * `make_latest` (checklist k). Unknown members are dropped; github.com's sandbox notes them as violations.
 */
export async function readFields<T extends Table, N extends keyof T & string = never>(
  call: Call,
  table: T,
  required: readonly N[] = [],
): Promise<WithRequired<T, N>> {
  const given = await jsonOf(call);
  if (!given) {
    const isJson = call.record.json !== undefined;
    throw new Refusal(problem(400, isJson ? "Body should be a JSON object" : "Problems parsing JSON"));
  }
  if (!call.headers["content-type"]?.includes("json"))
    violate(call.world, call, "JSON body without a JSON Content-Type");
  const unknown = Object.keys(given).filter((name) => table[name] === undefined);
  for (const name of call.world.dialect.notesUnknownMembers ? unknown : [])
    violate(call.world, call, `unknown JSON member "${name}"`);
  const { fields, wrong } = readTable(given, table, STRICT);
  const [first] = wrong;
  if (first) throw new Refusal(invalidRequest(complaint(first)));
  const missing = required.find((name) => given[name] === undefined);
  if (missing) throw new Refusal(invalidRequest(`"${missing}" wasn't supplied.`));
  return fields as WithRequired<T, N>;
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
