import type { Pipeline } from "../ci/ci";
import type { PushWanted } from "../model/request";
import { isCheckoutOf } from "./commits";
import type { Context } from "./context";
import { InputError } from "./problems";
import type { Target } from "./target/target";
import { remoteOf } from "./target/told";

type Here = Pick<Context, "inputs" | "pipeline" | "checkout" | "folders">;

/**
 * What is to be pushed: the tag as the checkout has it, where it is on the commit that is being built; that commit where
 * the checkout has no such tag, or has an old one that is to be moved.
 *
 * @param built the commit that is being built
 * @throws InputError where the checkout is not that of the job's repository, or its tag is elsewhere
 */
export async function pushOf(at: Here & { readonly tag: string }): Promise<PushWanted | undefined> {
  const { inputs, checkout, tag } = at;
  if (inputs.push_tag === "false") return undefined;
  const own = ownRepository(at);
  if (checkout.repository === undefined || checkout.commit === undefined || !(await isOwnCheckout(at, own)))
    throw new InputError(
      `push_tag has nothing to push from: ${checkout.trouble ?? `there is no checkout${own === undefined ? "" : ` of ${own}`} here`}. Check it out before this step (with its whole history, and not into a folder below), or leave push_tag out.`,
    );
  if ((at.pipeline.branches ?? []).includes(tag) || checkout.branch === tag)
    throw new InputError(
      `push_tag would make a tag ${tag} beside the branch of that name that is being built. Give the release another tag.`,
    );
  const force = inputs.push_tag === "force";
  const head = checkout.commit;
  const id = await checkout.ref(`refs/tags/${tag}`);
  const commit = id === undefined ? undefined : await checkout.peel(id);
  if (id !== undefined && commit === head) return { id, commit, force };
  if (id === undefined || force) return { id: head, commit: head, force };
  if (inputs.allow_tag_mismatch && commit !== undefined) return { id, commit, force };
  throw new InputError(
    `push_tag: the tag ${tag} of the checkout is on ${commit ?? `something else (${id})`}, but ${head} is checked out. Check out the tag, or set allow_tag_mismatch: true to push it as it is.`,
  );
}

/**
 * An object of the checkout, where short tags can be pushed from it: it is that of the job's repository, and the forge
 * takes a push over https. The commit that they are put on is on the target already.
 */
export async function floatFrom(at: Here & { readonly target: Target }): Promise<string | undefined> {
  const { checkout, target } = at;
  if (target.module.gitUser === undefined || /^\d+$/.test(target.repository)) return undefined;
  if (checkout.repository === undefined || checkout.commit === undefined) return undefined;
  return (await isOwnCheckout(at, ownRepository(at))) ? checkout.commit : undefined;
}

/** The repository of the job, where the CI tells it. */
function ownRepository({ pipeline }: { readonly pipeline: Pipeline }): string | undefined {
  return pipeline.repository ?? remoteOf({ pipeline, origin: undefined })?.repository;
}

/** In a shell the checkout is whatever one stands in; in a job it has to be that of the job's repository. */
async function isOwnCheckout({ checkout, pipeline, folders }: Here, repository: string | undefined): Promise<boolean> {
  if (repository === undefined) return checkout.trouble === undefined;
  return isCheckoutOf(checkout, { repository, serverUrl: pipeline.serverUrl }, folders.workspace);
}
