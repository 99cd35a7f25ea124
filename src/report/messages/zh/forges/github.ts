import type { Catalogue } from "../../templates";

export const FORGES_GITHUB: Catalogue = {
  "renaming {0} to {1}": "把 {0} 改名为 {1}",
  "There is nowhere to upload {0} to.": "{0} 没有可以上传的地址。",
  "The release {0} names “{1}” as its upload address.": "发行版 {0} 给出的上传地址是“{1}”。",
  "Is the server one that speaks GitHub's API? Check api_url.": "服务器使用的是 GitHub 的 API 吗？请检查 api_url。",
  "Refused to upload {0}: the release's upload address is on {1}.": "拒绝上传 {0}：发行版的上传地址在{1!}上。",
  "plain http": "明文 http",
  "The token would be readable on its way. Set the server's own address to https there, or set allow_insecure_http: true here.":
    "令牌会在传输途中泄露。请把那台服务器自己的地址改为 https，或在这里设置 allow_insecure_http: true。",
  "The token goes to the API's own host, its uploads host or the host of server_url only. Set server_url or api_url to the right server.":
    "令牌只发往 API 自己的主机、它的上传主机或 server_url 的主机。请把 server_url 或 api_url 设为正确的服务器。",
  "another host": "别的主机",
  "Give the token write access to contents: for a fine-grained personal access token “Contents: read and write”, for a classic one the scope `repo`.":
    "请给令牌加上 contents 写权限：细粒度个人访问令牌选“Contents: read and write”，经典令牌选 `repo`。",
  "Give the token write access to contents: in the workflow `permissions: { contents: write }`, for a personal access token “Contents: read and write” (classic: scope `repo`).":
    "请给令牌加上 contents 写权限：工作流里写 `permissions: { contents: write }`，个人访问令牌选“Contents: read and write”（经典令牌选 `repo`）。",
  "Give the workflow's token write access to contents: `permissions: { contents: write }`.":
    "请给工作流的令牌加上 contents 写权限：`permissions: { contents: write }`。",
  "Another run changed the files of this release at the same moment.": "另一个运行同时改动了这个发行版的文件。",
  "The organisation asks for single sign-on: authorise the token for it in your GitHub settings.":
    "组织要求单点登录：请在 GitHub 设置里为它授权这个令牌。",
  "This tag was used by an immutable release and cannot be used again: release under a new tag.":
    "这个标签被不可变更的发行版用过，不能再用：请换一个新标签发布。",
  "The release has been immutable since it was published. In a matrix, let the jobs run with `draft: true` and publish once in a last job with `draft: false`.":
    "发行版自发布起就不可变更。矩阵里请让各作业使用 `draft: true`，最后由一个作业用 `draft: false` 发布。",
  "A rule of the repository forbids this token to create the tag. Push the tag first, or let the rule's bypass list name the app or user that publishes. The draft with its files is kept; the same command finishes it.":
    "仓库规则不允许这个令牌创建标签。请先推送标签，或把负责发布的应用或用户加入规则的绕过名单。草稿和文件都保留；再次运行同一命令即可完成。",
  "{0} If the commit changes files under .github/workflows, push the tag first: GITHUB_TOKEN may not create a tag there.":
    "{0+}如果该提交改动了 .github/workflows 下的文件，请先推送标签：GITHUB_TOKEN 不能在那里创建标签。",
  "The repository is archived, and takes no releases until it is unarchived in its settings.":
    "仓库已归档，在设置里取消归档之前不能有新的发行版。",
  "The organisation lets in certain addresses only: run the job where its address is on the allow list.":
    "组织只允许特定地址访问：请让作业在允许名单里的地址上运行。",
  "The account or the repository is closed for changes on this server: its owner or an administrator knows why.":
    "账号或仓库在这台服务器上不能改动：所有者或管理员知道原因。",
  "The tag is not there, and the commit to make it of (target_commitish, else the commit being built) is no branch and no full commit SHA of this repository. Push the commit, or the tag, first.":
    "标签不存在，而用来创建它的提交（target_commitish，否则为正在构建的提交）不是这个仓库的分支或完整的提交 SHA。请先推送该提交，或推送标签。",
  "Release notes may have 125000 characters: shorten them, or attach them as a file.":
    "发行说明最多 125000 个字符：请缩短，或作为文件附上。",
  "A release takes 1000 assets: pack some files together.": "一个发行版最多 1000 个附件：请把一些文件打包在一起。",
  "A file must have at least one byte and less than 2 GiB: split or compress it.":
    "文件至少要有 1 字节，且小于 2 GiB：请拆分或压缩。",
  "The token lacks a permission; the server asks for “{0}”.": "令牌缺少权限；服务器要求“{0}”。",
  "GitHub says 404 for what a token may not see as well: check repository, and that the token may read it.":
    "令牌看不到的内容，GitHub 也返回 404：请检查 repository，以及令牌能否读取它。",
  "GitHub says 404 for what a token may not do as well. {0} A discussion category that does not exist, and a commit that changes files under .github/workflows, are refused like this, too: push the tag first.":
    "令牌无权做的事，GitHub 也返回 404。{0+}讨论分类不存在、提交改动了 .github/workflows 下的文件，也会这样被拒绝：请先推送标签。",
  "The repository is blocked on this server.": "这个仓库在这台服务器上被封禁。",
  "Fewer jobs at once, or another token, have more room.": "减少同时运行的作业，或换一个令牌，可以缓解。",
  "fires the event release: {0}; with the job's own token it starts no workflow":
    "会触发事件 release: {0}；用作业自带的令牌不会启动工作流",
  "fires the event release: {0}": "会触发事件 release: {0}",
  "The server's list goes on at another address, which is not asked.": "服务器的列表转到了别的地址，没有继续查询。",
  "{0} names {1} as the next page.": "{0} 给出的下一页是 {1}。",
  "Is there a proxy before the server that changes its addresses? Set server_url (or api_url) to the server's own.":
    "服务器前面是否有改动地址的代理？请把 server_url（或 api_url）设为服务器自己的地址。",
  "making the tag {0}": "创建标签 {0}",
  "The tag {0} could not be made: another run made it at the same moment, or a rule forbids it.":
    "无法创建标签 {0}：另一个运行同时创建了它，或有规则不允许。",
  "moving the tag {0}": "移动标签 {0}",
};
