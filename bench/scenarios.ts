import type { Setting } from "./stage";

const KIB = 1024;
const MIB = 1024 * KIB;

/** One thing that is measured, side by side. */
export interface Scenario {
  /** Word for `--only`. */
  readonly id: string;
  readonly title: string;
  readonly setting: Setting;
  /** A first run; the same run again; again with some files changed. */
  readonly how: "first" | "again" | { readonly changed: number };
  readonly contestants: readonly ContestantName[];
  /** The one that the others are ratios of. */
  readonly beside: ContestantName;
  /** Fewer rounds than asked for, where one takes long. */
  readonly most?: number;
  /** A server for each run, where one counts the requests of a minute, whoever sends them. */
  readonly serverEach?: true;
  /** What it is to show, as people read it. */
  readonly goal?: string;
}

export type ContestantName = "action" | "command" | "before" | "gh" | "curl" | "floor" | "semantic-release";

const ALL: readonly ContestantName[] = ["gh", "action", "command", "before", "curl", "floor"];
/** Beside them one that sends a file a second, by a throttle of its own: only where there are few. */
const FEW: readonly ContestantName[] = [...ALL, "semantic-release"];

const github = (files: number, size: number, latency: number): Setting => ({ forge: "github", files, size, latency });

function first(id: string, title: string, setting: Setting, goal: string): Scenario {
  const contestants = setting.files > 1 ? ALL : FEW;
  return { id, title, setting, how: "first", contestants, beside: "gh", goal };
}

/** The same again: ours, beside the first run of `gh`. */
function again(id: string, title: string, setting: Setting, goal?: string): Scenario {
  const told = goal === undefined ? {} : { goal };
  return {
    id,
    title,
    setting,
    how: "again",
    contestants: ["gh", "action", "command", "before"],
    beside: "gh",
    ...told,
  };
}

/** Forges beside GitHub that were there before, with twenty files each. */
const OTHERS: readonly (Pick<Scenario, "id" | "serverEach"> & Pick<Setting, "choices"> & { readonly how?: string })[] =
  [
    { id: "gitlab" },
    { id: "gitea" },
    { id: "forgejo" },
    { id: "gitee" },
    { id: "gitcode", serverEach: true },
    // Which request makes a release of a tag that is there is not certain; its page means POST to.
    { id: "tgit", how: ", POST makes the release", choices: { plainTag: "post" } },
    { id: "tgit-put", how: ", PUT makes the release", choices: { plainTag: "put" } },
    { id: "cnb" },
  ];

export const SCENARIOS: readonly Scenario[] = [
  first("none", "no files, 50 ms", github(0, 0, 50), "at most 5 requests, 2 rounds"),
  first("one", "1 × 1 MiB, 50 ms", github(1, MIB, 50), "action ≤ 1.3 × gh"),
  first("twenty", "20 × 1 MiB, 50 ms", github(20, MIB, 50), "action ≤ 1.1 × gh"),
  first("small", "300 × 2 kB, 30 ms", github(300, 2000, 30), "action ≤ 0.65 × gh"),
  first("hundred", "100 × 200 kB, 80 ms", github(100, 200_000, 80), "action ≤ 0.7 × gh"),
  again("again-one", "1 × 1 MiB, 50 ms, unchanged", github(1, MIB, 50)),
  again("again-twenty", "20 × 1 MiB, 50 ms, unchanged", github(20, MIB, 50)),
  again("again-small", "300 × 2 kB, 30 ms, unchanged", github(300, 2000, 30), "≤ 5 requests, ≤ 0.15 × gh's first run"),
  again("again-hundred", "100 × 200 kB, 80 ms, unchanged", github(100, 200_000, 80)),
  {
    id: "changed",
    title: "100 × 200 kB, 80 ms, 3 changed",
    setting: github(100, 200_000, 80),
    how: { changed: 3 },
    // `gh release upload` looks for drafts by GraphQL, which the sandbox does not speak.
    contestants: ["before", "action", "command"],
    beside: "before",
  },
  {
    ...first("thousand", "1,000 × 2 kB, no latency", github(1000, 2000, 0), "peak ≤ 120 MiB"),
    contestants: ["gh", "action", "before", "floor"],
    most: 3,
  },
  {
    ...first(
      "large",
      "1 × 1.9 GiB, no latency",
      github(1, Math.round(1.9 * 1024 * MIB), 0),
      "≤ 1.05 × curl, peak ≤ 100 MiB",
    ),
    contestants: ["curl", "gh", "action", "before"],
    beside: "curl",
    most: 5,
  },
  ...OTHERS.map(({ id, how = "", choices = {}, ...more }): Scenario => {
    const [forge = id] = id.split("-");
    return {
      id,
      title: `${forge}: 20 × 1 MiB, 50 ms${how}`,
      setting: { forge, files: 20, size: MIB, latency: 50, choices },
      how: "first",
      contestants: ["before", "action"],
      beside: "before",
      goal: "≤ 0.6 × before",
      ...more,
    };
  }),
  {
    // Nobody else goes there, ours neither before this work.
    id: "sourcehut",
    title: "sourcehut: 20 × 1 MiB, 50 ms",
    setting: { forge: "sourcehut", files: 20, size: MIB, latency: 50 },
    how: "first",
    contestants: ["action"],
    beside: "action",
  },
];
