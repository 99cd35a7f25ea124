import { type GitCodeKinds, type GitCodeOptions, startGitCode } from "../../../sandbox/gitcode";
import { type HostOf, type RepoOf, hostOf } from "../contract/host";
import type { Can, Subject } from "../contract/subject";

const CAN: Can = {
  drafts: false,
  filesFirst: false,
  prereleases: true,
  labels: "none",
  digests: false,
  knowsOwnDigests: false,
  tellsSizes: true,
  sizesByReading: true,
  findsLostUploads: true,
  addressesNameTags: true,
  emptyFiles: true,
  largestFile: undefined,
  tags: true,
  answersChanges: false,
  replacesWithoutGap: true,
  keepsIds: false,
  replacementBreaks: ["delete"],
  automaticToken: true,
  summary: false,
  storedNames: Object.fromEntries(
    ["my app ~1.txt", "发布.zip", "a+b.txt", ".env.txt", "100%&?.zip"].map((name) => [name, name]),
  ),
  budget: { created: (files) => 2 * files + 5, unchanged: () => 1, replaced: 6, labelled: 0 },
};

/** GitCode with the habits that a server may have: some differ between its pages, some nobody has verified. */
export function gitCode(at: {
  readonly name: string;
  readonly options?: GitCodeOptions;
  readonly can?: Partial<Can>;
}): Subject {
  return {
    name: at.name,
    forge: "gitcode",
    can: { ...CAN, ...at.can },
    start: async (options) => {
      const limits = { perMinute: Infinity, perHour: Infinity };
      return hostOf(await startGitCode({ limits, ...at.options, ...options }));
    },
  };
}

export type GitCodeHost = HostOf<GitCodeKinds>;
export type GitCodeRepo = RepoOf<GitCodeKinds>;
