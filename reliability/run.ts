import { playCancels } from "./cancel";
import { playCopy } from "./copy";
import { faultCases, playFaults } from "./faults";
import { playLoad } from "./load";
import { playMatrix } from "./matrix";
import { SANDBOXES } from "../sandbox";
import { playRaces, playSealed } from "./races";
import { type Report, tablesOf, writeTables } from "./report";
import { sealed, subjects } from "./subjects";

const USAGE = `Usage: npx tsx reliability/run.ts [faults] [races] [matrix] [copy] [cancel] [load] [--only FORGE] [--sample N] [--write]
  --only FORGE   one forge
  --sample N     every N-th case of the fault matrix, one round of each race, a few moments
  --write        write the figures of what was played into docs/reliability.md`;

const PAGE = "docs/reliability.md";
const PARTS = ["faults", "races", "matrix", "copy", "cancel", "load"] as const;

/** Bytes of the largest file, where a forge has a limit below that of the play (Gitee: 100 MiB, 工蜂: 200). */
const LARGEST: Readonly<Record<string, number>> = { gitee: 96 * 2 ** 20, tgit: 192 * 2 ** 20 };
const SAMPLE = { releases: 10, files: 4, large: 16 * 2 ** 20, kills: 3 };

const APART = { why: "jobs that share nothing but the server" };

/** Plays everything that may go wrong, and counts. */
async function main(words: readonly string[]): Promise<void> {
  const option = (name: string): string | undefined => words[words.indexOf(name) + 1 || words.length];
  if (words.includes("--help")) {
    console.log(USAGE);
    return;
  }
  const only = words.includes("--only") ? option("--only") : undefined;
  const sample = words.includes("--sample") ? Number(option("--sample")) : 1;
  const named = PARTS.filter((part) => words.includes(part));
  const parts = named.length === 0 ? PARTS : named;
  const chosen = subjects.filter(({ subject }) => only === undefined || subject.forge === only);
  const tell = (line: string): void => {
    console.log(`LOST: ${line}`);
  };
  const report: Report = { faults: [], races: [], matrices: [], copies: [], cancels: [], loads: [] };
  for (const { subject, rounds } of chosen) {
    const fewer = sample === 1 ? rounds : 1;
    if (parts.includes("faults")) {
      const cases = (await faultCases(subject)).filter((_, n) => n % sample === 0);
      report.faults.push({ name: subject.name, ...(await playFaults(cases, tell)) });
      console.log(JSON.stringify(report.faults.at(-1)));
    }
    if (parts.includes("races")) {
      for (const listLag of subject.forge === "github" ? [0, 1000] : [0]) {
        const tally = await playRaces({ subject, rounds: fewer, listLag }, tell);
        report.races.push({ name: `${subject.name}${listLag > 0 ? ", lists lag 1 s" : ""}`, ...tally });
        console.log(JSON.stringify(report.races.at(-1)));
      }
    }
    if (parts.includes("matrix")) {
      for (const killed of [false, true]) {
        const tally = await playMatrix({ subject, rounds: fewer, killed, process: APART }, tell);
        report.matrices.push({ name: `${subject.name}${killed ? ", one job killed" : ""}`, ...tally });
        console.log(JSON.stringify(report.matrices.at(-1)));
      }
    }
    if (parts.includes("cancel")) {
      const moments = sample === 1 ? 20 : 4;
      report.cancels.push({
        name: subject.name,
        ...(await playCancels({ subject, moments, random: Math.random, tell })),
      });
      console.log(JSON.stringify(report.cancels.at(-1)));
    }
    if (parts.includes("load") && sample === 1) {
      report.loads.push({ name: subject.name, ...(await playLoad(subject, 200, 20)) });
      console.log(JSON.stringify(report.loads.at(-1)));
    }
  }
  if (parts.includes("copy")) {
    const scale = sample === 1 ? { releases: 100, files: 10, large: 2 ** 30, kills: 10 } : SAMPLE;
    for (const forge of Object.keys(SANDBOXES).filter(
      (name) => name !== "github" && [undefined, name].includes(only),
    )) {
      // GitCode counts requests by the minute: a thousand files would take hours.
      const process = forge !== "gitcode";
      const large = process ? Math.min(scale.large, LARGEST[forge] ?? Infinity) : 0;
      const play = { forge, ...scale, process, large };
      const name = subjects.find(({ subject }) => subject.forge === forge)?.subject.name ?? forge;
      report.copies.push({ name, ...(await playCopy(play, tell)) });
      console.log(JSON.stringify(report.copies.at(-1)));
    }
  }
  if (parts.includes("races") && (only === undefined || only === "github")) {
    const tally = await playSealed(sealed.subject, sample === 1 ? 5 : 1, sealed.seal);
    report.races.push({ name: "GitHub, immutable releases, the matrix recipe", ...tally });
    console.log(JSON.stringify(report.races.at(-1)));
  }
  const tables = tablesOf(report);
  console.log(`\n${[...tables.values()].join("\n\n")}`);
  if (words.includes("--write")) await writeTables(PAGE, tables);
  const lost = [...report.faults, ...report.races, ...report.matrices, ...report.copies, ...report.cancels].reduce(
    (sum, { lost }) => sum + lost.length,
    0,
  );
  console.log(`\nlost: ${lost}`);
  if (lost > 0) process.exitCode = 1;
}

await main(process.argv.slice(2));
