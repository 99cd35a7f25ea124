import { keepsTheContract } from "./contract";
import { giteaOf } from "./gitea/subject";

keepsTheContract(giteaOf({ name: "Gitea 1.25" }));
keepsTheContract(giteaOf({ name: "Gitea 1.16", options: { version: "1.16" }, can: { addressesNameTags: false } }));
keepsTheContract(giteaOf({ name: "Gitea below a path", options: { subPath: "/git", otherRootUrl: true } }));
keepsTheContract(giteaOf({ name: "Forgejo 12", options: { software: "forgejo", version: "12" } }));
