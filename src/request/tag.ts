import type { Pipeline } from "../ci/ci";
import { ConfigError } from "../errors";
import { releaseById } from "../forges/kit/by-id";
import type { Http } from "../http";
import { isCheckoutOf } from "./commits";
import type { Context } from "./context";
import type { Inputs } from "./inputs";
import { InputError } from "./problems";
import { openForge } from "./target/open";
import type { Target } from "./target/target";
import type { TokenChoice } from "./target/token";

/**
 * The tag to publish; `undefined` where the release that is named by its id will tell it. A branch is never one.
 *
 * @param at.offer a way out for a run without a tag
 * @throws InputError
 */
export function readTag(at: {
  readonly inputs: Pick<Inputs, "tag_name" | "release_id">;
  readonly pipeline: Pipeline;
  readonly offer?: string | undefined;
}): string | undefined {
  const { inputs, pipeline, offer } = at;
  const tag = (inputs.tag_name ?? pipeline.tag ?? "").replace(/^refs\/tags\//, "");
  const problems: string[] = [];
  // An event that may have taken the release away publishes nothing, unless the tag is named all the same.
  if (pipeline.eventTrouble !== undefined && inputs.tag_name === undefined)
    problems.push(`${pipeline.eventTrouble} Set tag_name to publish all the same.`);
  if (tag === "" && inputs.release_id === undefined)
    problems.push(
      pipeline.isShell === true
        ? `No tag was given. ${offer ?? "Set tag_name."}`
        : `No tag was given, and ${pipeline.title} does not tell one (event: ${pipeline.event}). ${offer ?? "Start the job by pushing a tag, or set tag_name."}`,
    );
  else if (tag.startsWith("refs/")) problems.push(`tag_name must be a tag, not “${tag}”.`);
  else if (tag !== "" && !isTagName(tag)) problems.push(`tag_name “${tag}” is not a name that git accepts for a tag.`);
  if (problems.length > 0) throw new InputError(...problems);
  return tag === "" ? undefined : tag;
}

/** The one tag that HEAD carries, as a way out for a run without a tag. */
export async function offeredTag({
  inputs,
  pipeline,
  checkout,
  folders,
  entries,
}: Context): Promise<string | undefined> {
  if ((inputs.tag_name ?? pipeline.tag ?? inputs.release_id) !== undefined) return undefined;
  const repository = inputs.repository ?? pipeline.repository;
  const serverUrl = inputs.server_url ?? pipeline.serverUrl;
  const isSilent = repository === undefined || checkout.remotes.size === 0;
  const counts = isSilent || (await isCheckoutOf(checkout, { repository, serverUrl }, folders.workspace));
  const [tag, ...more] = counts ? await checkout.tags() : [];
  if (tag === undefined || more.length > 0 || !isTagName(tag)) return undefined;
  return `HEAD is ${tag}: add ${entries.names.set("tag_name", tag)}.`;
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

/**
 * Tag of a release that only `release_id` names.
 *
 * @throws ConfigError when there is no such release, or what it has for a tag is none.
 */
export async function tagOfRelease(
  id: string,
  at: { readonly target: Target; readonly token: TokenChoice; readonly http: Http },
): Promise<string> {
  const tag = at.target.module.idsAreTags === true ? id : await askForTag(id, at);
  if (isTagName(tag)) return tag;
  throw new ConfigError({
    what: `The release ${id} has the tag “${tag}”, which is not a name that git accepts for a tag.`,
    hint: "Nothing was changed. Check release_id, or set tag_name.",
  });
}

async function askForTag(id: string, at: Parameters<typeof tagOfRelease>[1]): Promise<string> {
  const forge = await openForge(at, { info: () => undefined, notice: () => undefined });
  return (await releaseById(forge, id)).tag;
}
