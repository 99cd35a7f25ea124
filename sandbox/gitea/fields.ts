import { isForm, isJson, jsonOf, type Given } from "../kernel";
import { refuse } from "./access";
import type { RepositoryCall } from "./state";

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

async function readJson(call: RepositoryCall): Promise<Given> {
  const type = call.headers["content-type"] ?? "";
  // A urlencoded body is lost to the authentication layer (6); whether its fields would be bound is unverified.
  if (isForm(call)) return {};
  const unread = isJson(call) ? undefined : type === "" ? "Empty Content-Type" : "Unsupported Content-Type";
  // No body at all is one without members (second table).
  const given = unread === undefined ? await jsonOf(call) : undefined;
  if (given) return given;
  throw refuse(call.world, 422, `[]: ${unread ?? "invalid character looking for beginning of value"}`);
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
      throw refuse(call.world, 422, `[]: json: ${what}`);
    }
    values[name] = value;
  }
  const { required } = struct;
  if (required && (values[required.member] ?? "") === "") {
    throw refuse(call.world, 422, `[${required.shown}]: Required`);
  }
  return values;
}

export const text = (given: Given, name: string): string => (typeof given[name] === "string" ? given[name] : "");
