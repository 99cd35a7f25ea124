import { readFileSync, readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { copyTree } from "./mutations/copy";
import { type Fault, faultsOf } from "./mutations/faults";
import { createTypeCheck } from "./mutations/types";

const USAGE = `Usage: npm run test:mutations -- [--seed 1] [--count 60] [--only src/forges/gitee]
  Puts small faults into a copy of the sources, one at a time, and runs the tests that depend on the file.
  --seed N     draws others
  --only PATH  of files whose path begins so`;

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

const oneLine = (text: string): string => text.replace(/\s+/g, " ").slice(0, 60);

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "60" },
    only: { type: "string", default: "src/" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) console.log(USAGE);
else {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" })
    .map((name) => `src/${name.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(".ts") && file.startsWith(values.only) && !OUTSIDE.includes(file));
  const all = files.sort().flatMap((file) => faultsOf(file, readFileSync(file, "utf8")));
  const drawn = draw(all, Number(values.count), randomFrom(Number(values.seed)));
  console.log(`${drawn.length} of ${all.length} faults, seed ${values.seed}`);
  const refuses = createTypeCheck(process.cwd());
  const copy = copyTree(process.cwd());
  const survivors: Fault[] = [];
  try {
    for (const fault of drawn) {
      const text = readFileSync(fault.file, "utf8");
      const broken = text.slice(0, fault.start) + fault.text + text.slice(fault.end);
      let by: string | undefined = refuses(fault.file, broken) ? "the compiler" : undefined;
      if (by === undefined) {
        copy.write(fault.file, broken);
        for (const tests of copy.testsOf(fault.file)) {
          by = copy.firstFailure(tests);
          if (by !== undefined) break;
        }
        copy.write(fault.file, text);
      }
      if (by === undefined) survivors.push(fault);
      const what = `${fault.file}:${fault.line} ${oneLine(fault.before)} → ${oneLine(fault.text) || "(nothing)"}`;
      console.log(`${by === undefined ? "SURVIVED" : "caught  "} ${what}${by === undefined ? "" : `, by ${by}`}`);
    }
  } finally {
    copy.close();
  }
  console.log(`${drawn.length - survivors.length} of ${drawn.length} were caught`);
  if (survivors.length > 0) process.exitCode = 1;
}
