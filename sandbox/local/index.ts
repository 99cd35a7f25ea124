import { localCnb, localGitCode, localGitee, localTGit } from "./east";
import type { LocalForge, Pushed } from "./forge";
import { localGitea, localGitHub, localGitLab } from "./west";

/** A sandbox for every forge, by the name that the input `forge` takes. */
export const LOCAL_FORGES: Readonly<Record<string, (pushed: Pushed) => Promise<LocalForge>>> = {
  github: localGitHub,
  gitlab: localGitLab,
  gitea: localGitea,
  forgejo: (pushed) => localGitea(pushed, { software: "forgejo" }),
  gitee: localGitee,
  gitcode: localGitCode,
  tgit: localTGit,
  cnb: localCnb,
};

export * from "./east";
export type { LocalAsset, LocalForge, LocalRelease, Pushed } from "./forge";
export * from "./west";
