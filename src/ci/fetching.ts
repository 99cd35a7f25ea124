import { mapOf } from "../model/group";
import type { Ci } from "./ci";

/** How a checkout gets what it lacks, in the words of its CI: the end of a sentence. */
export interface Fetching {
  /** All commits and tags. */
  readonly history: string;
  /** A tag with its message. */
  tag(tag: string): string;
}

const refetch = (tag: string): string => `git fetch --force origin refs/tags/${tag}:refs/tags/${tag}`;

/** Where nothing is known of the CI, and in a shell. */
const BY_HAND: Fetching = {
  history: "run git fetch --unshallow --tags origin before (a clone that is not shallow: git fetch --tags origin)",
  tag: (tag) => `run ${refetch(tag)} before`,
};

/** https://github.com/actions/checkout: of a tag with a message it makes one without. */
const CHECKOUT: Fetching = {
  history: "give the step actions/checkout fetch-depth: 0",
  tag: (tag) => `add a step behind actions/checkout, which makes a tag without a message of any: ${refetch(tag)}`,
};

const BY_CI = mapOf<Fetching>({
  actions: CHECKOUT,
  atomgit: {
    history: "give the step that checks out fetch-depth: 0",
    tag: (tag) => `add a step behind it: ${refetch(tag)}`,
  },
  "gitlab-ci": {
    history: "set the variable GIT_DEPTH: 0 of the job",
    tag: (tag) => `add to before_script: ${refetch(tag)}`,
  },
  woodpecker: {
    history: "give the clone step (woodpeckerci/plugin-git) the settings partial: false, depth: 0 and tags: true",
    tag: () => "give the clone step (woodpeckerci/plugin-git) the setting tags: true",
  },
  drone: {
    history: "leave depth out of clone:, and run git fetch --tags origin",
    tag: (tag) => `run ${refetch(tag)} before`,
  },
  jenkins: {
    history:
      "switch off “Shallow clone” and “Do not fetch tags” of the Git plugin (cloneOption: shallow: false, noTags: false)",
    tag: () => "switch off “Do not fetch tags” of the Git plugin (cloneOption: noTags: false)",
  },
});

export function fetchingOf({ id }: Pick<Ci, "id">): Fetching {
  return BY_CI.get(id) ?? BY_HAND;
}
