/** How a token gets the right to publish. */
export const PERMISSION =
  "Set TGIT_TOKEN to the private token of an account with write access to the project (role Developer or higher). 工蜂 issues no token automatically: in BK-CI map a credential to the variable.";
