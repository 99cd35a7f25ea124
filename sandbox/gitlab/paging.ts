import type { Answer } from "../kernel/exchange";
import { pageOf, positive } from "../kernel/paging";
import { pageHeaders } from "../kernel/projects";
import { json } from "./answers";
import type { Call } from "./state";

/** Above this the two totals and rel="last" are left out (reference 3). */
const COUNTED = 10_000;

const sizeOf = (call: Call): number => Math.min(positive(call.given.per_page, 20), 100);

function linkTo(call: Call, changes: Readonly<Record<string, string>>, rel: string): string {
  const query = new URLSearchParams(call.query);
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  const below = call.path.slice(call.world.bases.root.length + "/api/v4".length);
  return `<${call.world.bases.api}${below}?${query.toString()}>; rel="${rel}"`;
}

/** One page of `items` with GitLab's headers (reference 3). */
export async function paged<T>(call: Call, all: readonly T[], toJson: (item: T) => unknown): Promise<Answer> {
  const shown = pageOf(all, { page: positive(call.given.page, 1), size: sizeOf(call) });
  const { page, size, last, total } = shown;
  const counted = total <= COUNTED;
  const to = (number: number, rel: string): string =>
    linkTo(call, { page: String(number), per_page: String(size) }, rel);
  const links = [
    ...(page > 1 ? [to(page - 1, "prev")] : []),
    ...(page < last ? [to(page + 1, "next")] : []),
    to(1, "first"),
    ...(counted ? [to(last, "last")] : []),
  ];
  const headers = { link: links.join(", "), ...pageHeaders(shown, counted) };
  return json(200, await Promise.all(shown.items.map(toJson)), headers);
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
