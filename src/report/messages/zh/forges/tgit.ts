import type { Catalogue } from "../../templates";

export const FORGES_TGIT: Catalogue = {
  "group/name (with subgroups in between), or the project's number": "group/name（中间可以有子组），或项目的编号",
  "Set TGIT_TOKEN to the private token of an account with write access to the project (role Developer or higher). 工蜂 issues no token automatically: in BK-CI map a credential to the variable.":
    "请把 TGIT_TOKEN 设为对项目有写权限的账号的私人令牌（角色 Developer 或更高）。工蜂不会自动提供令牌：在蓝盾（BK-CI）里把凭据映射到该变量。",
  "The token is wrong, has expired or was reset. It has to be a private token of an account; OAuth and job tokens are not taken.":
    "令牌不对、已过期或已被重置。它必须是账号的私人令牌；OAuth 令牌和作业令牌都不行。",
  "Only an administrator of the project (role Master or Owner) may delete a release: use the token of one.":
    "只有项目的管理员（角色 Master 或 Owner）才能删除发行版：请使用管理员的令牌。",
  "{0} A protected tag needs the right to create it, and an archived project takes no changes.":
    "{0+}受保护的标签要有创建它的权限，已归档的项目不接受改动。",
  "工蜂 says 404 for what a token may not see, too: check repository (the full path group/…/name, or the project's number), server_url and the token's account. {0} A proxy that decodes %2F breaks paths: set repository to the number.":
    "令牌看不到的内容，工蜂也返回 404：请检查 repository（完整路径 group/…/name，或项目编号）、server_url 和令牌的账号。{0+}会解码 %2F 的代理会破坏路径：请把 repository 设为编号。",
  "Is the address right, and is it a 工蜂? Releases have their own API there, below /api/v3: check server_url and api_url.":
    "地址对吗？它是工蜂吗？那里的发行版有自己的 API，在 /api/v3 下面：请检查 server_url 和 api_url。",
  "The file is larger than the server, or a proxy in front of it, accepts: 200 MB on the public one. Compress or split it, or leave it out.":
    "文件超过服务器或其前面代理允许的大小：公共服务为 200 MB。请压缩或拆分，或者不要上传它。",
  "An attachment may have 200 MB at most; a server may also refuse an empty file, or a kind of file. Leave it out, or pack it.":
    "附件最大 200 MB；服务器也可能拒绝空文件或某些类型的文件。请不要上传它，或打包后再传。",
  "Where the tag does not exist, target_commitish has to be a branch, a tag or the whole SHA of a commit of this project, and the tag's name one that git takes. Or push the tag first.":
    "标签不存在时，target_commitish 必须是这个项目的分支、标签或完整的提交 SHA，标签名也要是 git 认可的。或者先推送标签。",
  "The server took the request, and the tag {0} still has no release (its type is “none”).":
    "服务器接受了请求，但标签 {0} 仍没有发行版（类型为“none”）。",
  "Make the release of this tag once by hand on the project's page; the same command then adds the rest.":
    "请在项目页面上手工为这个标签创建一次发行版；之后再次运行同一命令会补上其余内容。",
  "checking the tag {0}": "检查标签 {0}",
  "The tag {0} was made at the same moment.": "标签 {0} 同时被创建了。",
  "The release {0} was deleted at the same moment.": "发行版 {0} 同时被删除了。",
  "looking for the labels of {0}": "查找 {0} 的标记",
};
