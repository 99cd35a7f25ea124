import type { PlanOutput } from "../../../types/outputs";
import type { FileStep, Plan, Step } from "../../model/plan";
import type { Release } from "../../model/release";

/** A plan for people and programs: one object per change, one per file. Pure. */
export function describe({ steps, files, release, generated }: Plan): PlanOutput[] {
  const notes =
    generated === undefined
      ? []
      : [{ action: "generate-notes", tag_name: generated.tag, previous_tag: generated.since ?? null }];
  return [...notes, ...steps.flatMap((step) => describeStep(step, release)), ...files.map(describeFile)];
}

function describeStep(step: Step, release: Release | undefined): PlanOutput[] {
  switch (step.do) {
    case "float-tags":
      return step.names.map((name) => ({ action: "move-tag", tag_name: name, to: step.tag }));
    case "push-tag":
      return [
        {
          action: step.from === undefined ? "push-tag" : "move-tag",
          tag_name: step.tag,
          target_commitish: step.commit,
        },
      ];
    case "make-tag":
      return [{ action: "create-tag", tag_name: step.tag, target_commitish: step.target }];
    case "create":
      return [
        { action: step.fields.draft ? "create-draft" : "create", ...fieldsOf(step.fields) },
        ...step.links.map(({ name, url }) => ({ action: "link", name, url })),
      ];
    case "set-links":
      return step.links.map(({ link: { name, url }, present }) => ({
        action: present === undefined ? "link" : "change-link",
        name,
        url,
      }));
    case "update":
      return [{ action: "update", id: release?.id ?? null, changes: Object.keys(step.change).join(", ") || "notes" }];
    case "publish":
      return [{ action: "publish", ...fieldsOf(step.fields) }];
    case "delete-own-draft":
      return [{ action: "delete-own-draft", id: step.id }];
    case "write-checksums":
      return [{ action: "checksums", name: step.storedName }];
    case "expect-files":
      return [
        {
          action: "expect-files",
          ...("count" in step.expected
            ? { count: step.expected.count }
            : { patterns: step.expected.patterns.map(({ text }) => text).join("\n") }),
          missing: step.lacking.join("\n"),
        },
      ];
    case "verify-files":
      return [{ action: "verify" }];
    case "prune-files":
      return step.assets.map(({ name, size }) => ({ action: "prune", name, size: size ?? null }));
    case "await-push":
    case "upload-files":
    case "confirm":
      return [];
    default:
      return step satisfies never;
  }
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
  linked: "link-file",
};

function describeFile(step: FileStep): PlanOutput {
  const { file } = step.match;
  const relabels = step.status === "unchanged" && step.retitle !== undefined;
  const action = relabels ? "label" : ACTIONS[step.status];
  const url = step.status === "linked" ? { url: step.url ?? null } : {};
  return { action, file: file.path, name: file.storedName, size: file.size, ...url };
}
