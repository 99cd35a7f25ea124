import type { FileStep, Match } from "../model/plan";
import type { Wanted } from "../model/request";

/** What is to be done with one file. Pure. */
export function fileStep(match: Match, wanted: Wanted, skip: string | undefined): FileStep {
  const { file, asset } = match;
  if (skip !== undefined) return { status: "skipped", match, why: skip };
  // The true name goes into the label where the forge stores another one.
  const label = file.label === "" && file.storedName !== file.name ? file.name : file.label;
  if (asset === undefined) return { status: "uploaded", match, label };
  if (match.same)
    return { status: "unchanged", match, asset, relabel: label === "" || label === asset.label ? undefined : label };
  return wanted.overwriteFiles ? { status: "replaced", match, old: asset, label } : { status: "kept", match, asset };
}

/** Whether a step writes anything. */
export function changes(step: FileStep): boolean {
  if (step.status === "uploaded" || step.status === "replaced") return true;
  return step.status === "unchanged" && (step.relabel !== undefined || step.match.leftovers.length > 0);
}
