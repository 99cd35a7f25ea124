import type { Forge } from "../../forges/forge";
import type { Release } from "../../model/release";
import { dateOf, listed } from "../releases";

/** Which releases are copied. */
export type Choice =
  | { readonly kind: "all" }
  | { readonly kind: "since"; readonly tag: string }
  | { readonly kind: "tags"; readonly tags: readonly string[] };

/** Releases to copy, the oldest first, without drafts; and tags that have none. */
export async function chooseReleases(
  from: Forge,
  choice: Choice,
): Promise<{ readonly chosen: readonly Release[]; readonly missing: readonly string[] }> {
  const all = await listed(from, "listing the releases to copy", "all");
  // Where no dates are told, the order of the list has to do.
  const ordered = all
    .filter(({ draft }) => !draft)
    .toReversed()
    .map((release, at) => ({ release, at, date: dateOf(release) ?? "" }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.at - b.at))
    .map(({ release }) => release);
  switch (choice.kind) {
    case "all":
      return { chosen: ordered, missing: [] };
    case "since": {
      const at = ordered.findIndex(({ tag }) => tag === choice.tag);
      return at < 0 ? { chosen: [], missing: [choice.tag] } : { chosen: ordered.slice(at), missing: [] };
    }
    case "tags": {
      const wanted = new Set(choice.tags);
      const chosen = ordered.filter(({ tag }) => wanted.has(tag));
      return { chosen, missing: choice.tags.filter((tag) => !chosen.some((one) => one.tag === tag)) };
    }
    default:
      return choice satisfies never;
  }
}
