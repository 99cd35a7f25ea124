import type { Catalogue } from "../templates";
import { CI } from "./ci";
import { COMMANDS } from "./commands";
import { FORGES_CNB } from "./forges/cnb";
import { FORGES_GITCODE } from "./forges/gitcode";
import { FORGES_GITEA } from "./forges/gitea";
import { FORGES_GITEE } from "./forges/gitee";
import { FORGES_GITHUB } from "./forges/github";
import { FORGES_GITLAB } from "./forges/gitlab";
import { FORGES_KIT } from "./forges/kit";
import { FORGES_SOURCEHUT } from "./forges/sourcehut";
import { FORGES_TGIT } from "./forges/tgit";
import { HTTP } from "./http";
import { LINES } from "./lines";
import { OPERATIONS } from "./operations";
import { PUBLISH } from "./publish";
import { REPORT } from "./report";
import { REQUEST_ENTRIES } from "./request/entries";
import { REQUEST_FILES } from "./request/files";
import { REQUEST_INPUTS } from "./request/inputs";
import { REQUEST_NOTES } from "./request/notes";
import { REQUEST_TARGETS } from "./request/targets";
import { SHARED } from "./shared";

export const ALL: readonly Catalogue[] = [
  CI,
  COMMANDS,
  FORGES_CNB,
  FORGES_GITCODE,
  FORGES_GITEA,
  FORGES_GITEE,
  FORGES_GITHUB,
  FORGES_GITLAB,
  FORGES_KIT,
  FORGES_SOURCEHUT,
  FORGES_TGIT,
  HTTP,
  LINES,
  OPERATIONS,
  PUBLISH,
  REPORT,
  REQUEST_ENTRIES,
  REQUEST_FILES,
  REQUEST_INPUTS,
  REQUEST_NOTES,
  REQUEST_TARGETS,
  SHARED,
];
