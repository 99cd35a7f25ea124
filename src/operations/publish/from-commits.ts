import { UnreadableError } from "../../ci/git/read";
import type { History } from "../../ci/git/history";
import type { Range } from "../../ci/git/range";
import type { Generated } from "../../model/plan";
import type { NotesRange } from "../../model/release";
import { previousTag } from "../../model/version";
import { notesFrom, publishedTexts } from "../../request/notes/generated";
import type { Local } from "../../request/notes/local";
import { type Generating, refuseSecrets, requireStart } from "./generate";
import { listed } from "../releases";
import { mayBeAbsent } from "./fields";

/** The commits that notes are made of; or why there are none, as the end of a sentence. */
type Found = { readonly range: Range; readonly since: string | undefined } | { readonly why: string };

/**
 * Notes of the commits between two tags: of the checkout, where it holds what the target holds; else of those that the
 * forge lists.
 *
 * @throws ConfigError where the tag to start from is nowhere.
 */
export async function fromCommits(at: Generating, range: NotesRange): Promise<Generated> {
  const { local, wanted } = at;
  const found = await inCheckout(at, range);
  const used = "range" in found ? found : await listedByForge(at, range);
  if (used !== undefined) {
    const { commits, more } = used.range;
    const pages = local?.pages ?? { commit: () => undefined, compare: () => undefined };
    const material = { tag: wanted.tag, since: used.since, commits, more, pages, ownIssues: local?.isOwn === true };
    refuseSecrets(local?.secretIn(publishedTexts(material)));
    return { text: notesFrom(material), since: used.since };
  }
  await requireStart(range.previousTag, at.forge);
  const why = "why" in found ? found.why : "";
  return { missing: `generate_release_notes (${why})`, passes: false };
}

async function listedByForge(
  { forge }: Generating,
  range: NotesRange,
): Promise<{ readonly range: Range; readonly since: string | undefined } | undefined> {
  const commits = await forge.can().notes?.commits?.(range);
  return commits && { range: { commits, more: 0, isCut: false }, since: range.previousTag };
}

async function inCheckout(at: Generating, range: NotesRange): Promise<Found> {
  const { local } = at;
  const none = "the forge does not write them, and there is no checkout here whose commits could be listed";
  if (local?.trouble !== undefined) return { why: `${none}: ${local.trouble}` };
  try {
    const history = await local?.history();
    if (local === undefined || history === undefined) return { why: none };
    return await between({ ...at, local, history }, range);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { why: `the checkout's history cannot be read: ${error.message}` };
  }
}

interface Reading extends Generating {
  readonly local: Local;
  readonly history: History;
}

async function between(at: Reading, range: NotesRange): Promise<Found> {
  const { wanted, history, local } = at;
  const mend = local.fetching.history;
  const end = await endOf(at);
  if (end === undefined)
    return { why: "the checkout here is none of this repository, or does not have the tag's commit" };
  const since =
    wanted.previousTag ?? previousTag(wanted.tag, await history.tags()) ?? range.previousTag ?? (await released(at));
  const start = since === undefined ? undefined : await startOf(at, since);
  if (since !== undefined && start === undefined)
    return { why: `the checkout does not have ${since}, where they start: ${mend}` };
  const found = await history.between(start, end);
  if (found === undefined || found.isCut)
    return { why: `the checkout is a shallow clone, which ends before ${since ?? "the first commit"}: ${mend}` };
  return { range: found, since };
}

/**
 * The commit of the tag, if the checkout has it. What a repository has published already is no secret to it: so it is of
 * this repository's checkout, or a commit that the target has, and then it has all that came before.
 */
async function endOf({ tag, wanted, local, history, forge }: Reading): Promise<string | undefined> {
  if (typeof tag === "object") return history.commitOf(tag.commit);
  const id = wanted.push?.commit ?? wanted.target ?? wanted.expectedCommit;
  const named = mayBeAbsent({ tag }) ? id : (wanted.expectedCommit ?? id);
  const commit =
    named === undefined
      ? await history.commitOfTag(wanted.tag)
      : ((await history.commitOf(named)) ?? (await history.commitOfName(named)));
  if (commit === undefined || local.isShared) return commit;
  return (await forge.commitExists?.(commit)) === true ? commit : undefined;
}

async function startOf({ history, forge }: Reading, since: string): Promise<string | undefined> {
  const own = await history.commitOfTag(since);
  if (own !== undefined) return own;
  const told = await requireStart(since, forge);
  return told === undefined ? undefined : history.commitOf(told);
}

/** The previous release, where the checkout has no tag of a lower version. */
async function released({ forge, wanted: { tag } }: Reading): Promise<string | undefined> {
  const releases = await listed(forge, "looking for the previous release", "all");
  const tags = releases.filter(({ draft }) => !draft).map((one) => one.tag);
  return previousTag(tag, tags);
}
