import { cnb } from "./cnb";
import type { ForgeModule } from "./forge";
import { forgejo, gitea } from "./gitea";
import { gitee } from "./gitee";
import { gitcode } from "./gitcode";
import { github } from "./github";
import { gitlab } from "./gitlab";
import { sourcehut } from "./sourcehut";
import { tgit } from "./tgit";

/** Every forge this program speaks to. Adding one is a folder, a line here, a server in `sandbox/` and a test. */
export const FORGES: readonly ForgeModule[] = [github, gitlab, gitea, forgejo, gitee, gitcode, tgit, cnb, sourcehut];
