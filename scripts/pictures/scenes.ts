import { pushedTo } from "../../sandbox";
import { startGitea } from "../../sandbox/gitea";
import { startGitee } from "../../sandbox/gitee";
import { setTimeout as sleep } from "node:timers/promises";
import { type InTerminal, type Size, colouredLines, runInTerminal } from "./pty";
import { type Stage, TAG, onStage, runInPipeline } from "./stage";
import { shownBy } from "./job-log";
import { steady } from "./steady";
import { summarySvg } from "./summary-svg";
import { terminalSvg } from "./terminal-svg";

/** Pictures by the names of their files. */
export type Pictures = Readonly<Record<string, () => Promise<string>>>;

const COLUMNS = 104;
const FILES = ["dist/*"];

const servers = ({ github }: Stage, host = "github.com"): Record<string, string> => ({
  [github.serverUrl]: `https://${host}`,
  [new URL(github.serverUrl).host]: host,
});

/** What pages show of this program. */
export const PICTURES: Pictures = {
  "log.svg": () => onStage((at) => pipelineLog(at, step(at))),
  "summary.svg": () => onStage((at) => pageOf(at, [], step(at))),
  "terminal.svg": () => onStage((at) => wholeLog(at, ["--tag-name", TAG, "--body-path", "NOTES.md", ...FILES])),
};

/** The action as a step with these inputs. */
const step = ({ job }: Stage): Stage["job"] => ({ ...job, INPUT_FILES: FILES.join("\n"), INPUT_BODY_PATH: "NOTES.md" });

async function wholeLog(at: Stage, words: readonly string[], env: Stage["shell"] = at.shell): Promise<string> {
  const run = runInTerminal({
    ...{ words: [...at.bundle, ...words], env, folder: at.folder },
    size: { columns: COLUMNS, rows: 50 },
  });
  await run.ended;
  const typed = `$ npx forge-release ${words.map((word) => (/[*!]/.test(word) ? `'${word}'` : word)).join(" ")}`;
  const lines = steady(colouredLines(run.screen).join("\n"), servers(at, "git.example.com")).split("\n");
  return terminalSvg({ lines: [`\x1b[1m${typed}\x1b[22m`, ...lines], columns: COLUMNS, title: "forge-release" });
}

async function pageOf(at: Stage, words: readonly string[], env: Stage["job"] = at.job): Promise<string> {
  const { summary } = await runInPipeline(at, { words, env });
  return summarySvg(steady(summary, servers(at)), "Summary of a run");
}

/** More of them, to be looked at. */
export const MORE: Pictures = {
  "narrow.svg": () => live({ columns: 40, rows: 10 }),
  "wide.svg": () => live({ columns: 160, rows: 40 }),
  "small.svg": () => live({ columns: 24, rows: 5 }),
  "stopped.svg": () =>
    live({ columns: 80, rows: 24 }, async (run) => {
      run.type("\x03");
      await run.ended;
    }),
  "no-colour.svg": () => onStage((at) => wholeLog(at, ["--tag-name", TAG, ...FILES], { ...at.shell, NO_COLOR: "1" })),
  "no-tag.svg": () => onStage((at) => wholeLog(at, FILES)),
  "failed.svg": () => onStage((at) => wholeLog(refusing(at), ["--tag-name", TAG, "--retries", "0", ...FILES])),
  "failed-summary.svg": () => onStage((at) => pageOf(refusing(at), ["--retries", "0", ...FILES])),
  "dry-run.svg": () =>
    onStage((at) => wholeLog(at, ["--tag-name", TAG, "--body-path", "NOTES.md", "--dry-run", ...FILES])),
  "dry-run-summary.svg": () => onStage((at) => pageOf(at, ["--body-path", "NOTES.md", "--dry-run", ...FILES])),
  "chinese.svg": () => onStage((at) => wholeLog(at, ["--tag-name", TAG, "--language", "zh", ...FILES])),
  "chinese-failed.svg": () => onStage((at) => wholeLog(at, ["--tag-name", TAG, "--language", "zh", "none-*"])),
  "several.svg": () => onStage((at) => toSeveral(at, ({ log }) => jobLog(log))),
  "several-summary.svg": () => onStage((at) => toSeveral(at, ({ summary }) => summarySvg(summary, "Summary of a run"))),
  "gitlab.svg": () =>
    onStage((at) => {
      const told = { GITLAB_CI: "true", CI_COMMIT_TAG: TAG, CI_PROJECT_DIR: at.folder };
      const env = { ...at.shell, ...told, INPUT_FORGE: "github", INPUT_REPOSITORY: "octo/app", INPUT_FILES: "dist/*" };
      return pipelineLog(at, { ...env, INPUT_SERVER_URL: at.github.serverUrl });
    }),
};

const slowly = {
  bandwidth: 300_000,
  files: {
    "app-linux-x64.tar.gz": 840,
    "app-darwin-arm64-with-a-rather-long-name-for-a-file.zip": 500,
    "用户手册-最终版.pdf": 700,
    "🚀 launch.zip": 400,
    SHA256SUMS: 0.2,
  },
};

function live(size: Size, then: (run: InTerminal) => Promise<unknown> = () => sleep(1500)): Promise<string> {
  return onStage(async (at) => {
    const run = runInTerminal({
      words: [...at.bundle, "--tag-name", TAG, ...FILES],
      env: at.shell,
      folder: at.folder,
      size,
    });
    while (!run.said().includes("▰")) await sleep(20);
    await then(run);
    const lines = colouredLines(run.screen, { isWindow: true });
    run.type("\x03");
    await run.ended;
    return terminalSvg({ lines, columns: size.columns, title: `${size.columns} × ${size.rows}` });
  }, slowly);
}

function refusing(at: Stage): Stage {
  at.github.faults.add({
    ...{ method: "POST", path: /\/assets$/, nth: 2, times: Infinity },
    do: { kind: "status", status: 403, body: { message: "Resource not accessible by integration" } },
  });
  return at;
}

async function pipelineLog(at: Stage, env: Stage["job"]): Promise<string> {
  return jobLog(steady((await runInPipeline(at, { words: [], env })).log, servers(at)));
}

function jobLog(log: string): string {
  return terminalSvg({ lines: shownBy(log.trimEnd()), columns: COLUMNS, title: "the log of a job" });
}

/** The same release on GitHub and on two mirrors, of which one refuses the token. */
async function toSeveral(at: Stage, draw: (ran: { log: string; summary: string }) => string): Promise<string> {
  const pushed = { repository: "me/app", tag: TAG };
  const [gitee, gitea] = [await pushedTo(startGitee(), pushed), await pushedTo(startGitea(), pushed)];
  try {
    const mirrors = [
      `${gitee.serverUrl}/me/app forge=gitee api_url=${gitee.apiUrl} token_env=GITEE`,
      `${gitea.serverUrl}/me/app forge=gitea token_env=GITEA`,
    ];
    const env = {
      ...step(at),
      INPUT_TARGETS: [".", ...mirrors].join("\n"),
      GITEE: gitee.token,
      GITEA: gitea.tokens.wrong,
    };
    const ran = await runInPipeline(at, { words: [], env });
    const named = { ...servers(at), [gitee.serverUrl]: "https://gitee.com", [gitea.serverUrl]: "https://codeberg.org" };
    return draw({ log: steady(ran.log, named), summary: steady(ran.summary, named) });
  } finally {
    await Promise.all([gitee.close(), gitea.close()]);
  }
}
