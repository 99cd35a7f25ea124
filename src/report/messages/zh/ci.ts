import type { Catalogue } from "../templates";

export const CI: Catalogue = {
  "does not say what happened": "没有说明发生了什么",
  "The file of the event ({0}) {1}, so it is not known what the event “{2}” did: it may have taken a release or a tag away.":
    "事件文件（{0}）{1!}，无法知道事件“{2}”做了什么：也许删掉了某个发行版或标签。",
  "is not named": "没有指明",
  "is not there: {0}": "不存在：{0}",
  "cannot be read: {0}": "无法读取：{0}",
  "holds no JSON: {0}": "不是 JSON：{0}",
  "run git fetch --unshallow --tags origin before (a clone that is not shallow: git fetch --tags origin)":
    "先运行 git fetch --unshallow --tags origin（不是浅克隆时用 git fetch --tags origin）",
  "run {0} before": "先运行 {0}",
  "give the step actions/checkout fetch-depth: 0": "给 actions/checkout 这一步加上 fetch-depth: 0",
  "add a step behind actions/checkout, which makes a tag without a message of any: {0}":
    "actions/checkout 会把附注标签变成没有说明的标签，请在它后面加一步：{0}",
  "give the step that checks out fetch-depth: 0": "给检出代码的步骤加上 fetch-depth: 0",
  "add a step behind it: {0}": "在它后面加一步：{0}",
  "set the variable GIT_DEPTH: 0 of the job": "给作业设置变量 GIT_DEPTH: 0",
  "add to before_script: {0}": "在 before_script 里加上：{0}",
  "give the clone step (woodpeckerci/plugin-git) the settings partial: false, depth: 0 and tags: true":
    "给克隆步骤（woodpeckerci/plugin-git）加上设置 partial: false、depth: 0 和 tags: true",
  "give the clone step (woodpeckerci/plugin-git) the setting tags: true":
    "给克隆步骤（woodpeckerci/plugin-git）加上设置 tags: true",
  "leave depth out of clone:, and run git fetch --tags origin":
    "去掉 clone: 里的 depth，再运行 git fetch --tags origin",
  "switch off “Shallow clone” and “Do not fetch tags” of the Git plugin (cloneOption: shallow: false, noTags: false)":
    "关闭 Git 插件的“Shallow clone”和“Do not fetch tags”（cloneOption: shallow: false, noTags: false）",
  "switch off “Do not fetch tags” of the Git plugin (cloneOption: noTags: false)":
    "关闭 Git 插件的“Do not fetch tags”（cloneOption: noTags: false）",
  "{0} does not say where its repository is": "{0} 没有说明仓库在哪里",
  "{0} leads to a place where no repository is": "{0} 指向的地方没有仓库",
  "{0}/commondir leads to a place where nothing is": "{0}/commondir 指向的地方什么都没有",
  "{0} belongs to another user than {1}": "{0} 和 {1} 不属于同一个用户",
  "{0} cannot be read ({1})": "无法读取 {0}（{1}）",
  "the object {0} is no commit": "对象 {0} 不是提交",
  "{0} has more than {1} loose tags": "{0} 里的松散标签超过 {1} 个",
  "asking {0} for its refs": "查询 {0} 的引用",
  "reading the history of {0}": "读取 {0} 的历史",
  "pushing the tag {0} to {1}": "把标签 {0} 推送到 {1}",
  "This git is too old for a push: {0} ({1}).": "git 版本太旧，无法推送：{0+}（{1}）。",
  "This git is too old for a push: it does not tell its version ({0}).":
    "git 版本太旧，无法推送：它没有给出版本（{0}）。",
  "From {0}.{1} on git takes a token without showing it to anybody. Update it in the image of the job, or push the tag in a step before.":
    "git {0}.{1} 起才能在不暴露令牌的情况下使用它。请升级作业镜像里的 git，或在前面的步骤里推送标签。",
  "It is empty.": "它是空的。",
  "None of its branches and tags is in the history of {0} that is checked out here.":
    "它的分支和标签都不在这里检出的 {0} 的历史里。",
  "Nothing was pushed to {0}: it holds no commit that the tag builds on.":
    "没有向 {0} 推送任何内容：那里没有这个标签所基于的提交。",
  "The checkout is shallow, so this history may only end too early: check out all of it (actions/checkout: fetch-depth: 0; GitLab: GIT_DEPTH: 0). A wrong address would make a private history public, so a push adds to a history that is there. Push a branch there first, or correct the address.":
    "当前是浅克隆，也许只是历史不全：请检出完整历史（actions/checkout：fetch-depth: 0；GitLab：GIT_DEPTH: 0）。地址写错会把私有历史公开出去，所以只会在已有的历史上推送。请先往那里推送一个分支，或改正地址。",
  "A wrong address would make a private history public, so a push adds to a history that is there. Push a branch there first, or correct the address.":
    "地址写错会把私有历史公开出去，所以只会在已有的历史上推送。请先往那里推送一个分支，或改正地址。",
  "There is no git here, which a push needs.": "推送需要 git，但这里没有。",
  "It was looked for in the folders of PATH, without those of the checkout.":
    "已在 PATH 的目录里查找，检出目录里的不算。",
  "Install git (2.31 or newer) in the image of the job, or push the tag in a step before and leave push_tag out.":
    "请在作业镜像里安装 git（2.31 或更新），或在前面的步骤里推送标签，并去掉 push_tag。",
  "This commit changes workflows: the token needs the right to do that (the scope workflow).":
    "这个提交改动了工作流：令牌要有这个权限（workflow）。",
  "A rule of the repository forbids this tag to this token: let its owner pass the rule, or push the tag in another way.":
    "仓库规则不允许这个令牌推送这个标签：请仓库所有者让令牌的用户绕过规则，或用别的方式推送标签。",
  "{0} The token came from {1}.": "{0+}令牌来自{1+}。",
  "Is the address right, and may the token see the repository? {0}": "地址对吗？令牌能看到这个仓库吗？{0+}",
  "The server sends the push elsewhere, and a token never goes along. Give the repository's own address.":
    "服务器把推送转到了别处，令牌不会跟着过去。请填写仓库自己的地址。",
  "Set ca_file to a PEM file with the authority of this server's certificate.":
    "请把 ca_file 设为 PEM 文件，其中要有签发该服务器证书的 CA 证书。",
  "The checkout does not hold all that the tag needs: check out without a filter (a partial clone has holes).":
    "检出的内容缺少标签所需的对象：检出时不要用过滤（部分克隆内容不全）。",
  "The checkout is shallow: its history ends before anything that the server has. Check out all of it (actions/checkout: fetch-depth: 0; GitLab: GIT_DEPTH: 0; git fetch --unshallow).":
    "当前是浅克隆：它的历史比服务器上已有的还短。请检出完整历史（actions/checkout：fetch-depth: 0；GitLab：GIT_DEPTH: 0；或 git fetch --unshallow）。",
  "git said: {0}": "git 的输出：{0}",
  "Nothing of the release was changed.": "发行版没有任何改动。",
  "{0} has more than {1} bytes": "{0} 超过 {1} 字节",
  "{0} is a link that leads out": "{0} 是指向外面的链接",
  "{0} is no regular file": "{0} 不是普通文件",
  "{0}/HEAD holds neither a commit nor a ref": "{0}/HEAD 里既不是提交也不是引用",
  "the refs of {0} are in a reftable, which this program does not read": "{0} 的引用存放在 reftable 里，本程序不支持",
  "the ref {0} goes round in circles": "引用 {0} 循环指向自己",
  "{0} holds neither a commit nor a ref": "{0} 里既不是提交也不是引用",
  "a ref in {0} names something that is not a ref": "{0} 里有一个引用指向的不是引用",
  "{0} is not there any more": "{0} 已经不在了",
  "the object {0} builds on itself": "对象 {0} 以自己为基础",
  "the object {0} is damaged": "对象 {0} 已损坏",
  "{0} is damaged or too large": "{0} 已损坏或太大",
  "an object in {0} is damaged": "{0} 里有一个对象已损坏",
  "the object at {0} in {1} is damaged or too large": "{1} 里位于 {0} 的对象已损坏或太大",
  "a shell": "命令行",
  "no CI's variables are set": "没有设置任何 CI 的变量",
  "The variables of {0} are set at once, so it is not known whose job this is. Set forge to go on.":
    "同时设置了 {0} 的变量，无法判断这是谁的作业。请设置 forge 后再试。",
  "The variables of {0} are set at once; this job is taken for one of {1}.":
    "同时设置了 {0} 的变量，按 {1} 的作业处理。",
  "{0} is a link, and outputs are never written through one.": "{0} 是链接，输出绝不会通过链接写入。",
  "{0} is no regular file, and outputs go into such ones only.": "{0} 不是普通文件，输出只写入普通文件。",
  "{0} lies behind a link that leads out of {1}, and outputs are never written through one.":
    "{0} 位于指向 {1} 之外的链接后面，输出绝不会通过链接写入。",
};
