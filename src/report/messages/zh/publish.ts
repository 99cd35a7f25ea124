import type { Catalogue } from "../templates";

export const PUBLISH: Catalogue = {
  "There is no release to work on; the plan should have made one.": "没有可以处理的发行版；计划里本该创建它。",
  "This run's own draft {0} has files that the release lacks; it was left as it is.":
    "本次运行自己的草稿 {0} 里有发行版缺少的文件；保持原样。",
  "checksums: this server gives no way to replace {0}, which is there already":
    "checksums：这个服务器无法替换已存在的 {0}",
  "The forge cannot do it: {0}. Delete it on the release's page first.": "平台做不到：{0+}。请先在发行版页面上删除它。",
  "Left out, because this forge cannot do it: {0}.": "已忽略，因为这个平台做不到：{0+}。",
  "The release would have more than {0} files with {1}, which is all the forge takes.":
    "加上 {1}，发行版会超过 {0} 个文件，这是平台的上限。",
  "{0} and the list of checksums would both be shown as “{1}”.": "{0} 和校验和列表都会显示为“{1}”。",
  "{0} cannot be written": "无法写入 {0}",
  "files cannot be pruned": "无法清理文件",
  "The release {0} is immutable since it was published, so {1}. In a matrix, run the jobs with `draft: true` and publish once in a last job with `draft: false`.":
    "发行版 {0} 自发布起就不可变更，因此{1+}。矩阵里请让各作业使用 `draft: true`，最后由一个作业用 `draft: false` 发布。",
  "A release takes at most {0} labels here, and labels has {1}.":
    "这里一个发行版最多 {0} 个标记，而 labels 有 {1} 个。",
  "The release stays a draft, so that it was not looked at for {0}: the run that publishes it does.":
    "发行版仍是草稿，所以没有检查 {0}：由发布它的那次运行来做。",
  "is not made": "没有创建",
  "stays a draft": "仍是草稿",
  "is published already": "已经发布",
  "The release {0} lacks files (expect_files): {1}.": "发行版 {0} 缺少文件（expect_files）：{1+}。",
  "It has none, and {0}.": "它没有任何附件，而且{0!}。",
  "It has {0}, and {1}.": "它有 {0}，而且{1!}。",
  "Did a job fail that should have uploaded it, or is it still at work? Let this run start after all of them (needs), and run it again.":
    "是否有本该上传它的作业失败了，或还在运行？请让这次运行在它们全部结束之后开始（needs），再重新运行。",
  "There is no file of this run to be verified.": "本次运行没有要校验的文件。",
  "Other targets link to the first one (oversized_files: link), so it has to take every file: begin targets with one that does.":
    "其他目标要链接到第一个目标（oversized_files: link），所以它必须收得下每个文件：请把收得下的目标写在 targets 第一行。",
  "The forge cannot do it: {0}.": "平台做不到：{0+}。",
  "Skipped: {0}": "已跳过：{0!}",
  "{0} has {1}; the limit of this server is not known: the server decides.":
    "{0} 有 {1+}；不知道这个服务器的上限：由服务器决定。",
  "{0} It cannot be linked: releases of this forge have no notes of their own.":
    "{0!}无法改用链接：这个平台的发行版没有自己的发行说明。",
  "{0} It cannot be linked: {1}": "{0!}无法改用链接：{1+}",
  "The limit of this server is not known, so that links to the first target may be needed, and they cannot be had: {0}":
    "不知道这个服务器的上限，可能需要指向第一个目标的链接，但无法得到：{0+}",
  "floating_tags (it moves tags only by deleting them, and git has nothing here to push one from)":
    "floating_tags（它只能靠删除来移动标签，而这里没有可供 git 推送的检出）",
  "labels of files (path#label)": "附件的显示名（path#label）",
  "kinds of links (#label#type)": "链接的类型（#label#type）",
  "{0} is empty, and the forge does not accept empty files.": "{0} 是空的，平台不接受空文件。",
  "{0} has {1}; the forge accepts at most {2} a file.": "{0} 有 {1+}；平台的单个文件上限是 {2+}。",
  "The forge has no drafts, so draft: true cannot be done there. Leave draft out for this forge.":
    "平台没有草稿，因此做不到 draft: true。请对这个平台去掉 draft。",
  "the link {0}": "链接 {0}",
  "{0} and {1} would both be shown as “{2}”, which the forge refuses. Give one another label.":
    "{0} 和 {1} 都会显示为“{2}”，平台会拒绝。请给其中一个换个显示名。",
  "The notes have {0} characters; the forge accepts {1}. Shorten them, or attach them as a file.":
    "发行说明有 {0} 个字符；平台最多接受 {1} 个。请缩短，或作为文件附上。",
  "{0} has {1}, which was too large for this server in an earlier run.":
    "{0} 有 {1+}，在之前的一次运行里对这个服务器来说太大了。",
  "{0}: it has {1}": "{0+}：实际有 {1}",
  "as asked for": "按要求",
  "{0} does not end in a version": "{0} 不以版本号结尾",
  "{0} is a prerelease version by its “{1}”": "{0} 带有“{1}”，是预发布版本",
  "{0} is a stable version": "{0} 是稳定版本",
  "“{0}” in {1} is not known as a word for prereleases": "{1} 里的“{0}”不是已知的预发布用词",
  "{0} stays the latest release, it is a higher version": "{0} 仍是最新的发行版，它的版本更高",
  "{0} stays the latest release, for {1} is no version": "{0} 仍是最新的发行版，因为 {1} 不是版本号",
  "{0} is a higher version": "{0} 的版本更高",
  "The notes have {0} characters, and with the links to files that are too large the forge has room for {1}. Shorten them, or attach them as a file.":
    "发行说明有 {0} 个字符，加上过大文件的链接后，平台只剩 {1} 个字符的空间。请缩短，或作为文件附上。",
  "The notes have {0} characters and the forge accepts {1}: {2} were cut off.":
    "发行说明有 {0} 个字符，平台最多接受 {1} 个：截去了 {2} 个。",
  "generate_release_notes ({0})": "generate_release_notes（{0!}）",
  "the forge does not write them, and there is no checkout here whose commits could be listed":
    "平台不会生成，这里也没有可以列出提交的检出目录",
  "the checkout's history cannot be read: {0}": "无法读取检出目录的历史：{0+}",
  "the checkout here is none of this repository, or does not have the tag's commit":
    "这里检出的不是这个仓库，或没有标签所在的提交",
  "the checkout does not have {0}, where they start: {1}": "检出目录里没有作为起点的 {0}：{1+}",
  "the checkout is a shallow clone, which ends before {0}: {1}": "检出的是浅克隆，历史到不了 {0+}：{1+}",
  "the checkout is a shallow clone, which ends before the first commit: {0}":
    "检出的是浅克隆，历史到不了第一个提交：{0+}",
  "looking for the previous release": "查找上一个发行版",
  "The notes were not generated, for a reason that may pass; they are left out. {0}":
    "没有生成发行说明，原因可能是暂时的；这次不写。{0+}",
  "The generated notes would publish a secret: the value of {0} stands in a commit or a title that they are made of.":
    "生成的发行说明会泄露密钥：{0} 的值出现在其所依据的提交或标题里。",
  "Nothing was changed. Replace that secret: whoever can read the repository has it.":
    "没有任何改动。请更换那个密钥：能读这个仓库的人都已看到它。",
  "{0} answered {1}.": "{0} 返回 {1}。",
  "Notes cannot be generated since {0}: the server knows no such tag.":
    "无法生成自 {0} 以来的发行说明：服务器上没有这个标签。",
  "Nothing was changed. Set previous_tag to a tag that is in the repository, or leave it out.":
    "没有任何改动。请把 previous_tag 设为仓库里有的标签，或去掉它。",
  "Linked: {0} The notes link to it on the first target.": "改用链接：{0!}发行说明里链接到第一个目标上的文件。",
  "Linked: {0} The notes link to it on the first target, {1}.":
    "改用链接：{0!}发行说明里链接到第一个目标上的文件 {1}。",
  "The release has another {0}, of an earlier run. Delete it there: it is not this run's.":
    "发行版里有之前一次运行留下的另一个 {0}。请在那里删除它：它不是本次运行的。",
  "looking for higher versions": "查找更高的版本",
  "The tag {0} is a lightweight one": "标签 {0} 是轻量标签",
  "There is no annotated tag {0}": "没有附注标签 {0}",
  "{0}, and a release of this forge is an annotated tag, which only a push makes. Push it, then run this again: {1}":
    "{0!}，而这个平台的发行版就是附注标签，只能靠推送产生。请推送它，再重新运行：{1}",
  "The release has other content under {0}, and this server gives no way to replace a file. Delete it on the release's page first, give the file another name (path => name), or set overwrite_files: false to keep what is there.":
    "发行版里 {0} 的内容不同，而这个服务器无法替换文件。请先在发行版页面上删除它，或给文件换个名字（path => name），或设置 overwrite_files: false 来保留原有的。",
  "The release {0} is published already; draft: true would hide it again. Leave draft out to update it, or use another tag.":
    "发行版 {0} 已经发布；draft: true 会把它重新隐藏。请去掉 draft 来更新它，或换一个标签。",
  "The release {0} is immutable since it was published, so these files cannot be added or changed: {1}. In a matrix, run the jobs with `draft: true` and publish once in a last job with `draft: false`.":
    "发行版 {0} 自发布起就不可变更，因此无法添加或改动这些文件：{1}。矩阵里请让各作业使用 `draft: true`，最后由一个作业用 `draft: false` 发布。",
  "The release would have {0} files; the forge accepts {1}. Pack some of them together.":
    "发行版将有 {0} 个文件；平台最多接受 {1} 个。请把一些文件打包在一起。",
  "The release has {0} files, which is all the forge accepts: the new content of a file has no place beside the old one. Delete a file that is no longer needed first.":
    "发行版已有 {0} 个文件，这是平台的上限：文件的新内容没有地方放在旧的旁边。请先删除一个不再需要的文件。",
  "It cannot be done: {0}.": "做不到：{0+}。",
  "The release of {0} (id {1}) is a draft that has files of this run, and nothing says that it is to stay one.":
    "{0} 的发行版（编号 {1}）是含有本次运行的文件的草稿，而没有任何依据说它要一直是草稿。",
  "A forge makes a draft of a published release when its tag is deleted, also when the tag is pushed again.":
    "已发布的发行版，其标签被删除后（即使又重新推送）会被平台变成草稿。",
  "Nothing was changed. Set draft: false to update and publish it, or draft: true if it is to stay a draft.":
    "没有任何改动。请设置 draft: false 来更新并发布它；如果它要一直是草稿，就设置 draft: true。",
  "prune_files: this server gives no way to delete a file of a release": "prune_files：这个服务器无法删除发行版的文件",
  "prune_files: this forge does not tell when a file was uploaded, so that files of another job could be deleted. Set prune_age: 0 if only one job of the pipeline publishes; else let a last job publish all files.":
    "prune_files：这个平台不提供文件的上传时间，可能会误删别的作业的文件。如果流水线里只有一个作业发布，请设置 prune_age: 0；否则请让最后一个作业发布所有文件。",
  "Nothing is pruned in a run without files of its own (prune_files).":
    "本次运行没有自己的文件，不做清理（prune_files）。",
  "Not pruned, because the server does not tell when they were uploaded: {0}.":
    "没有清理，因为服务器不提供上传时间：{0}。",
  "Not pruned, because they are not older than {0} (prune_age): {1}.":
    "没有清理，因为它们不超过 {0+}（prune_age）：{1}。",
  "What this run did so far stays; the same command goes on from there.":
    "本次运行已完成的部分都保留；再次运行同一命令会从那里继续。",
  "The tag was to be made on {0}, the commit that is checked out here. Was it made here and not pushed yet? Push it first (git push origin HEAD), or push the tag.":
    "标签本要打在这里检出的提交 {0} 上。它是在这里创建、还没有推送的吗？请先推送它（git push origin HEAD），或推送标签。",
  "looking whether the tag {0} may be pushed": "检查能否推送标签 {0}",
  "The tag {0} is on {1} there, and {2} was to be pushed.": "那里的标签 {0} 在 {1} 上，而要推送的是 {2}。",
  "Nothing was changed. A tag that is there is never moved, but by push_tag: force, and then only one that is no version.":
    "没有任何改动。已有的标签绝不会被移动，除非使用 push_tag: force，而且只限不是版本号的标签。",
  "The tag {0} will have no message: the server keeps its name for a draft, also for one that was deleted. Push the tag first to have one (tag_message).":
    "标签 {0} 不会有说明：服务器把它的名字留给了草稿，草稿删除后也一样。要有说明，请先推送标签（tag_message）。",
  "The release was to be one of the tag {0}.": "这个发行版本应属于标签 {0}。",
  "The server took it, and answered with a release (id {0}) of the tag {1}.":
    "服务器接受了请求，返回的却是标签 {1} 的发行版（编号 {0}）。",
  "Look at {0}: give the release its tag there, or delete it and run the same command again.":
    "请查看 {0}：在那里给发行版设置标签，或删除它，再次运行同一命令。",
  "The release {0} (id {1}) was to be a draft.": "发行版 {0}（编号 {1}）本应是草稿。",
  "The release {0} (id {1}) was not published.": "发行版 {0}（编号 {1}）没有发布。",
  "The server took the request, and answered with a published release.": "服务器接受了请求，返回的却是已发布的发行版。",
  "The server took the request, and answered with a draft.": "服务器接受了请求，返回的却是草稿。",
  "Everybody may see it now: look at {0}.": "现在所有人都能看到它：请查看 {0}。",
  "Run the same command again, or publish the draft on the release's page.":
    "请再次运行同一命令，或在发行版页面上发布草稿。",
  "The server did not take prerelease: {0}. The release is none there.":
    "服务器没有采用 prerelease: {0}。那里它不是预发布。",
  "The server did not take prerelease: {0}. The release is one there.":
    "服务器没有采用 prerelease: {0}。那里它是预发布。",
  "The server did not take the milestones {0}: it shows {1}.": "服务器没有采用里程碑 {0}：它显示 {1}。",
  "The server did not take released_at: it shows another date.": "服务器没有采用 released_at：它显示的是另一个日期。",
  "The server made no discussion in the category {0}.": "服务器没有在分类 {0} 里创建讨论。",
  "The server has the title “{0}”, not “{1}”.": "服务器上的标题是“{0}”，不是“{1}”。",
  "The server cut the title at {0} characters: “{1}”.": "服务器把标题截到 {0} 个字符：“{1}”。",
  "The server cut the notes at {0} characters: {1} are missing.": "服务器把发行说明截到 {0} 个字符：缺少 {1} 个。",
  "The server did not keep the notes as they were sent: {0} characters instead of {1}, or others.":
    "服务器没有照原样保存发行说明：是 {0} 个字符，不是 {1} 个，或内容不同。",
  "The server shows {0} as “{1}”, not as “{2}”.": "服务器把 {0} 显示为“{1}”，不是“{2}”。",
  "The link {0} was set to {1}.": "链接 {0} 已设为 {1}。",
  "The server took it, and the release has no such link.": "服务器接受了请求，但发行版里没有这个链接。",
  "The server took it, and the link leads to {0}.": "服务器接受了请求，但链接指向 {0}。",
  "Delete the link on the release's page; the same command then makes it anew.":
    "请在发行版页面上删除这个链接；再次运行同一命令会重新创建它。",
  "The server publishes this draft, with the files that it has by then, when the tag {0} is pushed. To keep it a draft, push the tag first.":
    "推送标签 {0} 时，服务器会连同当时已有的文件发布这个草稿。要让它一直是草稿，请先推送标签。",
  "The release {0} is published already and has these files: there was nothing to do for a draft.":
    "发行版 {0} 已经发布，而且已有这些文件：草稿没有要做的事。",
  "Not marked as latest: {0}.": "没有标记为最新：{0+}。",
  "Kept as they are, though the files differ (overwrite_files is false): {0}.":
    "内容不同但保持原样（overwrite_files 为 false）：{0}。",
  "The release {0} is a draft that was not left unfinished by this program: it stays a draft. Set draft: false to publish it.":
    "发行版 {0} 是草稿，但不是本程序未完成而留下的：它仍是草稿。要发布它，请设置 draft: false。",
  "An interrupted run left {0} on the release. A run that has that file again finishes the replacement.":
    "一次中断的运行在发行版里留下了 {0}。下一次带有该文件的运行会完成替换。",
  "The tag {0} has no message: a server of this kind makes the tag of a draft without one. Push the tag first to have one (tag_message).":
    "标签 {0} 没有说明：这类服务器为草稿创建的标签不带说明。要有说明，请先推送标签（tag_message）。",
  "Left out: {0}.": "已忽略：{0+}。",
  "notes_from_tag would publish a secret: the tag {0} says the value of {1}.":
    "notes_from_tag 会泄露密钥：标签 {0} 的说明里有 {1} 的值。",
  "Nothing was changed. Replace that secret: whoever can fetch the tag has it.":
    "没有任何改动。请更换那个密钥：能拉取这个标签的人都已看到它。",
  "The tag {0} has no message in the checkout (notes_from_tag).": "检出目录里的标签 {0} 没有说明（notes_from_tag）。",
  "Nothing was changed. A checkout can make such a tag of one with a message: {0}. If it has none, make it with git tag -a.":
    "没有任何改动。检出时可能把带说明的标签变成了这样：{0+}。如果它本来就没有说明，请用 git tag -a 创建。",
  "The tag {0} says nothing that could be notes (notes_from_tag): it is no annotated tag, or its message is empty.":
    "标签 {0} 没有可以当作发行说明的内容（notes_from_tag）：它不是附注标签，或说明是空的。",
  "Nothing was changed. Make the tag with git tag -a, or give the notes by body_path or changelog_path.":
    "没有任何改动。请用 git tag -a 创建标签，或用 body_path、changelog_path 给出发行说明。",
  "It cannot be told what the tag {0} says (notes_from_tag): neither the pipeline nor the forge tells it, and it is not in a checkout of the repository.":
    "无法得知标签 {0} 的说明（notes_from_tag）：流水线和平台都没有给出，检出的仓库里也没有它。",
  "Nothing was changed. Push the tag first; to have it in the checkout, fetch it.":
    "没有任何改动。请先推送标签；要让检出目录里有它，请拉取它。",
  "Nothing was changed. Push the tag first; to have it in the checkout, {0}.":
    "没有任何改动。请先推送标签；要让检出目录里有它，请{0!}。",
  "The tag {0} is not at the target. Push it there first, or let push_tag do it in a clone of the source.":
    "目标上没有标签 {0}。请先把它推送过去，或在源仓库的克隆里运行，由 push_tag 推送。",
  "The tag {0} does not exist, and verify_tag asks for it. Push the tag first.":
    "标签 {0} 不存在，而 verify_tag 要求它存在。请先推送标签。",
  "The tag {0} does not exist, and {1}. Push the tag first, or set target_commitish.":
    "标签 {0} 不存在，而且{1!}。请先推送标签，或设置 target_commitish。",
  "The tag {0}, which started this job, is gone: it is made again on the commit {1}.":
    "启动这个作业的标签 {0} 已经不在了：会在提交 {1} 上重新创建。",
  "It was not checked whether the tag {0}, which started this job, is still on {1}: this token may not look at it.":
    "没有检查启动这个作业的标签 {0} 是否仍在 {1} 上：这个令牌无权查看。",
  "The commit of the tag {0} ({1}) was not checked: there is no checkout of this repository here, and the tag did not start this job.":
    "没有检查标签 {0} 的提交（{1}）：这里没有检出这个仓库，作业也不是由这个标签启动的。",
  "it was on {0} when it started this job: it has been moved since, and these files are those of the old commit":
    "它启动这个作业时在 {0} 上：之后它被移动了，而这些文件来自旧提交",
  "{0} is being built": "正在构建的是 {0=}",
  "Let the job that the moved tag started publish": "请让移动后的标签启动的作业来发布",
  "Move the tag, build the tagged commit": "请移动标签，或构建标签所在的提交",
  "The tag {0} is on the commit {1}, but {2}. {3}, or set allow_tag_mismatch: true.":
    "标签 {0} 在提交 {1} 上，但{2!}。{3!}，或设置 allow_tag_mismatch: true。",
  "There is no tag {0}: {1} is what is being built here, a branch or a merge ref. Set tag_name to the release's tag, or, if a tag is really to have this name, set target_commitish as well.":
    "没有标签 {0}：{1} 是正在构建的分支或合并引用。请把 tag_name 设为发行版的标签；如果标签真要叫这个名字，请同时设置 target_commitish。",
  "what a pull request builds is not a commit to release": "合并请求（PR）构建的提交不能用来发布",
  "the target is another repository than the one that is built here, so it is not known which commit the tag should be on":
    "目标不是正在构建的这个仓库，不知道标签该打在哪个提交上",
  "it is not known which commit it should be on": "不知道它该打在哪个提交上",
  "The tag {0} cannot be made: the repository has no commit or branch {1}.":
    "无法创建标签 {0}：仓库里没有提交或分支 {1}。",
  "Nothing was changed. Push the commit first, or set target_commitish to a branch or a commit that the server has.":
    "没有任何改动。请先推送该提交，或把 target_commitish 设为服务器上有的分支或提交。",
  "The server refused {0} as too large: links go into the notes instead.":
    "服务器因文件太大拒绝了 {0}：改为在发行说明里放链接。",
  "There is no release of {0} yet to which a file could belong.": "{0} 还没有可以存放文件的发行版。",
  "{0} has {1}, which is too large for this server. {2}": "{0} 有 {1+}，对这个服务器来说太大了。{2+}",
};
