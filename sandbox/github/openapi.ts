import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv2019, type ValidateFunction } from "ajv/dist/2019.js";
import type { FormatsPlugin } from "ajv-formats";
import { isGiven, type Given, type RecordedRequest } from "../kernel";

/** Descriptions of npm package @octokit/openapi. */
export type DescriptionName = "api.github.com" | "ghec" | "ghes-3.17" | "ghes-3.18" | "ghes-3.19";

/** Path of the request, with or without `/api/v3` or `/api/uploads`, without query. */
type AnswerToCheck = Pick<RecordedRequest, "method" | "path" | "status"> & { readonly body: unknown };

/** A recorded request, or something like it. */
type RequestToCheck = Pick<RecordedRequest, "method" | "path" | "query" | "json"> & { readonly origin?: string };

export type Description = ReturnType<typeof loadDescription>;

const ROOTS = /^\/api\/(v3|uploads)(?=\/)|^\/repositories\/\d+(?=\/|$)/;
/** Parameters that may hold slashes. */
const DEEP = new Set(["{ref}", "{tag}"]);

const require = createRequire(import.meta.url);
// CommonJS with `module.exports = plugin`: loaded as such, every loader (tsx, vitest, node) gives the same thing.
const addFormats = require("ajv-formats") as FormatsPlugin;

const read = (name: DescriptionName): Given =>
  JSON.parse(readFileSync(require.resolve(`@octokit/openapi/generated/${name}.json`), "utf8")) as Given;

const object = (value: unknown): Given => (typeof value === "object" && value !== null ? (value as Given) : {});

function patternOf(template: string): RegExp {
  const pattern = template
    .split("/")
    .map((part) => (DEEP.has(part) ? ".+" : part.startsWith("{") ? "[^/]+" : part.replace(/\./g, "\\.")))
    .join("/");
  return new RegExp(`^${pattern}$`);
}

/** Literal templates win over parameters: /releases/latest over /releases/{release_id}. */
const literalFirst = (a: string, b: string): number => a.split("{").length - b.split("{").length;

/** A part of the description, and where it stands in it. */
interface Found {
  readonly at: string;
  readonly part: Given;
}

/** A part below another one; where that is a reference, what it leads to. */
function below(description: Given, { at, part }: Found, key: string): Found | undefined {
  if (!(key in part)) return undefined;
  const inner = object(part[key]);
  if (typeof inner.$ref !== "string") {
    return { at: `${at}/${encodeURIComponent(key.replaceAll("/", "~1"))}`, part: inner };
  }
  const keys = inner.$ref.split("/").slice(1);
  return { at: inner.$ref, part: keys.reduce((from, one) => object(from[one]), description) };
}

/**
 * A part of the description as a schema of its own, with all that it refers to and nothing else: a validator walks through
 * all that it is given. `nullable` of OpenAPI 3.0 says nothing to it unless it is spelled out.
 */
function schemaOf(description: Given, part: Given): object {
  const schemas: Record<string, unknown> = {};
  const take = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(take);
    if (!isGiven(value)) return value;
    if (typeof value.$ref === "string") refer(value.$ref);
    const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, take(inner)]));
    return copy.nullable === true ? { anyOf: [{ type: "null" }, { ...copy, nullable: undefined }] } : copy;
  };
  const refer = (ref: string): void => {
    const [, name = ""] = /^#\/components\/schemas\/([^/]+)/.exec(ref) ?? [];
    if (name === "" || name in schemas) return;
    schemas[name] = true;
    schemas[name] = take(object(object(description.components).schemas)[name]);
  };
  return { part: take(part), components: { schemas } };
}

function operationsOf(description: Given) {
  const paths = object(description.paths);
  const templates = Object.keys(paths).sort(literalFirst);
  const patterns = templates.map((template) => [template, patternOf(template)] as const);
  return (method: string, rawPath: string) => {
    const path = rawPath.replace(/^\/api\/(v3|uploads)(?=\/)/, "").replace(ROOTS, "/repos/o/r");
    for (const [template, pattern] of patterns) {
      if (!pattern.test(path)) continue;
      const all = below(description, { at: "#/paths", part: paths }, template);
      const operation = all && below(description, all, method.toLowerCase());
      if (operation) return { template, operation };
    }
    return undefined;
  };
}

const complaints = (validate: ValidateFunction, value: unknown): string[] =>
  validate(value)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath || "body"} ${error.message ?? error.keyword}`);

/** Reads one description (some 13 MB of JSON); keep the result for a whole test file. */
export function loadDescription(name: DescriptionName) {
  const description = read(name);
  const findOperation = operationsOf(description);
  const ajv = new Ajv2019({ strict: false, allErrors: true, logger: false, validateSchema: false });
  addFormats(ajv);
  const compiled = new Map<string, ValidateFunction>();
  const follow = (from: Found | undefined, ...keys: readonly string[]) =>
    keys.reduce<Found | undefined>((at, key) => at && below(description, at, key), from);
  /** What the schema of a JSON body has against it. @param more what it has to be besides */
  function measured(holder: Found | undefined, value: unknown, more: Given = {}): string[] {
    const schema = follow(holder, "content", "application/json", "schema");
    if (!schema) return [];
    const validate =
      compiled.get(schema.at) ?? ajv.compile({ $ref: "#/part", ...more, ...schemaOf(description, schema.part) });
    compiled.set(schema.at, validate);
    return complaints(validate, value);
  }
  function queryNames({ part: { parameters } }: Found): unknown[] {
    const all = Object.keys(object(parameters)).map((at) =>
      below(description, { at: "", part: object(parameters) }, at),
    );
    return all.flatMap((one) => (one?.part.in === "query" ? [one.part.name] : []));
  }
  return {
    /** Complaints about an answer's body; empty = it fits the described schema. An undescribed status is a complaint. */
    checkAnswer({ method, path, status, body }: AnswerToCheck): string[] {
      const found = findOperation(method, path);
      if (!found) return [`${method} ${path} is not described`];
      const response = follow(found.operation, "responses", String(status));
      return response ? measured(response, body) : [`${method} ${found.template}: status ${status} is not described`];
    },
    /** Complaints about what a client sent: unknown operation, unknown query, JSON body against its schema. */
    checkRequest({ method, path, query, json, origin }: RequestToCheck): string[] {
      // Downloads from the web site or from storage are no part of the description.
      if (origin === "storage" || (origin === "web" && !path.startsWith("/api/"))) return [];
      const found = findOperation(method, path);
      if (!found) return [`${method} ${path} is not described`];
      const known = queryNames(found.operation);
      const strange = Object.keys(query).filter((one) => !known.includes(one));
      // A client sends nothing that is not described; answers may carry more.
      const closed = { unevaluatedProperties: false };
      const body = json === undefined ? [] : measured(follow(found.operation, "requestBody"), json, closed);
      return [...strange.map((one) => `query "${one}" is not described`), ...body];
    },
  };
}
