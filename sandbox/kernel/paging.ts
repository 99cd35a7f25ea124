/** A whole number above 0, or the other value. */
export function positive(value: unknown, otherwise: number): number {
  const number = Number(value ?? "");
  return Number.isInteger(number) && number > 0 ? number : otherwise;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly page: number;
  readonly size: number;
  /** Number of the last page, 1 for an empty list. */
  readonly last: number;
  readonly total: number;
}

export function pageOf<T>(items: readonly T[], { page, size }: { page: number; size: number }): Page<T> {
  return {
    items: items.slice((page - 1) * size, page * size),
    page,
    size,
    last: Math.max(1, Math.ceil(items.length / size)),
    total: items.length,
  };
}

export type Rel = "first" | "prev" | "next" | "last";

/** The entries of a `Link` header for the pages around this one, in the order of `rels`. */
export function linkHeader(
  at: Pick<Page<unknown>, "page" | "last">,
  rels: readonly Rel[],
  address: (page: number) => string,
): string[] {
  const { page, last } = at;
  const there = { first: page > 1, prev: page > 1, next: page < last, last: page < last };
  const numbers = { first: 1, prev: page - 1, next: page + 1, last };
  return rels.filter((rel) => there[rel]).map((rel) => `<${address(numbers[rel])}>; rel="${rel}"`);
}
