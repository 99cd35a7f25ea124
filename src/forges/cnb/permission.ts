/** How to give a token the right to publish. */
export const PERMISSION =
  "Give the token write access to the repository's code: the scope repo-code (named repo-contents in newer lists) with read and write. CNB_TOKEN of a pipeline has it, except in a pipeline of a pull request, where it only reads.";
