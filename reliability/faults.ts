import type { Fault } from "../sandbox/kernel/faults";
import { secondaryLimit } from "../sandbox/github/limits";
import type { Subject } from "../__tests__/forges/contract/subject";
import { inParallel } from "./parallel";
import { type Inputs, TAG, type Trial, openTrial } from "./trial";
import { type Wish, sha256, wrongWith, wrongWithFailure } from "./verdict";

/** What goes wrong with one request. */
const KINDS: Readonly<Record<string, (now: number) => Fault>> = {
  "500": () => ({ kind: "status", status: 500 }),
  "502, half-made": () => ({ kind: "half", status: 502 }),
  "503 with Retry-After": () => ({ kind: "status", status: 503, headers: { "retry-after": "1" } }),
  "429 in seconds": () => ({ kind: "status", status: 429, headers: { "retry-after": "1" } }),
  "429 until a date": (now) => ({
    kind: "status",
    status: 429,
    headers: { "retry-after": new Date(now + 1000).toUTCString() },
  }),
  "429 without a word": () => ({ kind: "status", status: 429, body: {} }),
  "403, secondary limit": () => secondaryLimit(),
  "reset before": () => ({ kind: "reset", when: "before" }),
  "reset after, answer lost": () => ({ kind: "reset", when: "after" }),
  hang: () => ({ kind: "hang", when: "before" }),
  "hang after, answer lost": () => ({ kind: "hang", when: "after" }),
  "truncated answer": () => ({ kind: "truncate" }),
  "HTML for JSON": () => ({ kind: "carry-out-then", status: 200, body: "<html><title>Sign in</title></html>" }),
  "cut in the middle": () => ({ kind: "cut", bytes: 40_000 }),
};

/** Those that may strike for as long as a run lasts: then only a second one can make it good. */
const LASTING = [
  "500",
  "502, half-made",
  "reset before",
  "reset after, answer lost",
  "HTML for JSON",
  "cut in the middle",
];

/** How a release begins: not at all, or with an old file, an equal one and a stray title. */
const SCENES = ["create", "update"] as const;

export interface FaultCase {
  readonly subject: Subject;
  readonly scene: (typeof SCENES)[number];
  /** The request that is struck, from 1. */
  readonly nth: number;
  readonly kind: string;
  readonly lasting: boolean;
}

export interface FaultTally {
  cases: number;
  inOne: number;
  inTwo: number;
  /** What was lost: each with the case and what is wrong. */
  readonly lost: string[];
}

const CONTENT = {
  "1.zip": "one",
  "2.zip": "two ".repeat(30_000),
  "3.zip": "three",
};
const WISH: Wish = { title: "One", notes: "Notes", files: CONTENT };
const INPUTS: Inputs = { files: "*.zip", name: "One", body: "Notes", concurrency: "2" };

async function prepare(subject: Subject, scene: FaultCase["scene"]): Promise<Trial> {
  const trial = await openTrial(subject);
  for (const [name, content] of Object.entries(CONTENT)) await trial.workspace.write(name, content);
  if (scene === "update") {
    const assets = [
      { name: "1.zip", content: "old" },
      { name: "3.zip", content: "three" },
    ];
    trial.repo.release({ tag: TAG, title: "Old", notes: "Old notes", assets });
  }
  return trial;
}

/** Every request of a publish of three files, each with every fault. */
export async function faultCases(subject: Subject): Promise<FaultCase[]> {
  const cases: FaultCase[] = [];
  for (const scene of SCENES) {
    const trial = await prepare(subject, scene);
    const before = trial.host.requests.length;
    const ran = await trial.run(INPUTS);
    const requests = trial.host.requests.length - before;
    const wrong = wrongWith(trial, WISH);
    await trial.close();
    if (ran.code !== 0 || wrong.length > 0) throw new Error(`${subject.name}: ${wrong.join("; ")}\n${ran.log}`);
    for (let nth = 1; nth <= requests; nth++) {
      for (const kind of Object.keys(KINDS)) {
        cases.push({ subject, scene, nth, kind, lasting: false });
        if (LASTING.includes(kind)) cases.push({ subject, scene, nth, kind, lasting: true });
      }
    }
  }
  return cases;
}

/** What has to hold while a replacement is broken: the old content or the new one is there. */
function lostOld({ repo, subject }: Trial, scene: FaultCase["scene"]): string[] {
  if (scene === "create" || !subject.can.replacesWithoutGap) return [];
  const sums = repo.releases().flatMap(({ assets }) => assets.map((asset) => asset.sha256));
  return [sha256("old"), sha256("one")].some((sum) => sums.includes(sum)) ? [] : ["the old file was lost"];
}

async function play({ subject, scene, nth, kind, lasting }: FaultCase): Promise<"one" | "two" | string[]> {
  const trial = await prepare(subject, scene);
  try {
    const fault = KINDS[kind]?.(trial.clock.now());
    if (fault === undefined) throw new Error(`no fault is called ${kind}`);
    const struck = trial.host.faults.add({ nth, times: lasting ? Infinity : 1, do: fault });
    const first = await trial.run(lasting ? { ...INPUTS, retries: "1" } : INPUTS);
    struck.remove();
    if (first.code === 0) {
      const wrong = wrongWith(trial, WISH);
      return wrong.length === 0 ? "one" : ["the run ended green", ...wrong];
    }
    const failure = [...wrongWithFailure(first), ...lostOld(trial, scene)];
    if (failure.length > 0) return failure;
    const second = await trial.run(INPUTS);
    const wrong = second.code === 0 ? wrongWith(trial, WISH) : [`the second run failed: ${second.log}`];
    return wrong.length === 0 ? "two" : wrong;
  } finally {
    await trial.close();
  }
}

/** Plays the cases, several at once. */
export async function playFaults(cases: readonly FaultCase[], tell: (line: string) => void): Promise<FaultTally> {
  const tally: FaultTally = { cases: cases.length, inOne: 0, inTwo: 0, lost: [] };
  await inParallel(cases, 4, async (one) => {
    const outcome = await play(one);
    if (outcome === "one") tally.inOne += 1;
    else if (outcome === "two") tally.inTwo += 1;
    else {
      const line = `${one.subject.name}, ${one.scene}, request ${one.nth}, ${one.kind}${one.lasting ? ", lasting" : ""}: ${outcome.join("; ")}`;
      tally.lost.push(line);
      tell(line);
    }
  });
  return tally;
}
