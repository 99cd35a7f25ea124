import type { Abilities } from "../../src/forges/forge";
import type { DraftMarker } from "../../src/model/notes";
import { draftTitle } from "../../src/model/drafts";
import { encodeNotes } from "../../src/model/notes";
import type { Match, Seen, Step } from "../../src/model/plan";
import type { Asset, Release } from "../../src/model/release";
import type { Wanted, WantedFile } from "../../src/model/request";

/** A verb that no pure decision calls. */
export const unused = (): never => {
  throw new Error("This verb is not there.");
};

export const ORDERS = {
  draft: { first: "draft", unique: false, push: undefined },
  files: { first: "files", place: unused },
  release: { first: "release" },
} as const satisfies Record<string, Abilities["order"]>;

export const REPLACE = {
  rename: { by: "rename", rename: unused },
  duplicate: { by: "duplicate" },
  swap: { by: "swap" },
  "delete-first": { by: "delete-first" },
  none: { by: "none" },
} as const satisfies Record<string, Abilities["replace"]>;

export const LINKS = {
  typed: { kinds: true, set: unused },
  plain: { kinds: false, set: unused },
  none: undefined,
} as const satisfies Record<string, Abilities["links"]>;

export const LABELS = {
  free: { unique: false, change: unused },
  unique: { unique: true, change: unused },
  none: undefined,
} as const satisfies Record<string, Abilities["labels"]>;

/** Values for tests: complete, dull, and changed where a test says so. */
export function can(more: Partial<Abilities> = {}): Abilities {
  return {
    order: ORDERS.draft,
    releases: "made",
    lookup: { shows: "published", listFirst: false, slashes: true },
    listAssets: unused,
    remove: unused,
    listedFiles: Infinity,
    listsLag: false,
    replace: REPLACE.rename,
    sameName: "refused",
    prereleases: true,
    labels: { unique: false, change: unused },
    links: { kinds: true, set: unused },
    milestones: true,
    tagMessages: { by: "release" },
    packages: true,
    latest: { legacy: true, tag: unused },
    discussions: true,
    notes: { configurable: true, generate: unused },
    moveTag: undefined,
    tags: true,
    tagText: undefined,
    deleteTag: unused,
    removeStored: undefined,
    ages: true,
    seals: false,
    downloads: undefined,
    releaseLabels: undefined,
    releaseDates: false,
    limits: { file: { least: 1, most: 2000, sure: true }, assets: 1000, notes: 100 },
    ...more,
  };
}

export function wanted(more: Partial<Wanted> = {}): Wanted {
  return {
    tag: "v1.2.0",
    verifyTag: false,
    target: undefined,
    expectedCommit: undefined,
    tagIsThere: false,
    title: undefined,
    notes: undefined,
    notesMode: "replace",
    generateNotes: false,
    notesFromTag: false,
    notesConfig: undefined,
    previousTag: undefined,
    draft: undefined,
    prerelease: "auto",
    latest: "auto",
    discussionCategory: undefined,
    milestones: undefined,
    tagMessage: undefined,
    packageName: undefined,
    links: [],
    releaseId: undefined,
    onUnsupported: "warn",
    files: [],
    overwriteFiles: true,
    oversizedFiles: "fail",
    ...more,
  };
}

export function file(name: string, more: Partial<WantedFile> = {}): WantedFile {
  return {
    path: `dist/${name}`,
    name,
    storedName: name,
    size: 5,
    type: "application/octet-stream",
    // eslint-disable-next-line @typescript-eslint/require-await -- a source is a stream whatever it holds
    async *open() {
      yield Buffer.from("bytes");
    },
    sha256: () => Promise.resolve(""),
    ...more,
  };
}

export function asset(name: string, more: Partial<Asset> = {}): Asset {
  return {
    id: name,
    name,
    size: 5,
    complete: true,
    sha256: undefined,
    contentType: "application/octet-stream",
    downloadUrl: `https://forge.test/download/${name}`,
    ...more,
  };
}

export function release(more: Partial<Release> = {}): Release {
  return {
    id: 7,
    tag: "v1.2.0",
    title: "v1.2.0",
    notes: "",
    draft: false,
    prerelease: false,
    immutable: false,
    target: "main",
    webUrl: "https://forge.test/o/r/releases/v1.2.0",
    milestones: [],
    uploadUrl: "https://forge.test/upload{?name,label}",
    assets: [],
    ...more,
  };
}

/** A draft that this program made: unfinished, or meant to stay one. */
export function ownDraft(ends: DraftMarker["ends"], more: Partial<Release> = {}): Release {
  const marker = { run: "earlier", ends };
  const own = release({ draft: true, ...more, notes: encodeNotes({ text: more.notes ?? "", marker }) });
  return ends === "draft" ? own : { ...own, title: draftTitle({ ...own, run: marker.run }) };
}

export function match(of: WantedFile, more: Partial<Match> = {}): Match {
  return { file: of, asset: undefined, same: false, waiting: undefined, duplicates: [], leftovers: [], ...more };
}

export function seen(more: Partial<Seen> = {}): Seen {
  return {
    release: undefined,
    turnedBack: false,
    ownDrafts: [],
    matches: [],
    assets: [],
    tag: { commit: "c0ffee1c0ffee1c0ffee1c0ffee1c0ffee1c0ffe" },
    latestTag: undefined,
    stableTags: [],
    otherTags: [],
    generated: undefined,
    ...more,
  };
}

/** The names of steps, in order: what most tests are about. */
export function names(steps: readonly Step[]): string[] {
  return steps.map((step) => (step.do === "create" ? (step.fields.draft ? "create draft" : "create") : step.do));
}
