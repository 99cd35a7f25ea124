import { fetchingOf } from "../../ci/fetching";
import type { Repository } from "../../ci/git/find";
import { openHistory } from "../../ci/git/history";
import { UnreadableError } from "../../ci/git/read";
import { type Finding, ok, unknown, warning } from "../../model/finding";
import type { Stage } from "../../world";
import type { Prepared } from "../publish/prepare";

/** What the checkout tells, and lacks for what was asked for. */
export async function checkoutFound({ ci }: Stage, prepared: Prepared): Promise<Finding[]> {
  const { context, gathered } = prepared;
  const { checkout, inputs } = context;
  const { repository, trouble, commit, branch } = checkout;
  if (trouble !== undefined)
    return [warning("checkout", `It is not looked at: ${trouble}.`, "Run this as the user whose checkout it is.")];
  if (repository === undefined)
    return [unknown("checkout", "There is none here.", "In a checkout the commit of the tag is checked as well.")];
  const isShallow = await isCut(repository);
  const { tag } = gathered;
  const missing = tag !== undefined && (await checkout.ref(`refs/tags/${tag}`)) === undefined ? tag : undefined;
  const on = branch === undefined ? "" : ` (${branch})`;
  const about = [
    commit === undefined ? "It has no commit yet." : `HEAD is ${commit}${on}.`,
    ...(isShallow ? ["It is a shallow clone."] : []),
    ...(missing === undefined ? [] : [`It does not have the tag ${missing}.`]),
  ];
  const { history, tag: fetchTag } = fetchingOf(ci.ci);
  const found = [ok("checkout", about.join(" "))];
  if (isShallow && inputs.generate_release_notes)
    found.push(
      warning("checkout", "Notes that are made of its commits may end too early.", `To have all: ${history}.`),
    );
  if (missing !== undefined && inputs.notes_from_tag)
    found.push(warning("checkout", `What the tag ${missing} says is not in it.`, `To have it: ${fetchTag(missing)}.`));
  return found;
}

/** Whether the clone ends before the first commit. */
function isCut(repository: Repository): Promise<boolean> {
  return openHistory(repository)
    .then((history) => history.isShallow())
    .catch((error: unknown) => {
      if (error instanceof UnreadableError) return false;
      throw error;
    });
}
