import { HttpError } from "../../http";
import type { MakeTag, TagText } from "../abilities";
import type { Forge } from "../forge";
import { MAYBE_THERE } from "../kit/refusals";
import { commitInList, textInList } from "../kit/tags";
import type { Repository } from "./repository";

/** Tags, branches and commits. There is no route for a single tag. */
export function tagsOf({ api, path, commits }: Repository): Pick<Forge, "tagCommit"> &
  Required<Pick<Forge, "commitExists">> & {
    readonly make: MakeTag;
    readonly text: (tag: string) => Promise<TagText>;
  } {
  async function tagCommit(tag: string): Promise<string | undefined> {
    const query = { sort: "updated", direction: "desc" };
    const commit = await commitInList(api, tag, { at: `${path}/tags`, query });
    if (commit !== undefined) commits.set(tag, commit);
    return commit;
  }
  return {
    tagCommit,
    text: (tag) => textInList(api, tag, { at: `${path}/tags`, query: { sort: "updated", direction: "desc" } }),
    async commitExists(ref) {
      const doing = `looking for the commit of ${ref}`;
      for (const route of ["commits", "branches"]) {
        const at = `${path}/${route}/${encodeURIComponent(ref)}`;
        const { status } = await api.call({ doing, method: "GET", at, accept: [200, 400, 403, 404] });
        if (status === 200) return true;
        if (status !== 404) return undefined;
      }
      // A slash in the name may not be taken in an address.
      return ref.includes("/") ? undefined : (await tagCommit(ref)) !== undefined;
    },
    /** A try that failed may have made the tag all the same. */
    make({ tag, target, message }) {
      const doing = `creating the tag ${tag}`;
      const json = { refs: target, tag_name: tag, tag_message: message };
      const isThere = async (): Promise<boolean> => (await tagCommit(tag)) !== undefined;
      return api.attempt<"made" | "there">(
        async () => {
          try {
            await api.once({ doing, method: "POST", at: `${path}/tags`, json, accept: [201] });
            return "made";
          } catch (error) {
            if (error instanceof HttpError && MAYBE_THERE.includes(error.status) && (await isThere())) return "there";
            throw error;
          }
        },
        { doing, recover: async () => ((await isThere()) ? { value: "made" } : undefined) },
      );
    },
  };
}
