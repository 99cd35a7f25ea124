// Jest cannot load several modules at once that have others in common, which is what runs side by side would ask for.
import "../../src/forges/cnb/client";
import "../../src/forges/gitcode/client";
import "../../src/forges/gitea/client";
import "../../src/forges/gitee/client";
import "../../src/forges/github/client";
import "../../src/forges/gitlab/client";
import "../../src/forges/sourcehut/client";
import "../../src/forges/tgit/client";
