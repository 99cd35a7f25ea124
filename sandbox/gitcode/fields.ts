import type { Exchange } from "../kernel/exchange";
import { Refusal } from "./answers";
import type { Habits } from "./habits";
import type { Given } from "./world";

const isRecord = (value: unknown): value is Given =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** JSON; the spec page declares formData, which only the older form still takes (reference 7). */
export async function readGiven(exchange: Exchange, { form }: Habits): Promise<Given> {
  const type = exchange.headers["content-type"] ?? "";
  if (form === "older" && type.includes("x-www-form-urlencoded")) {
    return Object.fromEntries(new URLSearchParams(await exchange.body.text()));
  }
  if (!type.includes("json")) return {};
  if ((await exchange.body.text()).trim() === "") return {};
  const { json } = exchange.record;
  if (!isRecord(json)) throw new Refusal(400, "Bad Request: the body is no JSON object");
  return json;
}

/** The text of a parameter; undefined when it was not sent. 422 for anything but a text. */
export function text(given: Given, name: string): string | undefined {
  const value = given[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new Refusal(422, `${name} is invalid`);
  return value;
}

/** 400 for a missing one and for an empty one (reference 4); blanks alone count as empty, which is not verified. */
export function required(given: Given, name: string): string {
  const value = text(given, name);
  if (value === undefined) throw new Refusal(400, `Bad Request: ${name} is missing`);
  if (value.trim() === "") throw new Refusal(400, `Bad Request: ${name} is empty`);
  return value;
}
