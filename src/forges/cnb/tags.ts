import { type Decoded, list, loose, optional, record, text } from "../../http";
import type { TagText } from "../abilities";
import type { Repository } from "./repository";

/** `target` of an annotated tag is the tag object, `commit` what it stands on. */
const TagWire = record({
  name: text,
  target: loose(text, ""),
  target_type: loose(text, ""),
  commit: loose(record({ sha: text })),
});

const TextWire = record({ target_type: loose(text, ""), message: loose(text, "") });

/**
 * The routes are used by public clients and are not in the forge's own list for releases, so a 404 is looked into.
 * `areKnown` is false once the server has turned out to have none, or none that tells commits.
 */
export function createTags({ rest, path }: Repository) {
  let known = true;

  /** Says of a 404 whether the tag is missing or the route is; and whether the route only misread a tag with a slash. */
  async function listed(tag: string, doing: string): Promise<Decoded<typeof TagWire> | undefined> {
    const pages = rest.pages(optional(list(TagWire), []), { doing, at: `${path}/git/tags` }, () => {
      known = false;
      return undefined;
    });
    for await (const page of pages) {
      const found = page.find(({ name }) => name === tag);
      if (found !== undefined || !tag.includes("/")) return found;
    }
    return undefined;
  }

  return {
    areKnown: (): boolean => known,
    async text(tag: string): Promise<TagText> {
      const doing = `reading the message of the tag ${tag}`;
      const found = await rest.find(TextWire, { doing, at: `${path}/git/tags/${encodeURIComponent(tag)}` });
      if (found?.target_type === "commit") return "lightweight";
      return found === undefined || found.message === "" ? undefined : { message: found.message };
    },
    async commit(tag: string): Promise<string | undefined> {
      const doing = `looking for the tag ${tag}`;
      const at = `${path}/git/tags/${encodeURIComponent(tag)}`;
      const found = (await rest.find(TagWire, { doing, at })) ?? (await listed(tag, doing));
      if (found === undefined) return undefined;
      const { target, target_type, commit } = found;
      const sha = [commit?.sha, target_type === "commit" ? target : undefined].find(
        (told) => told !== undefined && told !== "",
      );
      known &&= sha !== undefined;
      return sha;
    },
  };
}
