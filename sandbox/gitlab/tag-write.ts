import { problem, Refusal } from "./answers";
import { addTag, isTagName, resolveRef, tagCommit } from "./git";
import type { Tag } from "./state";
import type { ProjectCall } from "./world";

interface WantedTag {
  readonly tag: string;
  readonly ref: string | undefined;
  readonly message: string | undefined;
}

/** A refusal of the tags service: its own status, and what the tags route and 11.7 make of it: 400 (4.1, 8). */
const refusal = (status: number, message: string, plain: boolean): Refusal =>
  new Refusal(problem(plain ? 400 : status, message));

/** @param plain every refusal but the hook's is 400 */
export function makeTag(call: ProjectCall, { tag, ref, message }: WantedTag, plain: boolean): Tag {
  const { project } = call;
  const { racingTags, tagHook } = project.rules;
  if (!isTagName(tag)) throw refusal(400, "Tag name invalid", plain);
  if (ref === undefined || ref === "") throw refusal(400, "Target is empty", plain);
  if (project.commits.size === 0) throw refusal(400, `Failed to create a tag: ${tag}`, plain);
  const commit = resolveRef(project, ref);
  if (!commit) throw refusal(400, `Target ${ref} is invalid`, plain);
  if (racingTags.delete(tag)) addTag(project, tag, commit.sha);
  if (project.tags.has(tag)) throw refusal(409, `Tag ${tag} already exists`, plain);
  if (tagHook) throw new Refusal(problem(tagHook.status, tagHook.message));
  return addTag(project, tag, commit.sha, message);
}

/** The release's tag: the one that is there, whatever `ref` says, or a new one at `ref` (reference 4.1). */
export function ensureTag(call: ProjectCall, wanted: WantedTag): void {
  const plain = call.world.dialect.firstReleases;
  if (!isTagName(wanted.tag)) throw refusal(400, "Tag name invalid", plain);
  if (tagCommit(call.project, wanted.tag)) return;
  if (wanted.ref === undefined) throw refusal(422, "Ref is not specified", plain);
  makeTag(call, wanted, plain);
}
