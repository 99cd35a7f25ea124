import type { Plan, Seen } from "../../model/plan";
import type { Wanted } from "../../model/request";
import type { Operation } from "../operation";
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
export async function float(operation: Operation, { steps }: Pick<Plan, "steps">): Promise<void> {
  const step = steps.find((one) => one.do === "float-tags");
  const mover = operation.forge.can().moveTag;
  if (step === undefined || mover === undefined) return;
  const { floatTags } = await import("../floating");
  await floatTags(operation, { ...step, mover });
}
