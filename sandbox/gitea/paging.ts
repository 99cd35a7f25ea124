import type { Answer } from "../kernel/exchange";
import { json } from "./answers";
import type { Call } from "./world";

const positive = (value: string | null): number => (/^\d+$/.test(value ?? "") ? Number(value) : 0);

/** Whatever is asked for is silently held to the server's maximum; `per_page` means nothing (reference 3). */
export function sizeOf({ query, world }: Call): number {
  const asked = positive(query.get("limit"));
  return Math.min(asked === 0 ? world.limits.page : asked, world.limits.maxPage);
}

export const pageOf = ({ query }: Call): number => positive(query.get("page"));

/** Made of the configured ROOT_URL, not of the address that was asked (reference 3). */
function links(call: Call, page: number, last: number): string {
  const { bases } = call.world;
  const to = (number: number, rel: string): string => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(number));
    query.sort();
    return `<${bases.root}${call.path.slice(bases.path.length)}?${query.toString()}>; rel="${rel}"`;
  };
  return [
    ...(page < last ? [to(page + 1, "next"), to(last, "last")] : []),
    ...(page > 1 ? [to(1, "first"), to(page - 1, "prev")] : []),
  ].join(",");
}

export function paged<T>(call: Call, items: readonly T[], toJson: (item: T) => unknown): Answer {
  const size = sizeOf(call);
  const page = Math.max(pageOf(call), 1);
  const link = links(call, page, Math.ceil(items.length / size));
  const headers = { "x-total-count": String(items.length), ...(link !== "" && { link }) };
  return json(200, items.slice((page - 1) * size, page * size).map(toJson), headers);
}
