import { attemptDecode, boolean, id, optional, record, text } from "../http";
import type { Pipeline, PipelineEvent } from "./ci";
import { UnreadableError, readWhole } from "./git/read";
import { branchNames, filled, isGone, tagOf } from "./variables";

/** What an event of the Actions family says about the tag. */
export type Told = Pick<Pipeline, "tag" | "release" | "commit" | "branches" | "eventTrouble"> & {
  readonly event: PipelineEvent;
};

/** An event as the runner's variables name it. */
export interface Event {
  readonly name: string;
  readonly ref: string;
  readonly commit: string | undefined;
  /** More names of branches that the variables hold. */
  readonly branches: readonly (string | undefined)[];
  /** The file of its payload, and the variable that told. */
  readonly file: string | undefined;
  readonly variable: string;
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#release; Gitea's has the same members. */
const ReleaseEvent = record({ action: text });
const ReleaseOfEvent = record({ release: record({ id, tag_name: text, draft: optional(boolean, false) }) });
const DeleteEvent = record({ ref_type: text });
const PushEvent = record({ deleted: boolean });
const PullRequestEvent = record({
  action: text,
  pull_request: record({ merged: boolean, merge_commit_sha: text, base: optional(record({ ref: text })) }),
});

/** Reads an event from its name and ref and, for the kinds whose payload matters, from the payload. */
export async function readEvent(at: Event): Promise<Told> {
  const { name, ref } = at;
  const told = { tag: tagOf(ref), commit: filled(at.commit), release: undefined, branches: branchesOf(at) };
  if (isGone(at.commit)) return { ...told, event: "withdrawal" };
  if (name === "release") return releaseEvent(told, await readPayload(at), at);
  if (name === "delete") return deleteEvent(told, await readPayload(at), at);
  // A commit of the queue may never come to the branch.
  if (/^(pull|merge)_request/.test(name) || name === "merge_group" || ref.startsWith("refs/pull/"))
    return pullRequestEvent(told, await readPayload(at));
  if (told.tag === undefined) return { ...told, event: ref.startsWith("refs/heads/") ? "branch" : "other" };
  const pushed = name === "push" ? await readPayload(at) : { payload: undefined };
  const isDeleted = "payload" in pushed && attemptDecode(PushEvent, pushed.payload)?.deleted === true;
  return { ...told, event: isDeleted ? "withdrawal" : "tag" };
}

type Start = Omit<Told, "event">;
type Payload = { readonly payload: unknown } | { readonly trouble: string };

/** What cannot be read may be the end of a release: then nothing is published. */
function releaseEvent(told: Start, read: Payload, at: Event): Told {
  const event = "payload" in read ? attemptDecode(ReleaseEvent, read.payload) : undefined;
  if (event === undefined) return { ...told, event: "release", eventTrouble: trouble(read, at) };
  if (event.action === "deleted" || event.action === "unpublished") return { ...told, event: "withdrawal" };
  const found = "payload" in read ? attemptDecode(ReleaseOfEvent, read.payload)?.release : undefined;
  if (found === undefined) return { ...told, event: "release" };
  return { ...told, event: "release", tag: found.tag_name, release: { id: String(found.id), draft: found.draft } };
}

function deleteEvent(told: Start, read: Payload, at: Event): Told {
  const event = "payload" in read ? attemptDecode(DeleteEvent, read.payload) : undefined;
  if (event === undefined) return { ...told, event: "other", eventTrouble: trouble(read, at) };
  return { ...told, event: event.ref_type === "tag" ? "withdrawal" : "other" };
}

/** Of a merged one the runner's commit is that of a trial merge, or the base before the merge. */
function pullRequestEvent(told: Start, read: Payload): Told {
  const event = "payload" in read ? attemptDecode(PullRequestEvent, read.payload) : undefined;
  const commit = event?.pull_request.merge_commit_sha ?? "";
  if (event?.action !== "closed" || !event.pull_request.merged || !/^[0-9a-f]{40,64}$/i.test(commit))
    return { ...told, event: "pull-request" };
  const branches = [...(told.branches ?? []), ...branchNames(event.pull_request.base?.ref)];
  return { ...told, event: "merge", commit, branches };
}

function branchesOf({ ref, branches }: Event): string[] {
  if (tagOf(ref) !== undefined) return [];
  // `refs/pull/7/merge` has the short name `7/merge`.
  return branchNames(ref, ref.trim().replace(/^refs\/(pull|merge-requests)\//, ""), ...branches);
}

function trouble(read: Payload, { name, variable }: Event): string {
  const why = "trouble" in read ? read.trouble : "does not say what happened";
  return `The file of the event (${variable}) ${why}, so it is not known what the event “${name}” did: it may have taken a release or a tag away.`;
}

/** No forge sends a larger one. https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
const LARGEST = 25 * 1024 * 1024;

async function readPayload({ file }: Event): Promise<Payload> {
  const path = filled(file);
  if (path === undefined) return { trouble: "is not named" };
  try {
    const content = await readWhole(path, { most: LARGEST });
    if (content === undefined) return { trouble: `is not there: ${path}` };
    const payload: unknown = JSON.parse(content.toString("utf8").replace(/^\uFEFF/, ""));
    return { payload };
  } catch (error) {
    if (error instanceof UnreadableError) return { trouble: `cannot be read: ${error.message}` };
    if (error instanceof SyntaxError) return { trouble: `holds no JSON: ${path}` };
    throw error;
  }
}
