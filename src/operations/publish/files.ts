import type { Abilities } from "../../forges/forge";
import type { FileStep, Match, Seen, Title } from "../../model/plan";
import type { Asset } from "../../model/release";
import type { Wanted } from "../../model/request";

/** What is to be done with one file. Pure. */
export function fileStep(
  match: Match,
  at: {
    readonly wanted: Wanted;
    readonly can: Abilities;
    readonly skip: string | undefined;
    readonly elsewhere?: Seen["elsewhere"];
  },
): FileStep {
  const { asset } = match;
  if (at.skip !== undefined) return { status: "skipped", match, why: at.skip };
  const instead = at.elsewhere?.files.get(match.file.path);
  if (instead !== undefined && "url" in instead.at)
    return { status: "linked", match, why: instead.why, url: instead.at.url };
  const title = titleOf(match, at.can);
  if (asset === undefined) return { status: "uploaded", match, title };
  if (match.same) return { status: "unchanged", match, asset, retitle: retitled(asset, title) };
  return at.wanted.overwriteFiles ? { status: "replaced", match, old: asset, title } : { status: "kept", match, asset };
}

/** The true name goes into the label where the forge stores another one. */
function titleOf({ file }: Match, { labels, links }: Abilities): Title {
  const label = file.label ?? (file.storedName === file.name ? undefined : file.name);
  return {
    label: labels === undefined ? undefined : label,
    linkType: links?.kinds === true ? file.linkType : undefined,
  };
}

/** What is not asked for stays as it is. */
function retitled(asset: Asset, { label, linkType }: Title): Title | undefined {
  const isSame = (label ?? asset.label) === asset.label && (linkType ?? asset.linkType) === asset.linkType;
  return isSame ? undefined : { label: label ?? asset.label, linkType };
}

/** Whether a step writes anything. */
export function changes(step: FileStep): boolean {
  if (step.status === "uploaded" || step.status === "replaced") return true;
  const { duplicates, leftovers } = step.match;
  return step.status === "unchanged" && (step.retitle !== undefined || duplicates.length > 0 || leftovers.length > 0);
}

/** Whether a step brings bytes to the forge. */
export function sends({ status, match }: FileStep): boolean {
  return (status === "uploaded" || status === "replaced") && match.waiting === undefined;
}
