import type { Catalogue } from "../../templates";

export const FORGES_GITEE: Catalogue = {
  "Make a personal access token (设置 > 安全设置 > 私人令牌) with the scope `projects`, as a user with write access to the repository, and give it as token or GITEE_TOKEN. A variable of Gitee Go may not begin with GITEE_: call it RELEASE_TOKEN and add --token-env RELEASE_TOKEN.":
    "请以对仓库有写权限的用户新建私人令牌（设置 > 安全设置 > 私人令牌），勾选 `projects` 权限，通过 token 或 GITEE_TOKEN 给出。Gitee Go 的变量名不能以 GITEE_ 开头：请命名为 RELEASE_TOKEN，再加上 --token-env RELEASE_TOKEN。",
  "gitee.com takes files of up to 100 MiB; on a self-hosted server the administrator sets the limit, and a proxy in front of it may have another. Split or compress the file, or leave it out with oversized_files: skip where the limit is known.":
    "gitee.com 单个文件上限为 100 MiB；私有部署由管理员设置，前面的代理也可能另有限制。请拆分或压缩文件；已知上限时，也可以用 oversized_files: skip 跳过它。",
  "There is a web page at this address, and no API: check server_url; where the API has another root than /api/v5 below it, set api_url.":
    "这个地址是网页，不是 API：请检查 server_url；API 不在它下面的 /api/v5 时，请设置 api_url。",
  "This is a page of the firewall (or a proxy) before the server, not an answer of its API: it took the request for an attack, or does not know this runner's address. Run it again later or from another network; on a self-hosted server let its administrator allow the API.":
    "这是服务器前面防火墙（或代理）的页面，不是 API 的响应：它把请求当成攻击，或不认识运行器的地址。请稍后再试，或换个网络；私有部署请管理员放行 API。",
  "Another run made the release at the same moment. Where no run finds it, the token may not see it: it needs the scope `projects`.":
    "另一个运行同时创建了这个发行版。如果哪个运行都找不到它，可能是令牌看不到：需要 `projects` 权限。",
  "All attachments of a repository share a quota (gitee.com: 1 GB for free users): delete old releases' files, or ask for more room.":
    "仓库的所有附件共用一个配额（gitee.com 免费用户为 1 GB）：请删除旧发行版的附件，或申请扩容。",
  "The release has as many files as the server accepts: pack some of them together.":
    "发行版的文件数已达服务器上限：请把其中一些打包在一起。",
  "The token has expired: make a new one with the scope `projects`.": "令牌已过期：请新建一个带 `projects` 权限的。",
  "The token is wrong or was deleted. It is sent in the header Authorization only; a private server too old to read that header is not supported.":
    "令牌不对或已被删除。它只通过 Authorization 请求头发送；旧到不认这个请求头的私有部署不受支持。",
  "Gitee says 404 in three cases: owner or repository is wrong (their paths as in the address, not the names that are shown), the token may not see it, or it lacks the scope. Check repository. {0}":
    "Gitee 在三种情况下返回 404：所有者或仓库写错（要写地址里的路径，不是显示的名字）、令牌看不到它，或令牌缺少权限。请检查 repository。{0+}",
  "The tag does not exist and could not be made: target_commitish has to be a branch or a full commit SHA of this repository that was pushed there (a mirror may lag behind), and the repository must not be empty. Push the tag first.":
    "标签不存在，也无法创建：target_commitish 必须是已推送到这个仓库的分支或完整的提交 SHA（镜像可能有延迟），而且仓库不能是空的。请先推送标签。",
  "No release of this tag can be seen. Either the server refuses a field (its words say which), or target_commitish is no branch or full commit SHA there, or the tag has a release that this token may not see.":
    "看不到这个标签的发行版。可能是服务器拒绝了某个字段（见它的说明），或 target_commitish 不是那里的分支或完整的提交 SHA，或该标签已有这个令牌看不到的发行版。",
  "GET {0} names no default branch.": "GET {0} 没有给出默认分支。",
  "The notes of the release {0} were changed at the same moment.": "发行版 {0} 的说明同时被改动了。",
  "looking at the repository {0}": "查询仓库 {0}",
  "creating the tag {0}": "创建标签 {0}",
};
