import { withoutSlash } from "../model/address";
import type { TagPushing } from "../operations/copy/tag-step";
import { isCheckoutOf } from "../request/commits";
import { InputError } from "../request/problems";
import { pushProblems } from "../request/push-problems";
import { ofSide } from "./copy-sides";
import type { Place, Running } from "./frame";
import { openPush } from "./publish/push";

/**
 * How tags that the target lacks are pushed there, in the way of publish and with the target's token alone.
 *
 * @throws InputError where the target takes no push
 */
export async function openTagPushing(
  { context, stage, http, authorities, words }: Running<"copy">,
  { from, to }: { readonly from: Place; readonly to: Place },
): Promise<TagPushing> {
  const { checkout, folders } = context;
  const inputs = { ...context.inputs, tag_message: undefined };
  const tags = words.length === 0 ? [undefined] : words;
  const problems = new Set(tags.flatMap((tag) => pushProblems(inputs, tag, to.target)));
  if (problems.size > 0) throw new InputError(...problems);
  const { serverUrl, repository } = from.target;
  const isUsable = checkout.repository !== undefined && checkout.trouble === undefined;
  // Only its length counts, where HEAD names no commit yet.
  const id = checkout.commit ?? "0".repeat(40);
  const pushing = isUsable
    ? await openPush(stage, { ...to, inputs, http, authorities, context }, { id }).catch((error: unknown) => {
        throw ofSide("to", error);
      })
    : undefined;
  return {
    force: inputs.push_tag === "force",
    checkout,
    isOfSource: await isCheckoutOf(checkout, { repository, serverUrl }, folders.workspace),
    address: `${withoutSlash(serverUrl)}/${repository}`,
    pushing,
  };
}
