import { type GitCodeKinds, type GitCodeOptions, startGitCode } from "../../../sandbox/gitcode";
import { hostOf } from "../contract/host";
import type { Scene, Stage } from "../contract/scene";
import { type Can, MOST, type Subject } from "../contract/subject";

const CAN: Can = {
  ...MOST,
  sizesByReading: true,
  answersChanges: false,
  automaticToken: true,
  storedNames: { ...MOST.storedNames, "100%&?.zip": "100%&?.zip" },
  budget: { created: (files) => 2 * files + 5, unchanged: () => 1, replaced: 6, labelled: 0 },
};

/** GitCode with the habits that a server may have: some differ between its pages, some nobody has verified. */
export function gitCode(at: {
  readonly name: string;
  readonly options?: GitCodeOptions;
  readonly can?: Partial<Can>;
}): Subject<GitCodeKinds> {
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

export type GitCodeStage = Stage<GitCodeKinds>;
export type GitCodeScene = Scene<GitCodeKinds>;
