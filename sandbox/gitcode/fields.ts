import type { Exchange } from "../kernel/exchange";
import { formOf, isForm, isJson, jsonOf, type Given } from "../kernel/given";
import { CodedRefusal } from "./answers";
import type { Habits } from "./habits";

/** JSON; the spec page declares formData, which only the older form still takes (reference 7). */
export async function readGiven(exchange: Exchange, { form }: Habits): Promise<Given> {
  if (form === "older" && isForm(exchange)) return formOf(exchange);
  const given = isJson(exchange) ? await jsonOf(exchange) : {};
  if (!given) throw new CodedRefusal(400, "Bad Request: the body is no JSON object");
  return given;
}

/** The text of a parameter; undefined when it was not sent. 422 for anything but a text. */
export function text(given: Given, name: string): string | undefined {
  const value = given[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new CodedRefusal(422, `${name} is invalid`);
  return value;
}

/** 400 for a missing one and for an empty one (reference 4); blanks alone count as empty, which is not verified. */
export function required(given: Given, name: string): string {
  const value = text(given, name);
  if (value === undefined) throw new CodedRefusal(400, `Bad Request: ${name} is missing`);
  if (value.trim() === "") throw new CodedRefusal(400, `Bad Request: ${name} is empty`);
  return value;
}
