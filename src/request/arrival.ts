import { parseDuration } from "../model/duration";
import { IMPOSSIBLE, TEMPORARY } from "../model/names";
import type { Arrival, ExpectedFiles, PruneFiles } from "../model/request";
import type { Inputs } from "./inputs";
import { parseMoment } from "./moment";
import { readNamePatterns } from "./name-patterns";

/** What inputs say of checksums, checks and clearing out, before the forge is known. */
export type ReadArrival = Omit<Arrival, "checksums"> & { readonly checksums: string | undefined };

type Given = Pick<
  Inputs,
  "checksums" | "verify" | "expect_files" | "prune_files" | "prune_age" | "labels" | "released_at"
>;

/** Reads these inputs, and tells everything that is wrong with them. */
export function readArrival(inputs: Given): { readonly arrival: ReadArrival; readonly problems: readonly string[] } {
  const problems: string[] = [];
  return {
    arrival: {
      checksums: readChecksums(inputs, problems),
      verify: inputs.verify,
      expect: readExpected(inputs, problems),
      prune: readPrune(inputs, problems),
      labels: readLabels(inputs, problems),
      releasedAt: readDate(inputs, problems),
    },
    problems,
  };
}

function readChecksums({ checksums: name }: Given, problems: string[]): string | undefined {
  if (name === undefined) return undefined;
  if (name === "" || name === "." || name === ".." || IMPOSSIBLE.test(name) || name.startsWith(TEMPORARY))
    problems.push(`checksums “${name.slice(0, 200)}” is no name of a file, such as SHA256SUMS.`);
  else if (/^(true|false|yes|no|on|off)$/i.test(name))
    problems.push(`checksums is the name of the file to write, such as SHA256SUMS, not “${name}”.`);
  return name;
}

/** A number by itself counts files; everything else is a pattern. */
function readExpected({ expect_files: lines }: Given, problems: string[]): ExpectedFiles | undefined {
  const [first = "", ...more] = lines.map((line) => line.trim());
  if (first === "") return undefined;
  if (more.length === 0 && /^\d{1,6}$/.test(first)) return { count: Number(first) };
  const read = readNamePatterns("expect_files", lines);
  const taken = read.patterns.filter(({ negated }) => negated).map(({ text }) => text);
  problems.push(
    ...read.problems,
    ...(taken.length === 0
      ? []
      : [`expect_files names what has to be there; “!${taken[0] ?? ""}” names what has not.`]),
  );
  return { patterns: read.patterns };
}

/** Six hours: longer than the jobs of one pipeline lie apart, shorter than a night. */
const USUAL_AGE = "6h";

function readPrune({ prune_files: lines, prune_age }: Given, problems: string[]): PruneFiles | undefined {
  const age = parseDuration(prune_age ?? USUAL_AGE);
  if (age === undefined)
    problems.push(`prune_age has to be a time such as 90m, 6h or 2d, or 0, not “${(prune_age ?? "").slice(0, 100)}”.`);
  if (lines.length === 0) {
    if (prune_age !== undefined)
      problems.push("prune_age says how old files have to be to go, and prune_files names none.");
    return undefined;
  }
  const { patterns, problems: wrong } = readNamePatterns("prune_files", lines);
  problems.push(...wrong);
  if (wrong.length === 0 && patterns[0]?.negated !== false)
    problems.push("prune_files takes away (`!`) before it has named anything.");
  return { patterns, age: age ?? 0 };
}

/** `[]` alone asks for none; nothing given asks for nothing. */
function readLabels({ labels: lines }: Given, problems: string[]): readonly string[] | undefined {
  const labels = [...new Set(lines.flatMap((line) => line.split(",")).map((label) => label.trim()))].filter(Boolean);
  if (labels.length === 1 && /^\[\s*\]$/.test(labels[0] ?? "")) {
    problems.push("labels: no request takes the labels of a release away. Take them away on its page.");
    return undefined;
  }
  return labels.length === 0 ? undefined : labels;
}

function readDate({ released_at: text }: Given, problems: string[]): number | undefined {
  if (text === undefined) return undefined;
  const moment = parseMoment(text);
  if (moment === undefined)
    problems.push(
      `released_at has to be a day or a moment with its zone, such as 2026-01-31 or 2026-01-31T10:00:00+08:00, not “${text.slice(0, 100)}”.`,
    );
  return moment === undefined ? undefined : Date.parse(moment);
}
