import { Refusal, type Exchange } from "../kernel/exchange";
import { formOf, isForm, isJson, jsonOf, type Given } from "../kernel/given";
import { problem, problems, refuse } from "./answers";

/** JSON and forms (4). PATCH names no consumed type, so only what the official client sends is read there: JSON. */
export async function readGiven(exchange: Exchange): Promise<Given> {
  if (isForm(exchange) && exchange.method !== "PATCH") return formOf(exchange);
  const given = isJson(exchange) ? await jsonOf(exchange) : {};
  if (!given) throw refuse(400, "Problem processing request body");
  return given;
}

const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };

export interface FieldReader {
  /** "" when it is missing, blank (unless allowed) or no text: `check` then throws. */
  text(name: string, allowed?: { readonly blank?: boolean }): string;
  optionalText(name: string): string;
  /** False when it is missing. */
  flag(name: string): boolean;
  /** Throws 400: one complaint as `message`, several as `messages` (2; which of them when is not certain). */
  check(): void;
}

/** Reads parameters and gathers complaints about them. Unknown parameters are nobody's business. */
export function fieldReader(given: Given): FieldReader {
  const complaints: string[] = [];
  const text = (name: string, allowed: { readonly blank?: boolean } = {}): string => {
    const value = given[name];
    if (value === undefined || value === null) complaints.push(`${name} is missing`);
    else if (typeof value !== "string") complaints.push(`${name} is invalid`);
    else if (value.trim() === "" && !allowed.blank) complaints.push(`${name} is empty`);
    return typeof value === "string" ? value : "";
  };
  return {
    text,
    optionalText: (name) => (given[name] === undefined || given[name] === null ? "" : text(name, { blank: true })),
    flag: (name) => {
      const value = given[name];
      if (value === undefined || value === null) return false;
      const known = typeof value === "boolean" || typeof value === "string" ? FLAGS[String(value)] : undefined;
      if (known === undefined) complaints.push(`${name} is invalid`);
      return known ?? false;
    },
    check: () => {
      const [first, ...more] = complaints;
      if (first === undefined) return;
      throw new Refusal(more.length === 0 ? problem(400, first) : problems(400, complaints));
    },
  };
}
