import { plainText } from "../model/markdown";
import type { FileStep, Plan, Step } from "../model/plan";
import type { ReleaseChange, ReleaseFields } from "../model/release";
import { words } from "../model/words";

/** One thing that a run would do, and what there is to say of it, a line each. */
export interface Told {
  readonly what: string;
  readonly more: readonly string[];
}

/** Notes up to here are shown whole; of longer ones the first lines. */
const SHOWN = { lines: 10, characters: 1000, first: 5, width: 120 };

/** A plan as a person would tell it, in the order in which it would happen. Pure. */
export function planTold(plan: Plan): Told[] {
  const stores = plan.steps.some((step) => step.do === "store-files");
  const told = plan.steps.flatMap((step) => (step.do === "store-files" ? work(plan.files) : stepTold(step, plan)));
  return [...told, ...(stores ? [] : work(plan.files)), ...plan.files.flatMap(left)];
}

/** The plan as lines of the log. */
export function planLines(plan: Plan): string {
  const told = planTold(plan);
  if (told.length === 0) return "dry run: nothing would be done";
  const lines = told.flatMap(({ what, more }, index) => [
    `  ${index + 1}. ${what}`,
    ...more.map((line) => `     ${line}`),
  ]);
  return ["dry run: this would be done:", ...lines].join("\n");
}

/** The plan as a table of the summary. Markdown. */
export function planTable(plan: Plan): string[] {
  const told = planTold(plan);
  if (told.length === 0) return ["There is nothing to do.", ""];
  const rows = told.map(
    ({ what, more }, index) => `| ${index + 1} | ${plainText(what)} | ${more.map(plainText).join("<br>")} |`,
  );
  return ["| | What would be done | |", "|---:|---|---|", ...rows, ""];
}

function stepTold(step: Exclude<Step, { do: "store-files" }>, { release, steps }: Plan): Told[] {
  const generated = steps.find((one) => one.do === "generate-notes");
  switch (step.do) {
    case "generate-notes":
      return [{ what: `have notes generated${since(step.range.previousTag)}`, more: [] }];
    case "create": {
      const { draft, tag, target } = step.fields;
      const made = target === undefined ? [] : [`the tag ${tag}, where it is not there, is made on ${target}`];
      const links = step.links.map(({ name, url }) => `with the link ${name}: ${url}`);
      const notes = notesTold(step.fields.notes, generated !== undefined);
      const what = `create the ${draft ? "draft" : "release"} ${tag}`;
      return [{ what, more: [...made, ...fieldsTold(step.fields), ...notes, ...links] }];
    }
    case "await-push":
      return [{ what: "wait until the server has handled the push of the tag", more: [] }];
    case "set-links":
      return step.links.map(({ link, present }) => ({
        what: `${present === undefined ? "add" : "change"} the link ${link.name}`,
        more: [link.url],
      }));
    case "update": {
      const { notes } = step.change;
      const says = generated !== undefined || notes !== undefined;
      const more = [...changeTold(step.change), ...(says ? notesTold(notes ?? "", generated !== undefined) : [])];
      const what = more.length === 0 ? "mark the draft for a later run" : "update the release";
      return [{ what: `${what} ${release?.tag ?? ""} (id ${release?.id ?? ""})`, more }];
    }
    case "publish": {
      // What a draft says that this run makes was told when it was made.
      const more = release === undefined ? [] : notesTold(step.fields.notes, generated !== undefined);
      return [
        {
          what: `publish ${step.fields.tag}`,
          more: release === undefined ? [] : [...fieldsTold(step.fields), ...more],
        },
      ];
    }
    case "confirm":
      return [];
    case "clear-twin":
      return [{ what: `delete this run's own draft ${step.id}`, more: [] }];
    default:
      return step satisfies never;
  }
}

const since = (tag: string | undefined): string => (tag === undefined ? "" : ` since ${tag}`);

function fieldsTold(fields: ReleaseFields): string[] {
  const { title, prerelease } = fields;
  return [`title: ${title}`, ...(prerelease ? ["a prerelease"] : []), ...marksTold(fields)];
}

function changeTold(change: ReleaseChange): string[] {
  const { title, prerelease } = change;
  return [
    ...(title === undefined ? [] : [`title: ${title}`]),
    ...(prerelease === undefined ? [] : [prerelease ? "a prerelease" : "no prerelease any more"]),
    ...marksTold(change),
  ];
}

function marksTold({ latest, discussionCategory, milestones, tagMessage }: Partial<ReleaseFields>): string[] {
  return [
    ...(latest === undefined ? [] : [`latest: ${latest}`]),
    ...(discussionCategory === undefined ? [] : [`discussion in ${discussionCategory}`]),
    ...(milestones === undefined ? [] : [`milestones: ${milestones.length === 0 ? "none" : milestones.join(", ")}`]),
    ...(tagMessage === undefined ? [] : [`message of the tag: ${tagMessage}`]),
  ];
}

/** How long notes are, and how they begin. */
export function notesTold(notes: string, generated: boolean): string[] {
  const behind = generated ? ["the generated ones"] : [];
  if (notes === "") return [`notes: ${behind[0] ?? "none"}`];
  const lines = notes.split(/\r\n|\r|\n/);
  const whole = lines.length <= SHOWN.lines && notes.length <= SHOWN.characters;
  const first = whole ? lines : lines.slice(0, SHOWN.first).map(cut);
  const rest = whole ? "" : lines.length > SHOWN.first ? `, of which the first ${SHOWN.first} lines` : ", cut here";
  return [
    `notes: ${[words.count([...notes].length, "character"), ...behind.map((part) => `and behind them ${part}`)].join(" ")}${rest}:`,
    ...first.map((line) => `| ${line}`),
    ...(whole ? [] : ["| …"]),
  ];
}

function cut(line: string): string {
  const signs = [...line];
  return signs.length > SHOWN.width ? `${signs.slice(0, SHOWN.width).join("")}…` : line;
}

/** Files that are sent or change their labels, in their order. */
function work(files: readonly FileStep[]): Told[] {
  return files.flatMap((step): Told[] => {
    const { file } = step.match;
    switch (step.status) {
      case "uploaded":
        return [{ what: `upload ${calledAs(step)}, ${words.size(file.size)}`, more: labelTold(step.title.label) }];
      case "replaced":
        return [
          {
            what: `replace ${step.old.name} by ${calledAs(step)}, ${words.size(file.size)}`,
            more: labelTold(step.title.label),
          },
        ];
      case "unchanged":
        return step.retitle === undefined
          ? []
          : [{ what: `change the label of ${step.asset.name}`, more: labelTold(step.retitle.label) }];
      case "kept":
      case "skipped":
        return [];
      default:
        return step satisfies never;
    }
  });
}

const labelTold = (label: string): string[] => (label === "" ? [] : [`label: ${label}`]);

/** Files of which nothing is sent, at the end. */
function left(step: FileStep): Told[] {
  const { path } = step.match.file;
  if (step.status === "kept") return [{ what: `keep ${step.asset.name} as it is, though ${path} differs`, more: [] }];
  if (step.status === "skipped") return [{ what: `skip ${path}`, more: [step.why] }];
  return step.status === "unchanged" && step.retitle === undefined
    ? [{ what: `leave ${step.asset.name} as it is: ${path} is the same`, more: [] }]
    : [];
}

/** `a.zip → other.zip, stored as …`, as the log of an upload has it. */
function calledAs({ match: { file } }: FileStep): string {
  const renamed = file.path.split("/").at(-1) === file.name ? "" : ` → ${file.name}`;
  return `${file.path}${renamed}${file.storedName === file.name ? "" : `, stored as ${file.storedName}`}`;
}
