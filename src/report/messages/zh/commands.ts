import type { Catalogue } from "../templates";

export const COMMANDS: Catalogue = {
  "completion knows {0}, not “{1}”.": "completion 支持 {0}，不支持“{1}”。",
  "Nothing was deleted: nobody is here to say yes.": "没有删除任何内容：这里没有人可以确认。",
  "Set yes: true in the step. An inherited variable does not count.":
    "请在步骤里设置 yes: true。从外面继承来的变量不算。",
  "Add --yes. A variable does not count.": "请加上 --yes。环境变量不算。",
  "Nothing was deleted: the answer was no.": "没有删除任何内容：回答是“否”。",
  "--{0} must be the web address of a repository, such as https://gitee.com/me/app, or “.”.":
    "--{0} 必须是仓库的网页地址，例如 https://gitee.com/me/app，或者“.”。",
  "--{0}-token-env takes the name of a variable, and what was given is none; it is not shown, because it may be a token.":
    "--{0}-token-env 要的是变量名，而给出的不是变量名；它可能是令牌，所以不显示。",
  "--from and --to are one repository: {0} on {1}.": "--from 和 --to 是同一个仓库：{1} 上的 {0}。",
  "There is no published release of {0} to copy.": "标签 {0} 没有已发布的发行版可以复制。",
  "Tags that would be pushed: {0}": "将会推送的标签：{0}",
  "Tags that were pushed: {0}": "已推送的标签：{0}",
  "copy needs to know which releases: name tags, or give --all or --since TAG.":
    "copy 要知道复制哪些发行版：写出标签，或用 --all、--since TAG。",
  "--all, --since and tags exclude each other: give one.": "--all、--since 和标签只能给一种。",
  "token is for one forge, and copy speaks to two: use --from-token-env and --to-token-env.":
    "token 只属于一个平台，而 copy 要访问两个：请用 --from-token-env 和 --to-token-env。",
  "copy needs --{0} ADDRESS: the web address of a repository, or . for the one at hand.":
    "copy 需要 --{0} ADDRESS：仓库的网页地址，或用 . 表示当前仓库。",
  "“{0}” is not a name that git takes for a tag.": "“{0}”不是 git 认可的标签名。",
  "--with-tag goes with a whole release, and files are named.": "--with-tag 用于删除整个发行版，不能同时写出文件。",
  "Delete the release {0} and its tag?": "要删除发行版 {0} 和它的标签吗？",
  "Delete the release {0}?": "要删除发行版 {0} 吗？",
  "The release {0} is immutable: its files can no longer be changed.": "发行版 {0} 不可变更：其中的文件不能再改动。",
  "Delete {0} of {1}?": "要删除 {1} 的 {0+}吗？",
  "It is not looked at: {0}.": "没有查看：{0+}。",
  "Run this as the user whose checkout it is.": "请以检出目录所属的用户运行。",
  "There is none here.": "这里没有。",
  "In a checkout the commit of the tag is checked as well.": "在检出目录里运行时，还会检查标签所在的提交。",
  "It has no commit yet.": "还没有提交。",
  "HEAD is {0}.": "HEAD 是 {0}。",
  "HEAD is {0} ({1}).": "HEAD 是 {0}（{1}）。",
  "It is a shallow clone.": "是浅克隆。",
  "It does not have the tag {0}.": "没有标签 {0}。",
  "Notes that are made of its commits may end too early.": "由提交生成的发行说明可能不完整。",
  "To have all: {0}.": "要有完整历史：{0+}。",
  "What the tag {0} says is not in it.": "其中没有标签 {0} 的说明。",
  "To have it: {0}.": "要有它：{0+}。",
  "Node {0}; {1} or newer is needed.": "Node {0}；需要 {1} 或更新。",
  "{0}, nothing wrong with them.": "{0+}，没有问题。",
  "from the tag": "来自标签",
  "None are asked for.": "没有要求。",
  "{0} cannot be written: {1}.": "无法写入 {0}：{1+}。",
  "They go to the log only.": "只写进日志。",
  "They can be written: {0}.": "可以写入：{0}。",
  "Let the user of this job write there, or name another file as outputs_file.":
    "请让作业的用户能写那里，或用 outputs_file 指定别的文件。",
  "it is a folder": "它是目录",
  "{0} ({1}); event: {2}.": "{0+}（{1+}）；事件：{2}。",
  "There is nothing to publish.": "没有要发布的内容。",
  "Its token is not sent anywhere as long as two servers would get the same one. Mend the other target first.":
    "只要两台服务器会得到同一个令牌，它的令牌就不会发往任何地方。请先改正另一个目标。",
  "Use https.": "请使用 https。",
  "Not known: there is no token to ask with.": "未知：没有可以用来查询的令牌。",
  "Not known: the server was not reached.": "未知：没有连上服务器。",
  "The token comes from {0}; whether it works is not known: the server was not reached.":
    "令牌来自{0+}；没有连上服务器，不知道它是否有效。",
  "There is no tag to look for.": "没有要查找的标签。",
  "{0} at {1} ({2}), API at {3}.": "{0}，地址 {1}（{2+}），API 在 {3}。",
  "Not reached: {0}": "没有连上：{0+}",
  "None stands before the server.": "服务器前面没有代理。",
  "Requests go through {0}.": "请求经过 {0}。",
  "Mend the proxy or the certificate first.": "请先解决代理或证书的问题。",
  "None: the server is spoken to over plain http.": "没有：与服务器之间是明文 http。",
  "Node's own authorities": "Node 自带的证书颁发机构",
  "Node's own authorities and {0}": "Node 自带的证书颁发机构和 {0}",
  "Trusted by {0}.": "受信任，依据是{0+}。",
  "asking whether {0} answers": "查询 {0} 是否有响应",
  "Not known: no answer told the time.": "未知：没有响应给出时间。",
  "Compare the clock of this machine with another one.": "请把这台机器的时钟和别的时钟对照。",
  "The clock of this machine and that of the server agree.": "这台机器的时钟和服务器一致。",
  "The clock of this machine is {0} ahead of the server's.": "这台机器的时钟比服务器快 {0+}。",
  "The clock of this machine is {0} behind the server's.": "这台机器的时钟比服务器慢 {0+}。",
  "Set it (NTP): certificates and signed addresses are valid for a time only.":
    "请校准它（NTP）：证书和签名地址只在一段时间内有效。",
  "{0} of {1}, {2}: {3} downloaded, {4} present": "{1} 的 {0%}，{2%}：下载 {3#} 个，已有 {4#} 个",
  "{0} is a link to another place, and is left out: {1}": "{0} 是指向别处的链接，已跳过：{1}",
  "{0} is left out: its upload has failed or is not over.": "{0} 已跳过：它的上传失败了，或还没有结束。",
  "The release {0} has no files to download.": "发行版 {0} 没有可以下载的文件。",
  "{0} takes no words; “{1}” is one too many.": "{0} 不带参数；多了一个“{1}”。",
  "{0} takes {1}; “{2}” is one too many.": "{0} 的参数是 {1}；多了一个“{2}”。",
  "{0} needs {1}.": "{0=} 需要 {1}。",
  "the address of this repository": "这个仓库的地址",
  "wrote {0} for {1}": "已为 {1} 写入 {0}",
  "{0} is there as it would be written": "{0} 已存在，内容与要写的相同",
  "{0} is there and was left as it is. Add to it:": "{0} 已存在，保持原样。请在其中加上：",
  "Nothing was written. Run it as the user whose checkout it is, in the checkout.":
    "没有写入任何文件。请以检出目录所属的用户，在检出目录里运行。",
  "The checkout is not looked at: {0}.": "没有查看检出目录：{0+}。",
  "The folder {0} has a name that would need quotes in every CI.": "目录 {0} 的名字在每种 CI 里都要加引号。",
  "Run it at the top of the repository.": "请在仓库的顶层目录运行。",
  "--ci must be one of {0}, not “{1}”.": "--ci 必须是 {0} 之一，不能是“{1}”。",
  "There are files of {0} as well; --ci chooses another one.": "这里还有 {0} 的文件；--ci 可以另选。",
  "Write {0} for {1}?": "要为 {1} 写入 {0} 吗？",
  "There are files of several CIs here: {0}.": "这里有多种 CI 的文件：{0}。",
  "Nothing here tells which CI builds this repository.": "这里无从得知用哪种 CI 构建这个仓库。",
  "Nothing was written. Name it with --ci: {0}.": "没有写入任何文件。请用 --ci 指定：{0}。",
  "In {0} put your own build in the place of “{1}”; what it leaves in {2}{3} is released.":
    "请在 {0} 里把“{1}”换成你自己的构建命令；它留在 {2}{3} 里的内容会被发布。",
  'Commit {0} and push it: git add {1} && git commit -m "ci: release" && git push':
    '请提交并推送 {0}：git add {1} && git commit -m "ci: release" && git push',
  "Give {0}{1} a section of the version before each tag, such as “## {2}”: it is the text of the release, and a run without it fails.":
    "每次打标签之前，请在 {0}{1} 中写好该版本的小节，例如“## {2}”：它就是发行版的正文，缺少时运行会失败。",
  "Write into {0}{1} what is new before each tag, and commit it: it is the text of the release, and a run without it fails.":
    "每次打标签之前，请在 {0}{1} 中写明新内容并提交：它就是发行版的正文，缺少时运行会失败。",
  "Releases have no text as it is: write what is new into NOTES.md, and add --body-path NOTES.md to the command.":
    "目前发行版没有正文：请把新内容写入 NOTES.md，并在命令中加上 --body-path NOTES.md。",
  "To see before what a run will meet: {0}": "想预先了解运行时会遇到什么：{0}",
  "To see before what a run will meet, with a token in {0}: {1}":
    "想预先了解运行时会遇到什么，请在 {0} 中放好令牌：{1}",
  "In {0} put the address of your repository in the place of “{1}”, and its name behind “cd”.":
    "请在 {0} 里把“{1}”换成你的仓库地址，并在“cd”后面写上仓库名。",
  "Put the version into the names of the files that the build leaves: a name may be there once in the whole repository.":
    "请让构建产物的文件名带上版本号：同一个文件名在整个仓库里只能用一次。",
  'Release by an annotated tag, whose message is the text of the release: git tag -a {0} -m "What is new" && git push origin {1}':
    '用附注标签发布，标签的说明就是发行说明：git tag -a {0} -m "更新内容" && git push origin {1}',
  "Release by a tag: {0}": "用标签发布：{0}",
  "Push the tag: {0}": "推送标签：{0}",
  "Start the pipeline by hand on the page of Gitee Go, and give RELEASE_TAG the value {0}: no variable there tells the tag. A run that a push to the branch starts has none, and ends with an error.":
    "在 Gitee Go 页面手动启动流水线，并把 RELEASE_TAG 设为 {0}：那里没有变量提供标签名。由推送分支启动的运行没有标签，会以错误结束。",
  "GitHub: Settings > Developer settings > Personal access tokens, Contents: Read and write":
    "GitHub：“Settings > Developer settings > Personal access tokens”，Contents 选“Read and write”",
  "GitLab: Settings > Access tokens, scope api": "GitLab：Settings > Access tokens，勾选 api",
  "Gitea: Settings > Applications, scope write:repository": "Gitea：Settings > Applications，勾选 write:repository",
  "Forgejo: Settings > Applications, scope write:repository": "Forgejo：Settings > Applications，勾选 write:repository",
  "Gitee: 设置 > 安全设置 > 私人令牌, scope projects": "Gitee：设置 > 安全设置 > 私人令牌，勾选 projects",
  "GitCode: 个人设置 > 访问令牌, with write access to projects": "GitCode：个人设置 > 访问令牌，勾选项目的读写权限",
  "工蜂: 个人设置 > 私人令牌, one that may write": "工蜂：个人设置 > 私人令牌，要有写权限",
  "CNB: 个人设置 > 访问令牌, scope repo-code, in newer lists repo-contents, with read and write":
    "CNB：个人设置 > 访问令牌，勾选 repo-code 读写（较新的列表里叫 repo-contents）",
  "SourceHut: meta.sr.ht/oauth2, grants git.sr.ht/OBJECTS:RW, git.sr.ht/PROFILE:RO and git.sr.ht/REPOSITORIES:RO":
    "SourceHut：meta.sr.ht/oauth2，授权 git.sr.ht/OBJECTS:RW、git.sr.ht/PROFILE:RO 和 git.sr.ht/REPOSITORIES:RO",
  "{0} On your own machine it is read from {1}.": "{0+} 在自己的机器上，它从 {1} 读取。",
  "This user may not write there.": "当前用户不能写那里。",
  "The disk is only to be read.": "磁盘是只读的。",
  "Something stands there by now: run it again.": "那里现在已有别的东西：请重新运行。",
  "A file stands where a folder has to be.": "应为目录的地方是一个文件。",
  "The disk is full.": "磁盘已满。",
  "Nothing was written. {0} --dry-run prints the file.": "没有写入任何文件。{0+}用 --dry-run 可以打印文件内容。",
  "{0} could not be written ({1}).": "无法写入 {0}（{1}）。",
  "Put a folder of the repository in its place, or print the file with --dry-run.":
    "请换成仓库里的目录，或用 --dry-run 打印文件内容。",
  "{0} lies outside of the repository.": "{0} 在仓库之外。",
  "Delete {0} and their tags?": "要删除 {0+}和它们的标签吗？",
  "Delete {0}?": "要删除 {0+}吗？",
  "{0} could not be deleted: {1}": "无法删除 {0}：{1+}",
  "prune needs --keep N: how many of the matching releases stay.": "prune 需要 --keep N：保留多少个匹配的发行版。",
  "--keep must be a whole number, 0 or more, not “{0}”.": "--keep 必须是 0 或更大的整数，不能是“{0}”。",
  "--older-than must be a time such as 30d, 12h or 2w, not “{0}”.":
    "--older-than 必须是时长，例如 30d、12h 或 2w，不能是“{0}”。",
  "prune needs a pattern for tags: '*' for all.": "prune 需要标签的匹配模式：'*' 表示全部。",
  "the run was stopped.": "运行已被停止。",
  "the first target, {0}, failed: {1}": "第一个目标 {0} 失败了：{1+}",
  "the release of the first target, {0}, is a draft, which nobody else can see.":
    "第一个目标 {0} 的发行版是草稿，别人看不到。",
  "it is none of the files of the first target, {0}.": "它不在第一个目标 {0} 的文件里。",
  "the first target, {0}, keeps other content under its name.": "第一个目标 {0} 保留了同名但内容不同的文件。",
  "the first target, {0}, left it out.": "第一个目标 {0} 跳过了它。",
  "the first target, {0}, tells no address of it.": "第一个目标 {0} 没有给出它的地址。",
  "{0} bytes came, and it has {1}": "收到 {0} 字节，应为 {1} 字节",
  "without a token {0} cannot be downloaded from the first target ({1}): {2}. Links need a public repository there; use oversized_files: skip where it is private.":
    "不带令牌无法从第一个目标（{1}）下载 {0}：{2+}。链接要求那里的仓库是公开的；如果是私有的，请用 oversized_files: skip。",
  "A tag or a release was deleted or unpublished: there is nothing to publish.":
    "标签或发行版已被删除或撤下：没有要发布的内容。",
  "{0} can be link only with targets: the link leads to the file on the first of them. Use fail or skip.":
    "{0} 只有在设置 targets 时才能是 link：链接指向第一个目标上的文件。请用 fail 或 skip。",
  "{0} is plain http: the token would be readable on its way, and the history changeable.":
    "{0} 是明文 http：令牌会在传输途中泄露，历史也可能被篡改。",
  "Nothing was changed. Use https, or set allow_insecure_http: true.":
    "没有任何改动。请使用 https，或设置 allow_insecure_http: true。",
  "There is no checkout to push from.": "没有可以推送的检出目录。",
  "No release was published": "没有发布任何发行版",
  "The releases stand": "各发行版已发布",
  "upload needs files behind the tag.": "upload 需要在标签后面写出文件。",
  "the first word": "第一个参数",
  "expected {0}": "应为 {0=}",
  "“{0}” is no local file, and no file of the release is called so.":
    "“{0}”不是本地文件，发行版里也没有叫这个名字的文件。",
  "release_id and a tag are both given: only one of them can be meant.": "release_id 和标签同时给出：只能给一个。",
  "There is no tag: name it as the first word.": "没有标签：请把它写成第一个参数。",
  "The tag is given twice: “{0}” as a word, “{1}” as tag_name.": "标签给了两次：参数是“{0}”，tag_name 是“{1}”。",
  "“{0}” is not a name that git accepts for a tag.": "“{0}”不是 git 认可的标签名。",
};
