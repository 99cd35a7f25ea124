import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv, type ValidateFunction } from "ajv";
import type { FormatsPlugin } from "ajv-formats";
import type { RecordedRequest } from "../kernel";

/** Descriptions of npm package @octokit/openapi. */
export type DescriptionName = "api.github.com" | "ghec" | "ghes-3.17" | "ghes-3.18" | "ghes-3.19";

export interface AnswerToCheck {
  readonly method: string;
  /** Path of the request, with or without `/api/v3` or `/api/uploads`, without query. */
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

/** A recorded request, or something like it. */
export type RequestToCheck = Pick<RecordedRequest, "method" | "path" | "query" | "json"> & { readonly origin?: string };

export interface Description {
  /** Complaints about an answer's body; empty = it fits the described schema. An undescribed status is a complaint. */
  checkAnswer(answer: AnswerToCheck): string[];
  /** Complaints about what a client sent: unknown operation, unknown query, JSON body against its schema. */
  checkRequest(request: RequestToCheck): string[];
}

const ROOTS = /^\/api\/(v3|uploads)(?=\/)|^\/repositories\/\d+(?=\/|$)/;
/** Parameters that may hold slashes. */
const DEEP = new Set(["{ref}", "{tag}"]);

const read = (name: DescriptionName): Json =>
  JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve(`@octokit/openapi/generated/${name}.json`), "utf8"),
  ) as Json;

const object = (value: unknown): Json => (typeof value === "object" && value !== null ? (value as Json) : {});

function patternOf(template: string): RegExp {
  const pattern = template
    .split("/")
    .map((part) => (DEEP.has(part) ? ".+" : part.startsWith("{") ? "[^/]+" : part.replace(/\./g, "\\.")))
    .join("/");
  return new RegExp(`^${pattern}$`);
}

/** Literal templates win over parameters: /releases/latest over /releases/{release_id}. */
const literalFirst = (a: string, b: string): number => a.split("{").length - b.split("{").length;

type FindOperation = (method: string, path: string) => { template: string; operation: Json } | undefined;

function operationsOf(description: Json): FindOperation {
  const paths = object(description.paths);
  const templates = Object.keys(paths).sort(literalFirst);
  const patterns = templates.map((template) => ({ template, pattern: patternOf(template) }));
  return (method, rawPath) => {
    const path = rawPath.replace(/^\/api\/(v3|uploads)(?=\/)/, "").replace(ROOTS, "/repos/o/r");
    for (const { template, pattern } of patterns) {
      const operation = pattern.test(path) ? object(paths[template])[method.toLowerCase()] : undefined;
      if (operation !== undefined) return { template, operation: object(operation) };
    }
    return undefined;
  };
}

const jsonSchema = (holder: Json): Json | undefined => {
  const schema = object(object(holder.content)["application/json"]).schema;
  return schema === undefined ? undefined : object(schema);
};

const complaints = (validate: ValidateFunction, value: unknown): string[] =>
  validate(value)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath || "body"} ${error.message ?? error.keyword}`);

function queryNames(description: Json, operation: Json): Set<string> {
  const parameters = Array.isArray(operation.parameters) ? (operation.parameters as unknown[]) : [];
  const all = parameters.map((one) => object(inlineSchema(description, one)));
  return new Set(all.filter((one) => one.in === "query").map((one) => String(one.name)));
}

/** Reads one description (some 13 MB of JSON); keep the result for a whole test file. */
export function loadDescription(name: DescriptionName): Description {
  const description = read(name);
  const compiled = new Map<string, ValidateFunction>();
  const findOperation = operationsOf(description);
  const validator = (key: string, schema: Json): ValidateFunction => {
    const validate = compiled.get(key) ?? compileSchema(inlineSchema(description, schema));
    compiled.set(key, validate);
    return validate;
  };
  const checkAnswer = ({ method, path, status, body }: AnswerToCheck): string[] => {
    const found = findOperation(method, path);
    if (!found) return [`${method} ${path} is not described`];
    const response = object(found.operation.responses)[String(status)];
    if (response === undefined) return [`${method} ${found.template}: status ${status} is not described`];
    const schema = jsonSchema(object(inlineSchema(description, response)));
    return schema ? complaints(validator(`${method} ${found.template} ${status}`, schema), body) : [];
  };
  const checkRequest: Description["checkRequest"] = (request) => {
    const { method, path, query, json } = request;
    if (isOutside(request)) return [];
    const found = findOperation(method, path);
    if (!found) return [`${method} ${path} is not described`];
    const { operation, template } = found;
    const known = queryNames(description, operation);
    const strange = Object.keys(query).filter((one) => !known.has(one));
    const schema = jsonSchema(object(operation.requestBody));
    const body =
      json === undefined || !schema ? [] : complaints(validator(`${method} ${template} body`, closed(schema)), json);
    return [...strange.map((one) => `query "${one}" is not described`), ...body];
  };
  return { checkAnswer, checkRequest };
}

/** Downloads from the web site or from storage are no part of the description. */
const isOutside = ({ origin, path }: RequestToCheck): boolean =>
  origin === "storage" || (origin === "web" && !path.startsWith("/api/"));

/** A client sends nothing that is not described; answers may carry more. */
const closed = (schema: Json): Json => ({ ...schema, additionalProperties: false });

export type Json = Readonly<Record<string, unknown>>;

function follow(description: Json, pointer: string): unknown {
  const steps = pointer.replace(/^#\//, "").split("/");
  return steps.reduce<unknown>((at, step) => {
    const key = step.replace(/~1/g, "/").replace(/~0/g, "~");
    return typeof at === "object" && at !== null ? (at as Json)[key] : undefined;
  }, description);
}

/** `nullable` of OpenAPI 3.0 says nothing to a JSON Schema validator unless it is spelled out. */
function spellNullable(schema: Json): Json {
  if (schema.nullable !== true) return schema;
  return { anyOf: [{ type: "null" }, { ...schema, nullable: undefined }] };
}

/**
 * Puts every `$ref` of a part of the description in its place. A reference to something already being put in place
 * (none of the operations used here has one) becomes the schema that accepts everything.
 */
export function inlineSchema(description: Json, value: unknown, open: readonly string[] = []): Json {
  const walk = (part: unknown, seen: readonly string[]): unknown => {
    if (Array.isArray(part)) return part.map((item) => walk(item, seen));
    if (typeof part !== "object" || part === null) return part;
    const reference = (part as Json).$ref;
    if (typeof reference === "string") {
      return seen.includes(reference) ? {} : walk(follow(description, reference), [...seen, reference]);
    }
    const entries = Object.entries(part).filter(([key]) => key !== "example" && key !== "examples");
    return spellNullable(Object.fromEntries(entries.map(([key, item]) => [key, walk(item, seen)])));
  };
  return walk(value, open) as Json;
}

// CommonJS with `module.exports = plugin`: loaded as such, every loader (tsx, vitest, node) gives the same thing.
const addFormats = createRequire(import.meta.url)("ajv-formats") as FormatsPlugin;

export function compileSchema(schema: Json): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats(ajv);
  return ajv.compile(schema);
}
