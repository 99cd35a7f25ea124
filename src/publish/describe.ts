import type { PlanOutput } from "../../types/outputs";
import type { FileStep, Plan, Step } from "../model/plan";

/** A plan for people and programs: one object per change, one per file. Pure. */
export function describe({ steps, files, release }: Plan): PlanOutput[] {
  return steps
    .flatMap((step): PlanOutput[] => {
      switch (step.do) {
        case "generate-notes":
          return [{ action: "generate-notes", tag_name: step.range.tag, previous_tag: step.range.previousTag ?? null }];
        case "create":
          return [
            { action: step.fields.draft ? "create-draft" : "create", ...fieldsOf(step.fields) },
            ...step.links.map(({ name, url }) => ({ action: "link", name, url })),
          ];
        case "await-push":
        case "store-files":
          return [];
        case "set-links":
          return step.links.map(({ link, present }) => ({
            action: present === undefined ? "link" : "change-link",
            name: link.name,
            url: link.url,
          }));
        case "update":
          return [
            { action: "update", id: release?.id ?? null, changes: Object.keys(step.change).join(", ") || "notes" },
          ];
        case "publish":
          return [{ action: "publish", ...fieldsOf(step.fields) }];
        case "confirm":
          return [];
        case "clear-twin":
          return [{ action: "delete-own-draft", id: step.id }];
        default:
          return step satisfies never;
      }
    })
    .concat(files.map(describeFile));
}

function fieldsOf(fields: Extract<Step, { do: "create" }>["fields"]): Omit<PlanOutput, "action"> {
  return {
    tag_name: fields.tag,
    name: fields.title,
    prerelease: fields.prerelease,
    ...(fields.target === undefined ? {} : { target_commitish: fields.target }),
    ...(fields.latest === undefined ? {} : { make_latest: fields.latest }),
  };
}

const ACTIONS: Readonly<Record<FileStep["status"], string>> = {
  uploaded: "upload",
  replaced: "replace",
  unchanged: "none",
  kept: "keep",
  skipped: "skip",
};

function describeFile(step: FileStep): PlanOutput {
  const { file } = step.match;
  const relabels = step.status === "unchanged" && step.retitle !== undefined;
  return { action: relabels ? "label" : ACTIONS[step.status], file: file.path, name: file.storedName, size: file.size };
}
