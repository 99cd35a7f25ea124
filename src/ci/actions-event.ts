import { attemptDecode, boolean, id, optional, record, text } from "../http";
import type { Pipeline, PipelineEvent } from "./ci";
import { isGone, tagOf } from "./variables";

/** What an event of the Actions family says about the tag. */
export interface Told {
  readonly event: PipelineEvent;
  readonly tag: string | undefined;
  readonly release: Pipeline["release"];
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#release; Gitea's has the same members. */
const ReleaseEvent = record({
  action: text,
  release: record({ id, tag_name: text, draft: optional(boolean, false) }),
});

const DeleteEvent = record({ ref_type: text });

/** Reads an event from its name and ref and, for the two kinds whose payload matters, from the payload. */
export async function readEvent(at: {
  readonly name: string;
  readonly ref: string;
  readonly commit: string | undefined;
  readonly payload: () => Promise<unknown>;
}): Promise<Told> {
  const { name, ref } = at;
  const told = { tag: tagOf(ref), release: undefined };
  if (isGone(at.commit)) return { ...told, event: "withdrawal" };
  if (name === "release") return releaseEvent(await at.payload(), told.tag);
  if (name === "delete") {
    const isTag = attemptDecode(DeleteEvent, await at.payload())?.ref_type === "tag";
    return { ...told, event: isTag ? "withdrawal" : "other" };
  }
  if (/^(pull|merge)_request/.test(name) || ref.startsWith("refs/pull/")) return { ...told, event: "pull-request" };
  if (told.tag !== undefined) return { ...told, event: "tag" };
  return { ...told, event: ref.startsWith("refs/heads/") ? "branch" : "other" };
}

function releaseEvent(payload: unknown, tag: string | undefined): Told {
  const read = attemptDecode(ReleaseEvent, payload);
  if (read === undefined) return { event: "release", tag, release: undefined };
  const { action, release } = read;
  if (action === "deleted" || action === "unpublished") return { event: "withdrawal", tag, release: undefined };
  return { event: "release", tag: release.tag_name, release: { id: String(release.id), draft: release.draft } };
}
