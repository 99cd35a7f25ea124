/** How a token gets the right to publish. */
export const PERMISSION =
  "Set SOURCEHUT_TOKEN to a personal access token of the repository's owner, from https://meta.sr.ht/oauth2, with the grants git.sr.ht/OBJECTS:RW, git.sr.ht/PROFILE:RO and git.sr.ht/REPOSITORIES:RO. They let it write artifacts.";
