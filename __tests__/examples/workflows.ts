import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type Reader, type Step, type Values, allFilledIn, inOrder, publishes, shell } from "./steps";

interface Workflow {
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly strategy?: { readonly matrix: { readonly os: readonly string[] } };
  readonly steps: readonly {
    readonly uses?: string;
    readonly with?: Readonly<Record<string, unknown>>;
    readonly run?: string;
    readonly env?: Readonly<Record<string, unknown>>;
  }[];
}

const OURS = /^(https:\/\/github\.com\/)?forge-release\/forge-release@v\d+(\.\d+)*$/;
const SYSTEMS: Values = { "ubuntu-latest": "Linux", "windows-latest": "Windows", "macos-latest": "macOS" };

/** Workflows of the Actions family, and of GitCode: the jobs one after the other, those of a matrix at once. */
export const workflow: Reader = (text, values) => {
  const { jobs } = parse(text) as Workflow;
  const rounds = Object.values(jobs).flatMap((job) => roundsOf(job, values));
  if (rounds.length === 0) throw new Error("The workflow has no step that publishes.");
  return rounds;
};

function roundsOf(job: Job, values: Values): readonly (readonly Step[])[] {
  const systems = job.strategy?.matrix.os;
  if (systems === undefined) return inOrder(stepsOf(job, values));
  const variants = systems.map((os) => stepsOf(job, { ...values, "matrix.os": os, "runner.os": SYSTEMS[os] ?? "" }));
  return (variants[0] ?? []).map((_, at) => variants.flatMap((steps) => steps.slice(at, at + 1)));
}

function stepsOf(job: Job, values: Values): readonly Step[] {
  return job.steps.flatMap((step): readonly Step[] => {
    if (OURS.test(step.uses ?? "")) return [{ kind: "action", inputs: inputsOf(step.with ?? {}, values) }];
    return publishes(step.run) ? [shell(step.run, allFilledIn(step.env, values))] : [];
  });
}

/** A runner gives every input of action.yml, most of them empty, and refuses none: what is unknown is passed on. */
function inputsOf(given: Readonly<Record<string, unknown>>, values: Values): Record<string, string> {
  const { inputs } = parse(readFileSync("action.yml", "utf8")) as { inputs: Record<string, { default: string }> };
  const unknown = Object.keys(given).filter((name) => inputs[name] === undefined);
  if (unknown.length > 0) throw new Error(`action.yml has no ${unknown.join(", ")}.`);
  const defaults = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.default]));
  return allFilledIn({ ...defaults, ...given }, values);
}
