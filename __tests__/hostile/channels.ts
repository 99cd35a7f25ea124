import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseHeredoc } from "../../sandbox/kernel/heredoc";
import type { Env, Ran } from "../doors/bundle";
import { RECIPES } from "../ci/recipes";

/** What a run left behind, as its CI reads it. */
export interface Heard {
  /** Values of the outputs, by the name that the CI gives them. */
  readonly outputs: readonly (readonly [name: string, value: string])[];
  /** The log without what the CI takes for itself and may take. */
  readonly log: string;
}

/** A CI, and how it reads what a job says: each reader is as generous as the CI's own. */
export interface Channel {
  readonly title: string;
  /** Files that are made before the run, by the variable that names them. */
  readonly files?: readonly string[];
  readonly env: Env;
  hear(ran: Ran, folder: string): Promise<Heard>;
}

/** GitLab, Jenkins, Woodpecker, Drone, Gitee Go: whatever looks like a line of variables is one. */
const dotenv =
  (file: string) =>
  async (ran: Ran, folder: string): Promise<Heard> => {
    const text = await readFile(join(folder, file), "utf8");
    const lines = text.split(/\r\n|[\r\n\u0085\u2028\u2029]/).filter((line) => line !== "");
    return {
      outputs: lines.map((line) => [line.replace(/=.*$/s, ""), line.replace(/^[^=]*=/s, "")] as const),
      log: ran.log,
    };
  };

const ESC = "\u001b";
/** The frames around a section of GitLab. */
export const SECTION = new RegExp(`${ESC}\\[0Ksection_(start|end):\\d+:forge_release_\\d+_\\d+\\r${ESC}\\[0K`, "g");

/** `##[set-output name=value]` anywhere in a line, the value decoded as `unescape` does. */
function heardByCnb({ log }: Ran): Promise<Heard> {
  const command = /##\[set-output ([^=\]]+)=([^\]]*)\]/g;
  const decoded = (value: string): string =>
    value.replace(/%u([0-9A-F]{4})|%([0-9A-F]{2})/gi, (_, wide: string | undefined, narrow: string | undefined) =>
      String.fromCharCode(parseInt(wide ?? narrow ?? "", 16)),
    );
  const outputs = [...log.matchAll(command)].map(([, name = "", value = ""]) => [name, decoded(value)] as const);
  return Promise.resolve({ outputs, log: log.replace(command, "") });
}

/** `::set-output name=…::…` at the start of a line, behind a quotation mark, too; Java knows many ends of lines. */
function heardByBkCi({ log }: Ran): Promise<Heard> {
  const command = /^\s*"?::set-output name=([^:]*)::(.*)$/;
  // eslint-disable-next-line no-control-regex -- those are ends of lines there
  const lines = log.split(/\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]/);
  const outputs = lines.flatMap((line) => {
    const [, name, value] = command.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return Promise.resolve({ outputs, log: lines.filter((line) => !command.test(line)).join("\n") });
}

const COMMAND = /^::(add-mask|group|endgroup|notice|warning|error)\b.*$/gm;

export const CHANNELS: readonly Channel[] = [
  {
    title: "GitHub",
    env: RECIPES.github,
    hear: (ran) => Promise.resolve({ outputs: Object.entries(ran.outputs), log: ran.log.replace(COMMAND, "") }),
  },
  {
    title: "AtomGit",
    env: RECIPES.atomgit,
    files: ["ATOMGIT_OUTPUT", "ATOMGIT_STEP_SUMMARY"],
    async hear(ran, folder) {
      const written = await readFile(join(folder, "..", "ATOMGIT_OUTPUT"), "utf8");
      return { outputs: Object.entries(parseHeredoc(written)), log: ran.log.replace(COMMAND, "") };
    },
  },
  {
    title: "GitLab",
    env: RECIPES.gitlab,
    hear: async (ran, folder) => ({
      ...(await dotenv("forge-release.env")(ran, folder)),
      log: ran.log.replace(SECTION, ""),
    }),
  },
  { title: "Gitee Go", env: RECIPES.giteeGo, hear: dotenv("GITEE_PARAMS") },
  { title: "Jenkins", env: RECIPES.jenkins, hear: dotenv("forge-release.env") },
  { title: "Woodpecker", env: RECIPES.woodpecker, hear: dotenv("forge-release.env") },
  { title: "CNB", env: RECIPES.cnb, hear: heardByCnb },
  { title: "BK-CI", env: RECIPES.bkCi, hear: heardByBkCi },
];
