import { plainText } from "../model/plain-text";
import type { FileStep, Plan, Step } from "../model/plan";
import type { ReleaseFields } from "../model/release";
import { words } from "../model/words";
import { type Say, inEnglish } from "../model/say";

/** One thing that a run would do, and its details, a line each. */
interface Item {
  readonly what: string;
  readonly more: readonly Detail[];
}

/** A line of this program, or one of somebody else's words. */
type Detail = string | { readonly quoted: string };

const item = (what: string, ...more: readonly Detail[]): Item => ({ what, more });

/** Notes up to here are shown whole; of longer ones the first lines. */
const SHOWN = { lines: 10, characters: 1000, first: 5, width: 120 };

/** The plan as lines of the log. Pure. */
export function planLines(plan: Plan, say: Say = inEnglish): string {
  const items = itemsSaid(plan, say);
  if (items.length === 0) return say("dry run: nothing would be done");
  const lines = items.flatMap(({ what, more }, index) => [
    `  ${index + 1}. ${what}`,
    ...more.map((line) => `     ${line}`),
  ]);
  return [say("dry run: this would be done:"), ...lines].join("\n");
}

/** The plan as a table of the summary. Markdown. Pure. */
export function planTable(plan: Plan, say: Say = inEnglish): string[] {
  const items = itemsSaid(plan, say);
  if (items.length === 0) return [say("There is nothing to do."), ""];
  const rows = items.map(
    ({ what, more }, index) => `| ${index + 1} | ${plainText(what)} | ${more.map(plainText).join("<br>")} |`,
  );
  return [`| | ${say("What would be done")} | |`, "|---:|---|---|", ...rows, ""];
}

interface Said {
  readonly what: string;
  readonly more: readonly string[];
}

function itemsSaid(plan: Plan, say: Say): Said[] {
  return itemsOf(plan).map(({ what, more }) => ({
    what: say(what),
    more: more.map((one) => (typeof one === "string" ? say(one) : one.quoted)),
  }));
}

/** In the order in which it would happen; files of which nothing is sent come last. */
function itemsOf(plan: Plan): Item[] {
  const uploads = plan.steps.some((step) => step.do === "upload-files");
  const items = plan.steps.flatMap((step) => stepItems(step, plan));
  return [...items, ...(uploads ? [] : plan.files.flatMap(sentItem)), ...plan.files.flatMap(leftItem)];
}

function stepItems(step: Step, { release, files, generated }: Plan): Item[] {
  switch (step.do) {
    case "float-tags":
      return [
        item(
          `move ${step.names.join(" and ")} to ${step.tag}`,
          "each only where it stands on a lower version, or is not there",
        ),
      ];
    case "push-tag":
      return [
        item(
          step.from === undefined
            ? `push the tag ${step.tag} to ${step.commit}, by git from the checkout`
            : `move the tag ${step.tag} from ${step.from} to ${step.commit}, by git from the checkout`,
        ),
      ];
    case "make-tag":
      return [item(`make the annotated tag ${step.tag} on ${step.target}`, { quoted: step.message })];
    case "upload-files":
      return files.flatMap(sentItem);
    case "create": {
      const { draft, tag, target, notes } = step.fields;
      const made = target === undefined ? [] : [`the tag ${tag}, where it is not there, is made on ${target}`];
      const links = step.links.map(({ name, url }) => `with the link ${name}: ${url}`);
      const more = [...made, ...fieldLines(step.fields), ...notesLines(notes, generated), ...links];
      return [item(`create the ${draft ? "draft" : "release"} ${tag}`, ...more)];
    }
    case "await-push":
      return [item("wait until the server has handled the push of the tag")];
    case "set-links":
      return step.links.map(({ link, present }) =>
        item(`${present === undefined ? "add" : "change"} the link ${link.name}`, { quoted: link.url }),
      );
    case "update": {
      const { notes } = step.change;
      const more = [...fieldLines(step.change), ...(notes === undefined ? [] : notesLines(notes, generated))];
      const [tag = "", id = ""] = [release?.tag, release?.id];
      const what =
        more.length === 0
          ? `mark the draft for a later run: ${tag} (id ${id})`
          : `update the release ${tag} (id ${id})`;
      return [item(what, ...more)];
    }
    case "publish": {
      // A draft that this run makes was described when it was made.
      const more = release === undefined ? [] : [step.fields].flatMap(fieldLines);
      const notes = release === undefined ? [] : notesLines(step.fields.notes, generated);
      return [item(`publish ${step.fields.tag}`, ...more, ...notes)];
    }
    case "write-checksums":
      return [item(`write ${step.storedName}: the sha256 of every file of the release`)];
    case "expect-files": {
      const expected =
        "count" in step.expected
          ? words.count(step.expected.count, "file")
          : step.expected.patterns.map(({ text }) => text).join(", ");
      const lacks =
        step.lacking.length === 0
          ? []
          : [`as it is now it would lack ${step.lacking.join(", ")}, and the run would end here`];
      return [item(`check that the release has ${expected}`, ...lacks)];
    }
    case "verify-files":
      return [item("download the files of this run, and compare them")];
    case "prune-files":
      return step.assets.map(({ name, size }) =>
        item(`delete ${name}${size === undefined ? "" : `, ${words.size(size)}`}`),
      );
    case "confirm":
      return [];
    case "delete-own-draft":
      return [item(`delete this run's own draft ${step.id}`)];
    default:
      return step satisfies never;
  }
}

/** What is set, beside the notes; of a change also what is taken away. */
function fieldLines(fields: Partial<ReleaseFields>): string[] {
  const { title, prerelease, latest, discussionCategory, milestones, tagMessage, tag } = fields;
  const isWhole = tag !== undefined;
  return [
    ...(title === undefined ? [] : [`title: ${title}`]),
    ...(prerelease === true ? ["a prerelease"] : prerelease === false && !isWhole ? ["no prerelease any more"] : []),
    ...(latest === undefined ? [] : [`latest: ${latest}`]),
    ...(discussionCategory === undefined ? [] : [`discussion in ${discussionCategory}`]),
    ...(milestones === undefined ? [] : [`milestones: ${milestones.length === 0 ? "none" : milestones.join(", ")}`]),
    ...(tagMessage === undefined ? [] : [`message of the tag: ${tagMessage}`]),
  ];
}

/** How long notes are, and how they begin. */
function notesLines(notes: string, generated: Plan["generated"]): Detail[] {
  if (notes === "") return ["notes: none"];
  const lines = notes.trimEnd().split(/\r\n|\r|\n/);
  const isWhole = lines.length <= SHOWN.lines && notes.length <= SHOWN.characters;
  const rest = isWhole ? "" : lines.length > SHOWN.first ? `, of which the first ${SHOWN.first} lines` : ", cut here";
  const since = generated?.since === undefined ? "" : ` since ${generated.since}`;
  const behind = generated === undefined ? "" : `, the generated ones${since} at their end`;
  return [
    `notes: ${words.count([...notes].length, "character")}${behind}${rest}:`,
    ...(isWhole ? lines : [...lines.slice(0, SHOWN.first).map(cut), "…"]).map((line) => ({ quoted: `| ${line}` })),
  ];
}

function cut(line: string): string {
  const characters = [...line];
  return characters.length > SHOWN.width ? `${characters.slice(0, SHOWN.width).join("")}…` : line;
}

/** A file that is sent or changes its label. */
function sentItem(step: FileStep): Item[] {
  const labelled = (label: string | undefined): string[] => (label === undefined ? [] : [`label: ${label}`]);
  const size = words.size(step.match.file.size);
  switch (step.status) {
    case "uploaded":
      return [item(`upload ${nameOf(step)}, ${size}`, ...labelled(step.title.label))];
    case "replaced":
      return [item(`replace ${step.old.name} by ${nameOf(step)}, ${size}`, ...labelled(step.title.label))];
    case "unchanged":
      if (step.retitle === undefined) return [];
      return [item(`change the label of ${step.asset.name}`, ...labelled(step.retitle.label))];
    case "kept":
    case "skipped":
    case "linked":
      return [];
    default:
      return step satisfies never;
  }
}

function leftItem(step: FileStep): Item[] {
  const { path } = step.match.file;
  if (step.status === "kept") return [item(`keep ${step.asset.name} as it is, though ${path} differs`)];
  if (step.status === "skipped") return [item(`skip ${path}`, step.why)];
  if (step.status === "linked")
    return [item(`link to ${path} on the first target, ${step.url ?? "where it will be by then"}`, step.why)];
  return step.status === "unchanged" && step.retitle === undefined
    ? [item(`leave ${step.asset.name} as it is: ${path} is the same`)]
    : [];
}

/** `a.zip → other.zip, stored as …`, as the log of an upload has it. */
function nameOf({ match: { file } }: FileStep): string {
  const renamed = file.path.split("/").at(-1) === file.name ? "" : ` → ${file.name}`;
  return `${file.path}${renamed}${file.storedName === file.name ? "" : `, stored as ${file.storedName}`}`;
}
