import { isForm, isJson, jsonOf, readTable, STRICT, type Given, type Table, type WithRequired } from "../kernel";
import { refuse } from "./access";
import type { RepositoryCall } from "./state";

interface Struct<T, N> {
  /** Name of the server's type, which its complaints show. */
  readonly name: string;
  /** Member -> type. */
  readonly fields: T;
  /** Member that must not be empty. */
  readonly required?: N;
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
export async function bind<T extends Table, N extends keyof T & string = never>(
  call: RepositoryCall,
  { name, fields: table, required }: Struct<T, N>,
): Promise<WithRequired<T, N>> {
  const { fields, wrong } = readTable(await readJson(call), table, { ...STRICT, nullIsNothing: true });
  for (const one of wrong) {
    const type = one.kind === "boolean" ? "bool" : "string";
    const what = `cannot unmarshal ${typeof one.value} into Go struct field ${name}.${one.name} of type ${type}`;
    throw refuse(call.world, 422, `[]: json: ${what}`);
  }
  // Complaints call it as the server's code does.
  const shown = required?.replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase());
  if (required && (fields[required] ?? "") === "") throw refuse(call.world, 422, `[${shown}]: Required`);
  return fields as WithRequired<T, N>;
}

/** An empty text is none. */
export const filled = (text: string | undefined): string | undefined => (text === "" ? undefined : text);
