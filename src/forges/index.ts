import { cnb } from "./cnb";
import type { ForgeModule } from "./forge";
// Each client is loaded alone; what they share is loaded before them, or every one would carry a copy of it.
import "./kit/shapes";
import "./kit/strangers";
import "./kit/tags";
import "./kit/accounts";
import "./kit/projects";
import "./kit/form";
import "./kit/signed";
import { forgejo, gitea } from "./gitea";
import { gitee } from "./gitee";
import { gitcode } from "./gitcode";
import { github } from "./github";
import { gitlab } from "./gitlab";
import { sourcehut } from "./sourcehut";
import { tgit } from "./tgit";

/** Every forge this program speaks to. Adding one is a folder, a line here, a server in `sandbox/` and a test. */
export const FORGES: readonly ForgeModule[] = [github, gitlab, gitea, forgejo, gitee, gitcode, tgit, cnb, sourcehut];
