import type { Catalogue } from "../templates";

export const OPERATIONS: Catalogue = {
  "the server sends the file in the encoding {0}, which was not asked for": "服务器用未请求的编码 {0} 发送文件",
  "GET {0}": "GET {0}",
  "The release {0} has more than one file {1}, and the address leads to the oldest. Delete one of them on the release's page.":
    "发行版 {0} 有多个名为 {1} 的文件，地址指向最旧的那个。请在发行版页面上删除其中一个。",
  "{0} could not be brought up to date: other runs changed the release {1} each time.":
    "{0} 无法更新到最新：别的运行每次都改动了发行版 {1}。",
  "Run it again when they have ended: what is already uploaded is not sent again.":
    "请等它们结束后重新运行：已上传的文件不会重发。",
  "its sha256 is {0}": "它的 sha256 是 {0}",
  "more than its {0} bytes came": "收到的内容超过 {0} 字节",
  "{0} of {1} bytes came": "只收到 {1} 字节中的 {0} 字节",
  "listing the releases to copy": "列出要复制的发行版",
  "releases have no notes of their own there": "那里的发行版没有自己的说明",
  "the repository that it comes from is not open to strangers": "来源仓库不对外公开",
  "Files that are too large cannot be linked to: {0}.": "过大的文件无法改用链接：{0+}。",
  "its address is not known.": "不知道它的地址。",
  "strangers get {0} bytes of it, and it has {1}.": "外人只能得到 {0} 字节，而它有 {1} 字节。",
  "strangers do not get it where it comes from ({0}).": "外人在来源处得不到它（{0}）。",
  "{0} was not copied: {1}": "没有复制 {0}：{1+}",
  "reading the release {0}": "读取发行版 {0}",
  "The release is gone, or a draft now.": "发行版已不存在，或变成了草稿。",
  "looking for the release of {0}": "查找 {0} 的发行版",
  "{0} was not copied whole: {1}": "{0} 没有完整复制：{1+}",
  "{0}: {1} differ there and stay; --overwrite replaces them.":
    "{0}：{1} 在那里的内容不同，没有动；--overwrite 会替换它们。",
  "The notes of {0} lead to the forge they come from: {1}": "{0} 的发行说明指向来源平台：{1}",
  "The notes of {0} hold what means something else elsewhere: {1}": "{0} 的发行说明里有些内容在别处另有含义：{1}",
  "asking for the tags that are there": "查询那里已有的标签",
  "it is longer than the {0} bytes that it was said to have": "它比声明的 {0} 字节长",
  "it ended after {0} of {1} bytes": "它在 {1} 字节中的第 {0} 字节处就结束了",
  "its sha256 is {0}, and the forge says {1}": "它的 sha256 是 {0}，而平台给出的是 {1}",
  "{0} is not what the forge it comes from says: {1}.": "{0} 与来源平台所说的不符：{1!}。",
  "Was it replaced while it was copied? Is there a proxy that changes files? Run it again.":
    "复制期间它被替换了吗？是否有改动文件的代理？请重新运行。",
  "The tag {0} was not pushed: the source does not tell its commit, and the checkout in {1} is not one of that repository.":
    "没有推送标签 {0}：源仓库没有给出它的提交，而 {1} 里检出的不是那个仓库。",
  "Run this in a clone of {0}, or push the tag before.": "请在 {0} 的克隆里运行，或先推送标签。",
  "The tag {0} was not pushed: it is on {1} in the checkout, and on {2} at the source.":
    "没有推送标签 {0}：它在检出目录里位于 {1}，在源仓库位于 {2}。",
  "Fetch it again: git fetch --force {0} tag {1}": "请重新获取：git fetch --force {0} tag {1}",
  "The tag {0} is on {1} at the target, and on {2} at the source.": "标签 {0} 在目标仓库位于 {1}，在源仓库位于 {2}。",
  "A tag that is there is moved only by push_tag: force, and then only one that is no version.":
    "已有的标签只有 push_tag: force 才会移动，而且只限不是版本号的标签。",
  "The target needs the tag {0}, and push_tag has nothing to push it from: {1}.":
    "目标仓库需要标签 {0}，但 push_tag 没有可以推送它的检出：{1+}。",
  "The target needs the tag {0}, and push_tag has nothing to push it from: there is no checkout here.":
    "目标仓库需要标签 {0}，但 push_tag 没有可以推送它的检出：这里没有检出目录。",
  "The target needs the tag {0}, and the checkout in {1} does not have it.":
    "目标仓库需要标签 {0}，但 {1} 里的检出没有它。",
  "Fetch it first: git fetch {0} tag {1}": "请先获取它：git fetch {0} tag {1}",
  "The tag {0} was not pushed: the checkout in {1} does not hold its commit.":
    "没有推送标签 {0}：{1} 里的检出没有它的提交。",
  "{0} of {1} is left out: its upload has failed or is not over.": "{1} 的 {0} 已跳过：它的上传失败了，或还没有结束。",
  "The link {0} of {1} is left out: there are none there.": "{1} 的链接 {0} 已跳过：那里没有链接。",
  "The tag {0} had files before it became a release.": "标签 {0} 在成为发行版之前就有文件。",
  "Another run made the release of {0} at the same moment; this run goes on there.":
    "另一个运行同时创建了 {0} 的发行版；本次运行在那里继续。",
  "It has the id {0}.": "它的编号是 {0}。",
  "checking that {0} has one draft only": "检查 {0} 是否只有一个草稿",
  "Another run made the release {0} of {1} at the same moment; this run goes on there.":
    "另一个运行同时创建了 {1} 的发行版 {0}；本次运行在那里继续。",
  "The release of {0} was not made: the server takes the tag {1} for it.":
    "没有创建 {0} 的发行版：服务器把它当成了标签 {1}。",
  "It answered with a release of {0}, which stays: this forge has no request that deletes a release.":
    "服务器返回了 {0} 的发行版，它会留在那里：这个平台没有删除发行版的接口。",
  "It answered with a release of {0}, which was taken back at once.": "服务器返回了 {0} 的发行版，已立即撤回。",
  "The server looks for tags without regard to capital letters. Use a tag that differs in more, or delete the other tag first.":
    "服务器查找标签时不区分大小写。请换一个不只是大小写不同的标签，或先删除另一个标签。",
  "{0} has no request that deletes a {1}, or none that this token may send.":
    "{0} 没有删除{1+}的接口，或这个令牌无权使用。",
  "Nothing was changed. Delete the tag by git push --delete, and leave the flag out.":
    "没有任何改动。请用 git push --delete 删除标签，并去掉这个参数。",
  "Nothing was changed. Delete it on its page, or its tag by git push --delete.":
    "没有任何改动。请在它的页面上删除，或用 git push --delete 删除它的标签。",
  "The release {0} is gone already.": "发行版 {0} 已经不在了。",
  "it was changed meanwhile": "它在此期间被改动了",
  "The release {0} stays: {1}.": "保留发行版 {0}：{1!}。",
  "The tag {0} was deleted, and the server still shows it.": "标签 {0} 已删除，但服务器仍显示它。",
  "{0} of {1} is gone already, or another file now.": "{1} 的 {0} 已经不在了，或变成了别的文件。",
  "looking for releases that share files": "查找共用文件的发行版",
  "The files of {0} stay in their package: {1}": "{0} 的文件留在软件包里：{1+}",
  "{0} could not be read back.": "无法读回 {0}。",
  "The server tells {0} bytes for it, and sent {1}.": "服务器说它有 {0} 字节，却发来 {1} 字节。",
  "Download it from the release's page: a file that is broken there has to be uploaded again.":
    "请从发行版页面下载它：如果那里的文件已损坏，就要重新上传。",
  "Make room, or name another folder with --dir. What has come is kept, and the same command goes on with it.":
    "请腾出空间，或用 --dir 指定别的目录。已下载的部分会保留，再次运行同一命令就接着下载。",
  "no space is left on the disk": "磁盘空间不足",
  "the disk quota of this user is used up": "此用户的磁盘配额已用完",
  "the disk is read-only": "磁盘是只读的",
  "Name another folder with --dir.": "请用 --dir 指定别的目录。",
  "this user may not write there": "此用户不能写那里",
  "something on the way there is no folder": "路径中有一段不是目录",
  "the file is larger than this disk, or a limit of this process, allows": "文件超过了磁盘或进程允许的大小",
  "{0} could not be written: {1} ({2}).": "无法写入 {0}：{1+}（{2}）。",
  "It leads nowhere.": "它指向的位置不存在。",
  "To write into what it leads to, name that: --dir {0}": "要写入它指向的目录，请直接写出：--dir {0}",
  "{0} is there and is no folder.": "{0} 已存在，而且不是目录。",
  "Name a folder with --dir.": "请用 --dir 指定一个目录。",
  "downloading {0}": "下载 {0}",
  "{0} was downloaded, and is not what the release says it is.": "{0} 已下载，但与发行版所说的不符。",
  "Its sha256 is {0}; the release says {1}.": "它的 sha256 是 {0}；发行版给出的是 {1}。",
  "Nothing was replaced. Is there a proxy that changes files? Was the file changed after its checksums were made?":
    "没有替换任何文件。是否有改动文件的代理？文件是否在生成校验和之后被改动过？",
  "the server sends a part of other content": "服务器发来的是另一份内容的一部分",
  "the file ended after {0} of {1} bytes": "文件在 {1} 字节中的第 {0} 字节处就结束了",
  "Nothing was replaced. Run it again: it goes on where it was.": "没有替换任何文件。请重新运行：会从中断处继续。",
  "{0} is longer than the {1} bytes that it is said to have.": "{0} 比声明的 {1} 字节长。",
  "Nothing was replaced. Is there a proxy that changes files?": "没有替换任何文件。是否有改动文件的代理？",
  "No checksum is known of {0}: only the size was compared.": "没有 {0} 的校验和：只比较了大小。",
  "Neither a checksum nor a size is known of {0}: nothing was compared.":
    "{0} 的校验和与大小都不知道：没有做任何比较。",
  "{0} of {1} files could not be downloaded.": "{1} 个文件中有 {0} 个无法下载。",
  "The others are there. Run it again: what is there is not fetched again.":
    "其余的已下载。请重新运行：已有的不会再下载。",
  "{0} has appeared meanwhile, and is not replaced.": "{0} 在此期间出现了，没有被替换。",
  "Move it away, or add --clobber; what was downloaded is used again.":
    "请把它移走，或加上 --clobber；已下载的内容会继续使用。",
  "{0} is there with other content.": "{0} 已存在，但内容不同。",
  "Move it away, or add --clobber to replace it.": "请把它移走，或加上 --clobber 来替换。",
  "Nothing was written. Name the files to download; others are left out.":
    "没有写入任何文件。请写出要下载的文件，其余的会跳过。",
  "Nothing was written. --clobber replaces files; a link or a folder has to go by hand.":
    "没有写入任何文件。--clobber 会替换文件；链接或目录要手工移走。",
  "{0} files cannot be written:\n{1}": "有 {0} 个文件无法写入：\n{1+}",
  "The release has a file whose name {0}: {1}.": "发行版里有文件的名字{0!}：{1}。",
  "The release has more than one file {0}.": "发行版里有多个名为 {0} 的文件。",
  "{0} and {1} would be one file on some systems.": "{0} 和 {1} 在有些系统上会是同一个文件。",
  "{0} is there and is no file.": "{0} 已存在，但不是文件。",
  "Leave the input out for this forge.": "请对这个平台去掉这个输入。",
  "Split or compress the file, leave it out, or set oversized_files: skip.":
    "请拆分或压缩文件，不要上传它，或设置 oversized_files: skip。",
  "Not known without a token that works.": "没有有效的令牌，无法得知。",
  "It runs version {0}.": "它的版本是 {0}。",
  "The token from {0} works.": "来自{0+}的令牌有效。",
  "The token from {0} was not tried: there was nothing to ask for.": "没有试用来自{0+}的令牌：没有可以查询的内容。",
  "{0} can be seen.": "可以看到 {0}。",
  "Not known: the look at the repository failed.": "未知：查询仓库失败。",
  "The token may write to the repository.": "令牌可以写仓库。",
  "Its account may write to the repository; whether the token itself may is": "它的账号可以写仓库；令牌本身能否写入",
  "It is": "它",
  "Nothing, until a run is refused. Then: {0}": "在运行被拒绝之前不用做什么。被拒绝时：{0+}",
  "{0} not known before writing, for the forge does not tell.": "{0+}在写入之前无法得知，因为平台不提供。",
  "Not known: the look at it failed.": "未知：查询失败。",
  "The server cannot be asked for tags.": "无法向服务器查询标签。",
  "Nothing: it is found when a run writes.": "不用做什么：运行写入时就会知道。",
  "{0} is on {1}.": "{0=} 在 {1=} 上。",
  "There is no tag {0} yet.": "还没有标签 {0}。",
  "There is no tag {0} yet. A run makes it on {1}.": "还没有标签 {0}。运行会在 {1} 上创建它。",
  "To have it where you want it, push it first: git push origin {0}":
    "要让它在指定的位置，请先推送：git push origin {0}",
  "Push the tag again if that is not what you want.": "如果不是你想要的，请重新推送标签。",
  "Run this in a checkout of the repository, or in a job that the tag starts.":
    "请在仓库的检出目录里运行，或在由标签启动的作业里运行。",
  "{0} is on {1}, the commit that is being built.": "{0=} 在 {1=} 上，就是正在构建的提交。",
  "There is no tag {0} yet: push_tag pushes it, on {1}.": "还没有标签 {0}：push_tag 会推送它，在 {1} 上。",
  "{0} started this job.": "这个作业由 {0} 启动。",
  "There is no release of {0} yet: a run creates it.": "{0} 还没有发行版：运行会创建它。",
  "The release of {0} is published, with {1}, immutable, and has what it is to have.":
    "{0} 的发行版已发布，有 {1+}，不可变更，而且内容齐全。",
  "The release of {0} is published, with {1}: a run updates it.": "{0} 的发行版已发布，有 {1+}：运行会更新它。",
  "An earlier run left a draft of {0} unfinished, with {1}: a run goes on with it.":
    "之前的一次运行留下了 {0} 未完成的草稿，有 {1+}：运行会接着完成。",
  "There is a draft of {0}, with {1}.": "{0} 有一个草稿，有 {1+}。",
  "The release of {0} is a draft that was not left unfinished by this program: it stays a draft.":
    "{0} 的发行版是草稿，但不是本程序未完成而留下的：它仍是草稿。",
  "Set draft: false to publish it.": "要发布它，请设置 draft: false。",
  "{0} could not be read ({1}).": "无法读取 {0}（{1}）。",
  "{0} of {1} was uploaded, and is not there.": "{0} 已上传到 {1}，但那里没有。",
  "{0} of {1} bytes": "{1} 字节中的 {0} 字节",
  "another sha256": "不同的 sha256",
  "{0} was uploaded to {1} and has {2} there.": "{0} 已上传到 {1}，但那里是{2+}。",
  "Another run changed {0} on {1} at the same moment.": "另一个运行同时改动了 {1} 上的 {0}。",
  "The link {0} on {1} does not lead to {2}, as it was set.": "{1} 上的链接 {0} 没有按设置指向 {2}。",
  "{0} and {1} are one tag for this server, and {2} has a release already (id {3}).":
    "对这个服务器来说 {0} 和 {1} 是同一个标签，而 {2} 已有发行版（编号 {3}）。",
  "The server looks for tags without regard to capital letters. Set tag_name to {0} to update that release, or use a tag that differs in more.":
    "服务器查找标签时不区分大小写。请把 tag_name 设为 {0} 来更新那个发行版，或换一个不只是大小写不同的标签。",
  "There are several drafts for the tag {0}: {1}.": "标签 {0} 有多个草稿：{1}。",
  "Delete all but one, or say which one is meant with release_id: {0}.":
    "请只留一个，其余删除，或用 release_id 指明是哪一个：{0}。",
  "The release {0} belongs to the tag {1}, not to {2}.": "发行版 {0} 属于标签 {1}，不是 {2}。",
  "Set tag_name to the release's tag, or leave release_id out to find the release by its tag.":
    "请把 tag_name 设为该发行版的标签，或去掉 release_id，按标签查找发行版。",
  "The release {0} is a draft, but {1} has a published release already: {2}.":
    "发行版 {0} 是草稿，但 {1} 已有已发布的发行版：{2}。",
  "Leave release_id out to update the published one, or delete it first.":
    "请去掉 release_id 来更新已发布的那个，或先删除它。",
  "{0} were not moved: the tag {1} is not there.": "没有移动 {0}：标签 {1} 不存在。",
  "The release stands. Run the same command again.": "发行版已发布。请再次运行同一命令。",
  "The tag {0} was left alone: {1} (floating_tags).": "没有动标签 {0}：{1!}（floating_tags）。",
  "there is a branch of that name": "有同名的分支",
  "looking for a release of {0}": "查找 {0} 的发行版",
  "it has a release of its own": "它有自己的发行版",
  "it is on {0}, which is no version of it": "它在 {0+} 上，那不是它的版本",
  "it is on something else, which is no version of it": "它在别的对象上，那不是它的版本",
  "The tag {0} was moved by somebody else at the same moment.": "标签 {0} 在同一时刻被别人移动了。",
  "clearing away this run's own draft {0}": "清理本次运行自己的草稿 {0}",
  "listing all releases": "列出所有发行版",
  "It is not known which releases are the oldest: no date is told of {0}, ….": "不知道哪些发行版最旧：{0} 等没有日期。",
  "It is not known which releases are the oldest: no date is told of {0}.": "不知道哪些发行版最旧：{0} 没有日期。",
  "Nothing was deleted. Delete them by name: forge-release delete TAG.":
    "没有删除任何内容。请按名字删除：forge-release delete TAG。",
  "Not pruned, because another run has replaced them meanwhile: {0}.":
    "没有清理，因为另一个运行在此期间替换了它们：{0}。",
  "The server published the draft {0} because its tag was pushed meanwhile; it was hidden again at once.":
    "草稿 {0} 的标签在此期间被推送，服务器发布了它；已立即重新隐藏。",
  "The tag {0} is not on the server.": "标签 {0} 不在服务器上。",
  "Push the tag first; a mirror may need a while until it has it. The same command goes on from here.":
    "请先推送标签；镜像可能要过一会儿才有它。再次运行同一命令会从这里继续。",
  "reading {0} back": "读回 {0}",
  "listing the releases": "列出发行版",
  "There is no release of {0}.": "{0} 没有发行版。",
  "Drafts are shown only to tokens that may write to the repository.": "草稿只有能写仓库的令牌才看得到。",
  "Check the tag and the repository; `forge-release list` shows what there is.":
    "请检查标签和仓库；`forge-release list` 会列出已有的发行版。",
  "Say which one is meant with release_id: {0}.": "请用 release_id 指明是哪一个：{0}。",
  "There is no published release.": "没有已发布的发行版。",
  "Name a tag to see a draft; `forge-release list` shows what there is.":
    "要看草稿，请写出标签；`forge-release list` 会列出已有的发行版。",
  "{0} cannot be replaced here; the plan should not have asked for it.": "这里无法替换 {0}；计划里本不该有这一步。",
  "{0} was uploaded, but the release {1} still shows the old one.": "{0} 已上传，但发行版 {1} 仍显示旧文件。",
  "Nothing was deleted. Run it again: a file that shows up late is found then.":
    "没有删除任何内容。请重新运行：晚些才出现的文件那时就能找到。",
  "The repository is archived, and takes no changes.": "仓库已归档，不能再改动。",
  "Take it out of the archive in its settings, or name another one.": "请在仓库设置里取消归档，或换一个仓库。",
  "The token may read the repository and not write to it.": "令牌只能读仓库，不能写。",
  "This dry run found what a run could not do: {0}": "这次试运行发现，正式运行做不到：{0+}",
  "The token was not needed this time, and the server refuses it: {0}": "这次没有用到令牌，但服务器不接受它：{0+}",
  "another file": "另一个文件",
  "The server keeps {0} as {1}, so that a run after this one sends it again. Rename the file, or give it another name: {2} => name.":
    "服务器把 {0} 存成 {1}，所以下次运行会重发它。请给文件改名，或用 {2} => name 换个名字。",
  "The server alters file names: {0} would be stored as {1}, as {2} is.":
    "服务器会改动文件名：{0} 会存成 {1}，和 {2} 一样。",
  "Look at the files on the release's page, and give one of them another name: {0} => another-name.":
    "请在发行版页面上查看这些文件，并用 {0} => another-name 给其中一个换个名字。",
  "the upload of {0}": "上传 {0}",
  "the server stored it {0}": "服务器{0!}",
  "Failed uploading {0}, which is empty.": "上传 {0} 失败，它是空文件。",
  "The server stored it {0}; that was taken away again.": "服务器{0!}；已经撤回。",
  "This server cannot store an empty file (Gitea before 1.16). Leave it out, or update the server.":
    "这个服务器不能存放空文件（Gitea 1.16 之前）。请不要上传它，或升级服务器。",
  "as unfinished": "把它存成了未完成的文件",
  "as {0} of {1} bytes": "只存下了 {1} 字节中的 {0} 字节",
  "with another sha256": "存下的 sha256 不同",
  "Another run uploaded {0} to {1} at the same moment ({2}).": "另一个运行同时把 {0} 上传到了 {1}（{2+}）。",
  "{0} could not be read: {1}": "无法读取 {0}：{1+}",
  "{0} is not what it should be: {1}": "{0} 与应有的内容不同：{1+}",
  "{0} was read with the token and is right, but not without one ({1}), and the server does not tell whether the repository is private. If it is public, nobody can download the file.":
    "带令牌读取 {0} 没有问题，不带令牌则不行（{1+}），而服务器没有说明仓库是否私有。如果它是公开的，就没有人能下载这个文件。",
  "the server names no address of it": "服务器没有给出它的地址",
  "{0} could not be downloaded: {1}": "无法下载 {0}：{1+}",
  "{0} is not what was uploaded: {1}": "{0} 与上传的内容不同：{1+}",
  "{0} of {1} did not arrive as it was sent (verify).": "{1} 的 {0+}到达后与发送时不同（verify）。",
  "{0} of {1} did not arrive as they were sent (verify).": "{1} 的 {0+}到达后与发送时不同（verify）。",
  "The release is published: look at {0}. Run it again: a file that is not right is sent anew; if it stays so, delete it on the release's page first.":
    "发行版已经发布：请查看 {0}。请重新运行：不对的文件会重新发送；如果还是这样，请先在发行版页面上删除它。",
  "The tag {0} is not there after {1} (wait_for_tag).": "等了 {1+}，标签 {0} 仍不在那里（wait_for_tag）。",
};
