import { readFileSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { type Fault, faultsOf } from "./mutations/faults";
import { hunt } from "./mutations/hunt";
import type { Failure } from "./mutations/orders";
import { createPlayers } from "./mutations/players";
import { prepare } from "./mutations/prepare";
import { createCompiler } from "./mutations/types";

const USAGE = `Usage: npm run test:mutations -- [--seed 1] [--count 60] [--only src/forges/gitee] [--jobs 2]
  Puts small faults into copies of the sources, one at a time, and runs the tests that run through its place.
  --seed N     draws others
  --only PATH  of files whose path begins so
  --jobs N     faults that are tried at the same time`;

/** Files of which a process is needed to see anything. */
const OUTSIDE = ["src/index.ts"];

/** https://gist.github.com/tommyettinger/46a874533244883189143505d203312c: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function draw(all: readonly Fault[], count: number, random: () => number): Fault[] {
  const left = [...all];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random() * left.length), 1))
    .flat()
    .sort((a, b) => a.file.localeCompare(b.file) || a.start - b.start);
}

const since = Date.now();
const say = (line: string): void => {
  console.log(`${String(Math.round((Date.now() - since) / 1000)).padStart(5)} s  ${line}`);
};
const told = ({ file, line, before, text }: Fault): string =>
  `${file}:${line} ${oneLine(before)} → ${oneLine(text) || "(nothing)"}`;

const oneLine = (text: string): string => text.replace(/\s+/g, " ").slice(0, 60);

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "60" },
    only: { type: "string", default: "src/" },
    jobs: { type: "string", default: String(availableParallelism()) },
    help: { type: "boolean", default: false },
  },
});

function read(): ReadonlyMap<string, string> {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" })
    .map((name) => `src/${name.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(".ts") && file.startsWith(values.only) && !OUTSIDE.includes(file));
  return new Map(files.sort().map((file) => [file, readFileSync(file, "utf8")]));
}

async function main(): Promise<void> {
  const texts = read();
  const { players, close } = createPlayers(process.cwd(), Number(values.jobs));
  process.on("exit", close);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));
  const broken = ({ file, start, end, text }: Fault): string => {
    const whole = texts.get(file) ?? "";
    return whole.slice(0, start) + text + whole.slice(end);
  };
  const all = [...texts].flatMap(([file, text]) => faultsOf(file, text));
  const drawn = draw(all, Number(values.count), randomFrom(Number(values.seed)));
  say(`${drawn.length} of ${all.length} faults, seed ${values.seed}`);
  const compiler = createCompiler(process.cwd());
  const left = drawn.filter((fault) => {
    const refused = compiler.refuses(fault.file, broken(fault));
    if (refused) say(`caught   ${told(fault)}, by the compiler`);
    return !refused;
  });
  const { hunted, mapped } = prepare(left, compiler);
  const caught = (fault: Fault, by: Failure): void => {
    say(`caught   ${told(fault)}, by ${by.file}: ${oneLine(by.name)}`);
  };
  const survivors = await hunt(hunted, { players, mapped, broken, tell: say, caught });
  for (const { fault } of survivors) say(`SURVIVED ${told(fault)}`);
  const [byCompiler, byTests] = [drawn.length - left.length, left.length - survivors.length];
  say(
    `${drawn.length} faults: ${byCompiler} caught by the compiler, ${byTests} by tests, ${survivors.length} survived`,
  );
  process.exit(survivors.length > 0 ? 1 : 0);
}

if (values.help) console.log(USAGE);
else await main();
