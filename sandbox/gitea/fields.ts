import { problem, Refusal } from "./answers";
import type { RepositoryCall } from "./world";

type Kind = "string" | "boolean";

/** Member -> type. */
export type FieldTable = Readonly<Record<string, Kind>>;

interface Struct {
  /** Name of the server's type, which its complaints show. */
  readonly name: string;
  readonly fields: FieldTable;
  /** Member that must not be empty, and how complaints call it. */
  readonly required?: { readonly member: string; readonly shown: string };
}

export type Given = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Given =>
  typeof value === "object" && value !== null && !Array.isArray(value);

async function readJson(call: RepositoryCall): Promise<Given> {
  const refuse = (text: string): never => {
    throw new Refusal(problem(call.world, 422, `[]: ${text}`));
  };
  const type = call.headers["content-type"] ?? "";
  // A urlencoded body is lost to the authentication layer (6); whether its fields would be bound is unverified.
  if (type.includes("x-www-form-urlencoded")) return {};
  if (!type.includes("json")) return refuse(type === "" ? "Empty Content-Type" : "Unsupported Content-Type");
  // No body at all is one without members (second table).
  if ((await call.body.text()) === "") return {};
  const value = call.record.json;
  if (!isRecord(value)) return refuse("invalid character looking for beginning of value");
  return value;
}

/** Types must be right, unknown members are ignored, null is the same as absent (reference 5.1). */
export async function bind(call: RepositoryCall, struct: Struct): Promise<Given> {
  const given = await readJson(call);
  const values: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(struct.fields)) {
    const value = given[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== kind) {
      const type = kind === "boolean" ? "bool" : "string";
      const what = `cannot unmarshal ${typeof value} into Go struct field ${struct.name}.${name} of type ${type}`;
      throw new Refusal(problem(call.world, 422, `[]: json: ${what}`));
    }
    values[name] = value;
  }
  const { required } = struct;
  if (required && (values[required.member] ?? "") === "") {
    throw new Refusal(problem(call.world, 422, `[${required.shown}]: Required`));
  }
  return values;
}

export const text = (given: Given, name: string): string => (typeof given[name] === "string" ? given[name] : "");

/** Undefined when it was not sent. */
export const flag = (given: Given, name: string): boolean | undefined =>
  typeof given[name] === "boolean" ? given[name] : undefined;
