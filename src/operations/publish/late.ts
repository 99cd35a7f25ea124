import type { Step } from "../../model/plan";
import type { Asset, Release } from "../../model/release";
import type { Arrived, Working } from "./arrive";
import type { PublishedFile } from "./upload-files";

/** Loaded only for a run that asks for something of it. */
export const arriving = () => import("./arrive");

/** Steps that look at what stands when all else is done. */
export function isLate(step: Step): step is Extract<Step, { do: "verify-files" | "prune-files" }> {
  return step.do === "verify-files" || (step.do === "prune-files" && !step.sealed);
}

/** Checks that the files have arrived, and clears out. */
export async function arrive(
  work: Working,
  at: { readonly release: Release; readonly files: readonly PublishedFile[]; readonly arrived: Arrived },
  assets: readonly Asset[],
): Promise<{ readonly arrived: Arrived; readonly left: readonly Asset[] }> {
  let { arrived } = at;
  for (const step of work.plan.steps.filter(isLate)) {
    const { prune, verify } = await arriving();
    arrived =
      step.do === "verify-files"
        ? await verify(work, { ...at, arrived }, { ...step, listed: assets })
        : await prune(work, { ...at, arrived }, step);
  }
  const gone = new Set(arrived.pruned.map(({ id, name }) => `${id} ${name}`));
  const left = assets.filter(({ id, name }) => !gone.has(`${id} ${name}`));
  // Clearing out reads the list of checksums again, and may have written it anew.
  const list = work.plan.steps.some((step) => step.do === "prune-files" && !step.sealed) ? arrived.list : undefined;
  return {
    arrived,
    left: list === undefined ? left : left.map((one) => (one.name === list.asset.name ? list.asset : one)),
  };
}
