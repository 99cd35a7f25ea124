import type { Answer } from "../kernel/exchange";
import { json } from "./answers";
import type { Call } from "./world";

/** Above this the two totals and rel="last" are left out (reference 3). */
const COUNTED = 10_000;

const positive = (value: unknown, otherwise: number): number => {
  const number = Number(value ?? "");
  return Number.isInteger(number) && number > 0 ? number : otherwise;
};

const sizeOf = (call: Call): number => Math.min(positive(call.given.per_page, 20), 100);

function linkTo(call: Call, changes: Readonly<Record<string, string>>, rel: string): string {
  const query = new URLSearchParams(call.query);
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  const below = call.path.slice(call.world.bases.root.length + "/api/v4".length);
  return `<${call.world.bases.api}${below}?${query.toString()}>; rel="${rel}"`;
}

interface Place {
  readonly page: number;
  readonly size: number;
  readonly last: number;
  readonly counted: boolean;
}

function links(call: Call, { page, size, last, counted }: Place): string {
  const to = (number: number, rel: string): string =>
    linkTo(call, { page: String(number), per_page: String(size) }, rel);
  return [
    ...(page > 1 ? [to(page - 1, "prev")] : []),
    ...(page < last ? [to(page + 1, "next")] : []),
    to(1, "first"),
    ...(counted ? [to(last, "last")] : []),
  ].join(", ");
}

/** One page of `items` with GitLab's headers (reference 3). */
export async function paged<T>(call: Call, items: readonly T[], toJson: (item: T) => unknown): Promise<Answer> {
  const size = sizeOf(call);
  const page = positive(call.given.page, 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const counted = items.length <= COUNTED;
  const headers: Record<string, string> = {
    link: links(call, { page, size, last, counted }),
    "x-page": String(page),
    "x-per-page": String(size),
    "x-next-page": page < last ? String(page + 1) : "",
    "x-prev-page": page > 1 ? String(page - 1) : "",
    ...(counted && { "x-total": String(items.length), "x-total-pages": String(last) }),
  };
  return json(200, await Promise.all(items.slice((page - 1) * size, page * size).map(toJson)), headers);
}

/** Pages by `page_token`, the name of the last item of the page before; only a rel="next" tells the way. */
export function keyset<T extends { readonly name: string }>(
  call: Call,
  items: readonly T[],
  toJson: (item: T) => unknown,
): Answer {
  const size = sizeOf(call);
  const after = items.findIndex((item) => item.name === call.given.page_token) + 1;
  const slice = items.slice(after, after + size);
  const more = after + size < items.length;
  const next = more ? { link: linkTo(call, { page_token: slice.at(-1)?.name ?? "" }, "next") } : {};
  return json(200, slice.map(toJson), next);
}
