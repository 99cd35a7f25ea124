import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Contestant, action, command, curl, floor, gh, releaseIt, semanticRelease } from "./contestants";
import { downloaders } from "./downloaders";
import { DOWNLOADS, downloading } from "./downloads";
import { play } from "./play";
import { type ContestantName, SCENARIOS } from "./scenarios";
import { severalAtOnce, SEVERAL } from "./several";
import { starting } from "./start";
import { tableOf, withNewer } from "./table";

const WORDS: readonly string[] = ["start", ...[...SCENARIOS, ...SEVERAL, ...DOWNLOADS].map(({ id }) => id)];

const USAGE = `Usage: npm run bench -- [--only WORD,…] [--rounds N] [--baseline REVISION] [--peers FOLDER] [--write]
  --only WORD,…        ${WORDS.join(" ")}
  --rounds N           of each scenario (7), of the start three more
  --baseline REVISION  of git, whose dist/ takes part as "before"
  --peers FOLDER       in which npm has installed @semantic-release/github (.)
  --write              writes the tables into docs/performance.md
Needs /usr/bin/time (Debian: time). Judge it on a quiet machine only: a short process suffers most from a neighbour.`;

const PAGE = "docs/performance.md";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    rounds: { type: "string", default: "7" },
    baseline: { type: "string" },
    peers: { type: "string", default: "." },
    write: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) console.log(USAGE);
else await main();

async function main(): Promise<void> {
  const rounds = Number(values.rounds);
  const only = values.only?.split(",");
  const unknown = only?.filter((word) => !WORDS.includes(word)) ?? [];
  if (unknown.length > 0 || !(rounds >= 1)) throw new Error(USAGE);
  const folder = mkdtempSync(join(tmpdir(), "forge-release-before-"));
  try {
    const before = values.baseline === undefined ? undefined : bundleOf(values.baseline, folder);
    const { taking, absent } = await contestants(before);
    const head = ["GitHub is played as an Enterprise Server behind TLS.", ...absent].join("\n\n");
    const measured = measuredWith();
    console.log(`${head}\n\n${measured}`);
    const wanted = (id: string): boolean => only === undefined || only.includes(id);
    const tables: string[] = [];
    const add = (table: string): void => {
      tables.push(`${table}\n\n${measured}`);
      console.log(`\n${table}`);
    };
    if (wanted("start")) {
      // What Node itself takes for two requests over TLS, however little is asked of it.
      const all = [floor, action("as an action", resolve("dist")), command("as a command", resolve("dist"))];
      add(await starting(rounds + 3, { bundle: resolve("dist"), before, all }));
    }
    for (const scenario of SCENARIOS) {
      if (!wanted(scenario.id)) continue;
      const played = await play(scenario, taking, rounds).catch((error: unknown) => {
        // The others are worth their tables all the same.
        console.error(`${scenario.title}:`, error);
        process.exitCode = 1;
        return undefined;
      });
      if (played !== undefined) add(tableOf(played, taking));
    }
    for (const scenario of SEVERAL)
      if (wanted(scenario.id)) add(await severalAtOnce(scenario, resolve("dist"), rounds));
    const earlier = before === undefined ? undefined : { bundle: before, name: nameOf(values.baseline) };
    const loading = downloaders(resolve("dist"), earlier);
    for (const scenario of DOWNLOADS) if (wanted(scenario.id)) add(await downloading(scenario, loading, rounds));
    if (values.write) writePage([head, ...tables]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What each table was measured with: tables of one page may be of several runs. */
function measuredWith(): string {
  const dist = execFileSync("git", ["log", "-1", "--format=%h", "--", "dist"], { encoding: "utf8" }).trim();
  return `Node ${process.version}, ${availableParallelism()} processors, the bundle of ${dist}.`;
}

function nameOf(revision = ""): string {
  return `forge-release of ${revision}`;
}

/** The bundle of a revision. */
function bundleOf(revision: string, folder: string): string {
  const archive = execFileSync("git", ["archive", revision, "dist"], { maxBuffer: 64 * 1024 * 1024 });
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-x", "-C", folder], { input: archive });
  return join(folder, "dist");
}

/** Those that can take part, and a word on each that cannot. */
async function contestants(before: string | undefined): Promise<{
  readonly taking: ReadonlyMap<ContestantName, Contestant>;
  readonly absent: readonly string[];
}> {
  const dist = resolve("dist");
  const all: readonly (readonly [ContestantName, Contestant])[] = [
    ["gh", gh],
    ["action", action("forge-release, action", dist)],
    ["command", command("forge-release, command", dist)],
    ...(before === undefined ? [] : [["before", action(nameOf(values.baseline), before)] as const]),
    ["curl", curl],
    ["floor", floor],
    ["semantic-release", semanticRelease(values.peers)],
  ];
  const taking = new Map<ContestantName, Contestant>();
  const absent = [`skipped: ${releaseIt.name}, ${(await releaseIt.absent()) ?? ""}.`];
  for (const [name, contestant] of all) {
    const why = await contestant.absent();
    if (why === undefined) taking.set(name, contestant);
    else absent.push(`skipped: ${contestant.name}, ${why}.`);
  }
  return { taking, absent };
}

/** Puts what was measured between the marks of the page; tables of scenarios that were not played stay as they are. */
function writePage(sections: readonly string[]): void {
  const page = readFileSync(PAGE, "utf8");
  const [start, end] = ["<!-- figures -->\n", "<!-- /figures -->"];
  const [head, rest = ""] = page.split(start, 2);
  const [old = "", tail = ""] = rest.split(end, 2);
  const figures = withNewer(old, sections);
  writeFileSync(PAGE, `${head ?? ""}${start}\n${figures}\n\n${end}${tail}`);
}
