import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type Reader, allFilledIn, inOrder, publishes, shell, valueOf } from "./steps";

type Env = Readonly<Record<string, unknown>>;

/** A job that is written by hand. Its lines run in one shell. */
export const gitlabJob: Reader = (text) => {
  const jobs = Object.values(parse(text) as Record<string, { script: string | readonly string[] }>);
  const scripts = jobs.map(({ script }) => [script].flat().join("\n"));
  return inOrder(scripts.filter(publishes).map((script) => shell(script)));
};

interface Including {
  readonly include: readonly [{ readonly remote: string; readonly inputs: Readonly<Record<string, unknown>> }];
}

type Declared = Readonly<Record<string, { readonly type?: string; readonly default: unknown }>>;

interface Included {
  readonly variables: Readonly<Record<string, string | { readonly value: string }>>;
  readonly script: readonly string[];
}

/** The job that an included template makes of the inputs; lists are filled in as JSON. */
export const gitlabInclude: Reader = (text) => {
  const [{ remote, inputs }] = (parse(text) as Including).include;
  const template = readFileSync(remote.split("/").at(-1) ?? "", "utf8");
  const [, head = "", body = ""] = /^([\s\S]*?)\n---\n([\s\S]*)$/.exec(template) ?? [];
  const declared = (parse(head) as { spec: { inputs: Declared } }).spec.inputs;
  const unknown = Object.keys(inputs).filter((name) => declared[name] === undefined);
  if (unknown.length > 0) throw new Error(`The template has no ${unknown.join(", ")}.`);
  const filled = body.replaceAll(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => {
    const value = inputs[name] ?? declared[name]?.default;
    return Array.isArray(value) ? JSON.stringify(value) : String(value);
  });
  const steps = Object.values(parse(filled) as Record<string, Included>).map(({ variables, script }) => {
    const env = Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === "string" ? value : value.value,
    ]);
    return shell(script.join("\n"), Object.fromEntries(env) as Record<string, string>);
  });
  return inOrder(steps);
};

/** Variables of the pipeline are in the environment. */
export const giteeGo: Reader = (text, values) => {
  const { variables, stages } = parse(text) as {
    variables: { global: readonly string[] };
    stages: readonly { steps: readonly { commands: readonly string[] }[] }[];
  };
  const env = Object.fromEntries(variables.global.map((name) => [name, valueOf(values, name)]));
  const commands = stages.flatMap(({ steps }) => steps.flatMap((step) => step.commands));
  return inOrder(commands.filter(publishes).map((command) => shell(command, env)));
};

export const cnb: Reader = (text) => {
  const pipelines = (parse(text) as { "v*": { tag_push: readonly { stages: readonly { script: string }[] }[] } })["v*"];
  const scripts = pipelines.tag_push.flatMap(({ stages }) => stages.map(({ script }) => script));
  return inOrder(scripts.filter(publishes).map((script) => shell(script)));
};

export const bkCi: Reader = (text, values) => {
  const { jobs } = parse(text) as { jobs: Record<string, { steps: readonly { run?: string; env?: Env }[] }> };
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  return inOrder(steps.flatMap(({ run, env }) => (publishes(run) ? [shell(run, allFilledIn(env, values))] : [])));
};

/** Woodpecker and Drone: every command of a step in one shell, secrets in its environment. */
export const containers: Reader = (text, values) => {
  const { steps } = parse(text) as {
    steps: readonly { commands: readonly string[]; environment?: Record<string, { from_secret: string }> }[];
  };
  const publishing = steps.filter(({ commands }) => commands.some(publishes));
  return inOrder(
    publishing.map(({ commands, environment = {} }) => {
      const env = Object.entries(environment).map(([name, { from_secret }]) => [name, valueOf(values, from_secret)]);
      return shell(commands.join("\n"), Object.fromEntries(env) as Record<string, string>);
    }),
  );
};

/** builds.sr.ht: tasks one after the other, each in a shell of its own that starts beside the checkouts. */
export const buildsSrHt: Reader = (text) => {
  const { tasks } = parse(text) as { tasks: readonly Readonly<Record<string, string>>[] };
  return inOrder(
    tasks.flatMap((task) => Object.values(task)).flatMap((script) => (publishes(script) ? [shell(script)] : [])),
  );
};

/** The step `sh` and the credentials around it, taken out of the text: Groovy is not read. */
export const jenkinsfile: Reader = (text, values) => {
  const scripts = [...text.matchAll(/\bsh '''([\s\S]*?)'''/g)].map(([, script = ""]) => script);
  const credentials = [...text.matchAll(/string\(credentialsId: '([^']+)', variable: '([^']+)'\)/g)];
  const env = Object.fromEntries(credentials.map(([, id = "", variable = ""]) => [variable, valueOf(values, id)]));
  return inOrder(scripts.filter(publishes).map((script) => shell(script, env)));
};
