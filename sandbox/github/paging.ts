import type { Answer } from "../kernel/exchange";
import { json } from "./answers";
import type { RepositoryCall } from "./world";

const positive = (value: string | null, otherwise: number): number => {
  const number = Number(value ?? "");
  return Number.isInteger(number) && number > 0 ? number : otherwise;
};

/** One page of `items` with the `Link` header in its numeric /repositories/ID/ form (reference section 3). */
export function paged<T>(call: RepositoryCall, items: readonly T[], toJson: (item: T) => unknown): Answer {
  const size = Math.min(positive(call.query.get("per_page"), 30), 100);
  const page = positive(call.query.get("page"), 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const rest = call.path.replace(/^.*?\/(repos\/[^/]+|repositories)\/[^/]+/, "");
  const link = (number: number, rel: string): string => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(number));
    return `<${call.world.bases.api}/repositories/${call.repo.id}${rest}?${query.toString()}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, "prev")] : []),
    ...(page < last ? [link(page + 1, "next"), link(last, "last")] : []),
    ...(page > 1 ? [link(1, "first")] : []),
  ];
  const slice = items.slice((page - 1) * size, page * size);
  return json(200, slice.map(toJson), links.length > 0 ? { link: links.join(", ") } : {});
}
