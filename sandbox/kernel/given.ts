import type { Exchange } from "./exchange";

/** Members of a JSON or form body. */
export type Given = Readonly<Record<string, unknown>>;

export const isGiven = (value: unknown): value is Given =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isForm = ({ headers }: Pick<Exchange, "headers">): boolean =>
  /x-www-form-urlencoded/i.test(headers["content-type"] ?? "");

export const isJson = ({ headers }: Pick<Exchange, "headers">): boolean => /json/i.test(headers["content-type"] ?? "");

/** The object of a JSON body; none for an empty body. @returns undefined for anything else */
export async function jsonOf({ body, record }: Exchange): Promise<Given | undefined> {
  if ((await body.text()).trim() === "") return {};
  return isGiven(record.json) ? record.json : undefined;
}

export const formOf = async ({ body }: Exchange): Promise<Given> =>
  Object.fromEntries(new URLSearchParams(await body.text()));

/** What was given of these, and the rest as it is by default. */
export const withDefaults = <T extends object>(defaults: T, given: Partial<T>): T => ({
  ...defaults,
  ...Object.fromEntries(Object.entries(given).filter(([name, value]) => name in defaults && value !== undefined)),
});
