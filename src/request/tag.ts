import type { Pipeline } from "../ci/ci";
import type { Inputs } from "./inputs";

/** The tag to publish, empty where the release that is named by its id will tell it, or why there is none. A branch name is never taken for a tag. */
export function readTag(
  { tag_name, release_id }: Pick<Inputs, "tag_name"> & Partial<Pick<Inputs, "release_id">>,
  pipeline: Pipeline,
  offer?: string,
): { readonly tag: string } | { readonly problem: string } {
  const tag = (tag_name ?? pipeline.tag ?? "").replace(/^refs\/tags\//, "");
  if (tag === "" && release_id !== undefined) return { tag };
  if (tag === "") {
    return {
      problem: `There is no tag: ${pipeline.title} was not started by one (event: ${pipeline.event}). ${offer ?? "Start the step on a tag push, or set tag_name."}`,
    };
  }
  if (tag.startsWith("refs/")) return { problem: `tag_name must be a tag, not “${tag}”.` };
  return isTagName(tag) ? { tag } : { problem: `tag_name “${tag}” is not a name that git takes for a tag.` };
}

/** The rules of `git check-ref-format`; and neither of the two names for what is checked out, which forges resolve. */
export function isTagName(tag: string): boolean {
  return (
    tag !== "@" &&
    tag !== "HEAD" &&
    // eslint-disable-next-line no-control-regex -- control characters are what the rule is about
    !/[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|^[/-]|\/$|\.$/.test(tag) &&
    tag.split("/").every((part) => !part.startsWith(".") && !part.endsWith(".lock"))
  );
}
