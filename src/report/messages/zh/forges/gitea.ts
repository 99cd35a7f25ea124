import type { Catalogue } from "../../templates";

export const FORGES_GITEA: Catalogue = {
  "Failed {0}: it is a link to a file elsewhere, or the server names no place.":
    "{0!}失败：它是指向别处文件的链接，或服务器没有给出地址。",
  "The link {0} was not made: the release has a file of that name.": "没有添加链接 {0}：发行版里已有同名文件。",
  "Give the link another name, or delete the file first.": "请给链接换个名字，或先删除那个文件。",
  "adding the link {0}": "添加链接 {0}",
  "Give token an access token with the scope write:repository, of a user who may write to the repository.":
    "请让 token 是具有 write:repository 权限的访问令牌，其用户要能写这个仓库。",
  "{0} In Actions the job's own token does for the job's own repository, with `permissions: { contents: write }` where the server honours it.":
    "{0+}在 Actions 里，作业自带的令牌就能用于作业自己的仓库；服务器支持时还要加上 `permissions: { contents: write }`。",
  "The tag is protected in the repository's settings: push it as somebody who may, or put the token's user on its list.":
    "这个标签在仓库设置里受保护：请由有权限的人推送，或把令牌的用户加入名单。",
  "A server says so as well where releases are switched off in the repository's settings.":
    "仓库设置里关闭了发行版时，服务器也会这样说。",
  "The server does not know the job's own token, which ends with its job, or took it for none.":
    "服务器不认作业自带的令牌：它随作业结束而失效，或者服务器没把它当成令牌。",
  "The server does not know this token, or it has expired.": "服务器不认这个令牌，或它已过期。",
  "The space that the server grants this owner is used up: delete old files or releases, or ask its administrators for more. The same command goes on from here.":
    "服务器给该所有者的空间已用完：请删除旧文件或旧发行版，或请管理员扩容。再次运行同一命令会从这里继续。",
  "A proxy in front of the server lets only smaller requests pass (nginx: client_max_body_size, 1 MiB if nothing is set). Ask for a higher limit, or split or compress the file.":
    "服务器前面的代理只放行更小的请求（nginx：client_max_body_size，默认 1 MiB）。请调高限制，或拆分、压缩文件。",
  "The server does not accept files of this size ([attachment] MAX_SIZE, [repository.release] FILE_MAX_SIZE). Ask for a higher limit, or split or compress the file.":
    "服务器不接受这么大的文件（[attachment] MAX_SIZE、[repository.release] FILE_MAX_SIZE）。请调高限制，或拆分、压缩文件。",
  "This page is not the forge's own: something before it (a proxy, a firewall, a sign-in) refused. Check server_url and api_url, which end in the server's root and in /api/v1.":
    "这不是平台自己的页面：被前面的代理、防火墙或登录页拒绝了。请检查 server_url 和 api_url：前者以服务器根地址结尾，后者以 /api/v1 结尾。",
  "The token lacks a scope: make one with write:repository.": "令牌缺少权限：请新建一个带 write:repository 的。",
  "Releases are switched off in the repository's settings, or the token's user may not see them.":
    "仓库设置里关闭了发行版，或令牌的用户看不到它们。",
  "The job's own token may not write here: the job runs for a fork, or its permissions only read (`permissions: { contents: write }` counts where the server honours it). Else give token an access token with the scope write:repository.":
    "作业自带的令牌在这里不能写：作业是为 fork 运行的，或其权限只读（服务器支持时看 `permissions: { contents: write }`）。否则请让 token 是具有 write:repository 权限的访问令牌。",
  "The commit or branch that the tag is to be made on is not on the server: push it first, or push the tag itself.":
    "要打标签的提交或分支不在服务器上：请先推送它，或直接推送标签。",
  "The server does not accept files at all ([attachment] ENABLED = false): ask its administrators.":
    "服务器完全不接受文件（[attachment] ENABLED = false）：请联系管理员。",
  "This is not an answer of the forge's API: check server_url and api_url, which end in the server's root and in /api/v1.":
    "这不是平台 API 的响应：请检查 server_url 和 api_url：前者以服务器根地址结尾，后者以 /api/v1 结尾。",
  "Check repository: a job's own token sees no other repository than its own, and the server says 404 for what a token may not see. {0}":
    "请检查 repository：作业自带的令牌只能看到自己的仓库，看不到的内容服务器返回 404。{0+}",
  "Check repository, server_url and the token: the server says 404 for what a token may not see. {0}":
    "请检查 repository、server_url 和令牌：令牌看不到的内容服务器返回 404。{0+}",
  "The server does not accept a link to this address: give one that begins with https:// or http://.":
    "服务器不接受指向这个地址的链接：请使用以 https:// 或 http:// 开头的地址。",
  "The server's settings decide which files a release may hold ([repository.release] ALLOWED_TYPES), by extension or content. Ask for this type, or pack the file into one that is allowed.":
    "发行版能放哪些文件由服务器设置决定（[repository.release] ALLOWED_TYPES），按扩展名或内容判断。请申请允许这种类型，或打包成允许的类型。",
  "The repository is archived: take it out of the archive first.": "仓库已归档：请先取消归档。",
  "The server does not say why. As a rule the tag could not be made: it is protected (then the user counts who made the draft), its commit is not in the repository, its name is not allowed, or the repository is archived. Push the tag first, or choose another commit; a draft with its files is kept, and the same command finishes it.":
    "服务器没有说明原因。通常是无法创建标签：标签受保护（此时看创建草稿的用户）、提交不在仓库里、名字不允许，或仓库已归档。请先推送标签，或换一个提交；草稿和文件都保留，再次运行同一命令即可完成。",
  "The server does not say why. As a rule its disk is full, or the file's name is longer than 255 characters. What is already uploaded is not sent again.":
    "服务器没有说明原因。通常是磁盘已满，或文件名超过 255 个字符。已上传的文件不会重发。",
  "The server itself has no such limit; ask who runs the proxy in front of it.":
    "服务器本身没有这种限制；请联系维护前面代理的人。",
  "deleting the release {0} of {1}": "删除 {1} 的发行版 {0}",
  "waiting for the server to handle the push": "等待服务器处理推送",
  "asking for the size of the largest file": "查询文件大小上限",
  "making the annotated tag {0}": "创建附注标签 {0}",
};
