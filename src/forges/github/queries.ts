import { attemptDecode, boolean, loose, optional, record, text } from "../../http";
import type { NotesRange } from "../../model/release";
import type { TagText } from "../abilities";
import type { OpenOptions, Rights } from "../forge";
import { wordsOf } from "../kit/refusals";
import { CLOSED, segments } from "../kit/rest";
import { askedAsStranger } from "../kit/strangers";
import { permissionFor } from "./permission";
import type { Repository } from "./repository";

const RefWire = record({ object: record({ sha: text, type: text }) });
const PermissionsWire = record({
  private: loose(boolean),
  archived: loose(boolean),
  permissions: loose(record({ pull: optional(boolean), push: optional(boolean) })),
});
const MessageWire = record({ message: text });
const NotesWire = record({ body: text });

/** Annotated tags may point to annotated tags; this many are followed. */
const DEEPEST_TAG = 5;

/** Commit of a tag; `undefined` when it does not exist, or the host has no such route. https://docs.github.com/en/rest/git/refs */
export async function tagCommit({ rest, path }: Repository, tag: string): Promise<string | undefined> {
  const doing = `looking for the tag ${tag}`;
  let at = `${path}/git/ref/tags/${segments(tag)}`;
  for (let depth = 0; depth < DEEPEST_TAG; depth++) {
    // 409 is an empty repository: no tag in it.
    const answer = await rest.call({ doing, method: "GET", at, accept: [200, 404, 409] });
    if (answer.status !== 200) return undefined;
    const { sha, type } = rest.decode(RefWire, answer).object;
    if (type !== "tag") return sha;
    at = `${path}/git/tags/${encodeURIComponent(sha)}`;
  }
  return undefined;
}

/** https://docs.github.com/en/rest/git/refs#delete-a-reference: one that is gone is a 422 that says so. */
export async function deleteTag({ rest, path }: Repository, tag: string): Promise<void> {
  const doing = `deleting the tag ${tag}`;
  const at = `${path}/git/refs/tags/${segments(tag)}`;
  const answer = await rest.call({ doing, method: "DELETE", at, accept: [204, 404, 422] });
  if (answer.status === 422 && !/reference does not exist/i.test(wordsOf(answer.body())))
    throw rest.refused(doing, answer);
}

/** What a tag says. https://docs.github.com/en/rest/git/tags#get-a-tag */
export async function tagText({ rest, path }: Repository, tag: string): Promise<TagText> {
  const doing = `reading the message of the tag ${tag}`;
  const found = await rest.find(RefWire, { doing, at: `${path}/git/ref/tags/${segments(tag)}`, absent: [404, 409] });
  if (found === undefined) return undefined;
  const { sha, type } = found.object;
  if (type !== "tag") return "lightweight";
  return rest.find(MessageWire, { doing, at: `${path}/git/tags/${encodeURIComponent(sha)}` });
}

/** https://docs.github.com/en/rest/commits/commits#get-a-commit: a missing one is a 422 that names it. */
export async function commitExists({ rest, path }: Repository, ref: string): Promise<boolean | undefined> {
  const answer = await rest.call({
    doing: `looking for the commit of ${ref}`,
    method: "GET",
    at: `${path}/commits/${segments(ref)}`,
    query: { per_page: 1 },
    accept: [200, 403, 404, 409, 422],
  });
  if (answer.status === 200) return true;
  const said = attemptDecode(record({ message: text }), answer.body())?.message ?? "";
  return answer.status === 422 && /no commit found/i.test(said) ? false : undefined;
}

/** Tag of the release marked latest; `undefined` when there is none, or the host has no such route. */
export async function latestTag({ rest, path, readRelease }: Repository): Promise<string | undefined> {
  const doing = "looking for the latest release";
  return (await rest.find(readRelease, { doing, at: `${path}/releases/latest` }))?.tag;
}

/**
 * Notes as GitHub writes them; nothing is saved by asking for them, so asking twice does no harm. `undefined` where the
 * host has no such route: compatible hosts do not say so before they are asked.
 * https://docs.github.com/en/rest/releases/releases#generate-release-notes-content-for-a-release
 */
export function generateNotes(
  { rest, path, serverVersion, isCloud }: Repository,
  { tag, target, previousTag, config }: NotesRange,
): Promise<string | undefined> {
  const doing = `generating the notes of ${tag}`;
  const call = {
    doing,
    method: "POST",
    at: `${path}/releases/generate-notes`,
    json: {
      tag_name: tag,
      target_commitish: target,
      previous_tag_name: previousTag,
      configuration_file_path: config,
    },
    // Only where the server's version is not known can 404 mean that there is no such route.
    accept: serverVersion() === undefined && !isCloud ? [200, 404] : [200],
  } as const;
  return rest.attempt(
    async () => {
      const answer = await rest.once(call);
      return answer.status === 200 ? rest.decode(NotesWire, answer).body : undefined;
    },
    { doing },
  );
}

/**
 * https://docs.github.com/en/rest/repos/repos#get-a-repository. Of installations' own tokens it may say that they can do
 * nothing. Of a classic token the header has the scopes:
 * https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps
 */
export async function readRights({ rest, path }: Repository, automatic: boolean): Promise<Rights> {
  const answer = await rest.call({ doing: "looking at the repository", method: "GET", at: path, accept: [200] });
  const { permissions, archived, private: isPrivate } = rest.decode(PermissionsWire, answer);
  const { pull, push } = permissions ?? {};
  const writes = push === false && pull !== true ? undefined : push;
  const hint = permissionFor(automatic);
  // Empty for tokens that have no scopes but permissions.
  const scopes = (answer.headers["x-oauth-scopes"] ?? "").split(/[,\s]+/).filter((scope) => scope !== "");
  if (scopes.length === 0 || writes === false) return { writes, hint, archived };
  const fits = scopes.includes("repo") || (scopes.includes("public_repo") && isPrivate === false);
  return { writes: fits ? writes : false, hint, archived, ofToken: true };
}

const VisibilityWire = record({ private: loose(boolean) });

/**
 * Who may see the repository. A server of one's own can be closed to strangers as a whole, so that it is asked as one;
 * on GitHub.com strangers that share an address may ask for little.
 */
export async function readVisibility(
  { rest, path, isCloud }: Repository,
  options: OpenOptions,
): Promise<"public" | "private" | undefined> {
  const doing = "looking whether the repository is public";
  if (!isCloud) return askedAsStranger(options, { at: path, doing });
  const isPrivate = (await rest.find(VisibilityWire, { doing, at: path, absent: CLOSED }))?.private;
  return isPrivate === undefined ? undefined : isPrivate ? "private" : "public";
}
