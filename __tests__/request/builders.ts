import type { Pipeline } from "../../src/ci/ci";
import { plainLogger } from "../../src/ci/loggers";
import type { ForgeModule } from "../../src/forges/forge";
import type { Folders } from "../../src/request/context";
import type { InputName, Inputs } from "../../src/request/inputs";
import { type Names, namesOf } from "../../src/request/entries/names";
import { parseInputs } from "../../src/request/parse";
import type { System } from "../../src/request/notes/text-file";

/** A pipeline that tells nothing, but for what a test says. */
export function pipeline(more: Partial<Pipeline> = {}): Pipeline {
  return {
    title: "Some CI",
    reason: "SOME_CI",
    forge: undefined,
    serverUrl: undefined,
    apiUrl: undefined,
    repository: undefined,
    repositoryId: undefined,
    serverVersion: undefined,
    event: "other",
    tag: undefined,
    commit: undefined,
    release: undefined,
    workspace: undefined,
    logger: plainLogger({ write: () => undefined }),
    handOn: () => Promise.resolve(),
    summarise: () => Promise.resolve(),
    ...more,
  };
}

/** Inputs as the parser gives them. */
export function inputs(values: Partial<Record<InputName, string>> = {}): Inputs {
  const entries = Object.entries(values) as [InputName, string][];
  const read = parseInputs({ given: new Map(entries.map(([name, value]) => [name, { value, source: name }])) });
  if (read.problems.length > 0) throw new Error(read.problems.join("\n"));
  return read.inputs;
}

/** A forge module of which only the data is looked at. */
export function module(more: Partial<ForgeModule> & { readonly id: string }): ForgeModule {
  return {
    title: more.id,
    hosts: [`${more.id}.test`],
    publicServer: `https://${more.id}.test`,
    tokenVariables: (onPublicHost) => (onPublicHost ? ["PUBLIC_TOKEN"] : ["SERVER_TOKEN", "PUBLIC_TOKEN"]),
    permission: () => "It needs the right to write.",
    apiUrl: (serverUrl) => `${serverUrl}/api`,
    repository: { form: /^[^/\s]+\/[^/\s]+$/, words: "owner/repo" },
    releaseId: /^\d+$/,
    storedName: (name) => name,
    probe: { path: `/${more.id}`, recognises: () => false },
    open: () => {
      throw new Error("no test opens it");
    },
    ...more,
  };
}

/** How messages call inputs at the command line. */
export const names: Names = namesOf(new Map(), "flag");

/** The real clock; standard input says nothing. */
export const system: System = {
  now: Date.now,
  sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  stdin: () => {
    throw new Error("no test reads it");
  },
};

/** Everything in one folder, in no CI's workspace. */
export function folders(home: string): Folders {
  return { current: home, home, base: home, workspace: undefined };
}
