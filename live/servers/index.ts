import type { OpenServer } from "../server";
import { openCnb } from "./cnb";
import { openGitCode } from "./gitcode";
import { openGitea } from "./gitea";
import { openGitee } from "./gitee";
import { openGitHub } from "./github";
import { openGitLab } from "./gitlab";
import { openTGit } from "./tgit";

/** By the name that the input `forge` takes. A release of SourceHut is a tag that was pushed over ssh. */
export const SERVERS: Readonly<Record<string, OpenServer>> = {
  github: openGitHub,
  gitlab: openGitLab,
  gitea: openGitea,
  forgejo: openGitea,
  gitee: openGitee,
  gitcode: openGitCode,
  tgit: openTGit,
  cnb: openCnb,
};
