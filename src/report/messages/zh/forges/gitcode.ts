import type { Catalogue } from "../../templates";

export const FORGES_GITCODE: Catalogue = {
  "GitCode had an internal error. Run it again: what is already uploaded is not sent again.":
    "GitCode 内部出错。请重新运行：已上传的文件不会重发。",
  "Refused {0}: the server wants headers to be sent with the file that are not its to choose.":
    "拒绝{0!}：服务器要求随文件发送不该由它决定的请求头。",
  "It names {0}.": "它要求{0!}。",
  "Is there a proxy before the server that changes its answers? Check api_url.":
    "服务器前面是否有改动响应的代理？请检查 api_url。",
  "Failed {0}: the server names no address of its content.": "{0!}失败：服务器没有给出内容的地址。",
  "the object store took the file, but it was not attached ({0})": "对象存储收下了文件，但没有附加到发行版（{0+}）",
  "The server gives attachments no ids, and deletes by id only.": "服务器不给附件编号，而删除只能按编号。",
  "Delete it on the page of the release.": "请在发行版页面上删除它。",
  "the address of the upload ran out": "上传地址已失效",
  "Use a personal access token of a user with write access to the repository (GITCODE_TOKEN or token); in a pipeline its own ATOMGIT_TOKEN with `permissions: repository: write`.":
    "请使用对仓库有写权限的用户的个人访问令牌（GITCODE_TOKEN 或 token）；在流水线里也可以用它自带的 ATOMGIT_TOKEN，并加上 `permissions: repository: write`。",
  "Use a personal access token of a user with write access to the repository (GITCODE_TOKEN or token).":
    "请使用对仓库有写权限的用户的个人访问令牌（GITCODE_TOKEN 或 token）。",
  "The token is wrong or has expired.": "令牌不对或已过期。",
  "The server considers the request suspicious, so it was not sent again. Is there something in the name, the notes or a file name that a firewall may object to? Otherwise run it again later.":
    "服务器认为请求可疑，所以没有重发。标题、发行说明或文件名里是否有防火墙会拦的内容？如果没有，请稍后再试。",
  "The answer is a web page and not one of the API: it comes from a firewall or a proxy before the server.":
    "响应是网页，不是 API 的内容：来自服务器前面的防火墙或代理。",
  "{0} In a merge request from a fork the pipeline's token only reads. Where the pipeline's token may not publish, give a personal one.":
    "{0+}来自 fork 的合并请求里，流水线的令牌只读。流水线的令牌不能发布时，请给个人令牌。",
  "This server does not accept a tag with a slash in its addresses: a release of such a tag cannot get files or be changed. Use a tag without one.":
    "服务器不接受地址里带斜杠的标签：这种标签的发行版无法加文件，也无法修改。请使用不带斜杠的标签。",
  "GitCode says 404 for what a token may not see as well: check repository, api_url and token. {0}":
    "令牌看不到的内容，GitCode 也返回 404：请检查 repository、api_url 和令牌。{0+}",
  "target_commitish has to be a branch or a full commit SHA of this repository; an empty repository has none.":
    "target_commitish 必须是这个仓库的分支或完整的提交 SHA；空仓库里没有。",
  "The server does not offer this. Is api_url the root of version 5 of the API (…/api/v5)?":
    "服务器没有这个接口。api_url 是 API 第 5 版的根地址（…/api/v5）吗？",
  "A proxy or the server does not accept requests of this size.": "代理或服务器不接受这么大的请求。",
  "The object store does not accept files of this size: split it or compress it.":
    "对象存储不接受这么大的文件：请拆分或压缩。",
  "Is there a proxy between this job and the object store that changes requests? The address is good for one request as it stands.":
    "作业和对象存储之间是否有改动请求的代理？这个地址只对原样的请求有效。",
  "The object store had an internal error. Run it again: what is already uploaded is not sent again.":
    "对象存储内部出错。请重新运行：已上传的文件不会重发。",
  "A user has 50 requests a minute and 4000 an hour, all jobs together.":
    "每个用户每分钟 50 个请求、每小时 4000 个，所有作业合计。",
  "The server did not {0}: it does so only for a release that is made now.":
    "服务器没有{0!}：只有新建发行版时才会这样做。",
  "take the mark of the latest release away": "去掉最新发行版的标记",
  "mark the release as the latest": "把这个发行版标记为最新",
  "change whether the release is a prerelease": "改变这个发行版是否为预发布",
};
