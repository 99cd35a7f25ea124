import type { Plan, Seen } from "../../model/plan";
import type { Wanted } from "../../model/request";
import type { Operation } from "../operation";
import type { Pushing } from "./push-tag";
import type { ElsewhereToLook } from "./elsewhere";

/** What is known of files of another target; loaded only for a target that may link to them. */
export async function withElsewhere(
  at: Operation & { readonly wanted: Wanted; readonly elsewhere?: ElsewhereToLook | undefined },
  seen: Seen,
): Promise<Seen> {
  const { elsewhere } = at;
  if (elsewhere === undefined) return seen;
  return (await import("./elsewhere")).lookElsewhere({ ...at, elsewhere }, seen);
}

/** Moves shorter tags; loaded only for a run that asks for it. */
export async function float(
  operation: Operation & { readonly pushing?: Pushing | undefined },
  { steps }: Pick<Plan, "steps">,
): Promise<void> {
  const step = steps.find((one) => one.do === "float-tags");
  if (step === undefined) return;
  const { floatTags, moverByGit } = await import("../floating");
  const { pushing } = operation;
  const mover = operation.forge.can().moveTag ?? (pushing && moverByGit(operation, pushing.remote));
  if (mover === undefined) return;
  await floatTags(operation, { ...step, mover });
}
