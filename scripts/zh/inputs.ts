/** What `docs/inputs.md` and README.md say of inputs, in Chinese: by the English text, so that none goes stale. */
export const INPUT_WORDS: Readonly<Record<string, string>> = {
  // heads of tables, titles of groups
  input: "输入项",
  inputs: "输入项",
  default: "默认值",
  meaning: "含义",
  about: "关于",
  "The first eight": "最先用到的八个",
  Where: "发布到哪里",
  "The release": "发行版",
  "The files": "附件",
  "Several forges, and tags": "多个平台与标签",
  Advanced: "高级",
  // meanings
  "Files to upload: one pattern a line (commas separate, too). `!pattern` takes away, `path#label` labels, `path => name` renames.":
    "要上传的附件，每行一个模式（也可以用英文逗号分隔）。`!pattern` 排除，`path#label` 加显示名，`path => name` 改名。",
  "Tag of the release.": "发行版的标签。",
  "Title of the release.": "发行版的标题。",
  "File with the release notes, `-`: standard input; wins over `body`.":
    "发行说明所在的文件，`-` 表示标准输入；与 `body` 同时给出时以它为准。",
  "Notes written by the forge, else made of the commits, behind the given ones, for a new release or one without notes (`docs/notes.md`).":
    "自动生成说明：平台能生成就由平台生成，否则根据提交生成，放在给出的说明之后；只用于新建的、或还没有说明的发行版（`docs/notes.md`）。",
  "`true`: leave a draft. `false`: publish at the end, whoever made the draft.":
    "`true`：留作草稿。`false`：最后发布出去，不管草稿是谁建的。",
  "`auto`: on a new release, by the suffix of the version in the tag (`docs/versions.md`).":
    "是否预发布。`auto`：新建时按标签里版本号的后缀判断（`docs/versions.md`）。",
  "Token to publish with.": "发布用的令牌。",
  "Kind of forge.": "平台种类。",
  "`owner/repo`.": "`owner/repo`，写网址里的路径。",
  "Web address of a self-hosted forge; a sub-path is allowed.": "自己部署的平台的网址，可以带子路径。",
  "API root, where it cannot be derived (hosts that are compatible with GitHub).":
    "API 根地址，推不出来时才需要（例如与 GitHub 兼容的主机）。",
  "PEM file of certificate authorities, added to the usual ones.": "PEM 格式的根证书文件，追加到系统自带的之后。",
  "Send the token over plain http.": "允许用明文 http 发送令牌。",
  "The release notes.": "发行说明。",
  "Changelog whose section of this version is published, behind `body` or `body_path`; `-`: standard input (`docs/notes.md`).":
    "更新日志文件，取其中这个版本的一节，放在 `body` 或 `body_path` 之后；`-` 表示标准输入（`docs/notes.md`）。",
  "What given notes do to present ones: `replace` them, stand behind (`append`) or before them (`prepend`) once, or `keep` them.":
    "发行版已有说明时怎么办：`replace` 替换，`append` 接在后面，`prepend` 放在前面（都只加一次），`keep` 保留原来的。",
  "Publish what the annotated tag says, behind the notes that are given, without its signature (`docs/notes.md`).":
    "用附注标签里的文字（去掉签名）作说明，放在给出的说明之后（`docs/notes.md`）。",
  "File in the repository that says how the forge generates notes (GitHub, GitLab).":
    "仓库里规定平台如何生成说明的文件（GitHub、GitLab）。",
  "Where generated notes start.": "自动生成的说明从哪个标签之后算起。",
  "Commit or branch for a tag that does not exist yet.": "标签还不存在时，打在哪个提交或分支上。",
  "The tag must exist already.": "要求标签已经存在。",
  "Go on although the tag is on another commit than the one being built.": "标签不在正在构建的提交上时，仍然继续。",
  "`auto`: a release of an older line does not take the “latest” mark from a higher version.":
    "`auto`：旧系列的补丁版不会从更高版本手里抢走“最新”标记。",
  "Start a discussion in this category (GitHub.com).": "在这个分类下发起讨论（GitHub.com）。",
  "Make an annotated tag with this message, where the forge can make one with the release.":
    "平台支持时，随发行版打一个附注标签，附注就是这段文字。",
  "Titles of milestones, one a line; `[]`: none (GitLab).": "里程碑标题，每行一个；`[]` 表示清空（GitLab）。",
  "Further links, `name=url` a line (GitLab, there `name=url#type` too; Forgejo).":
    "额外的链接，每行一个 `name=url`（GitLab，那里还可以写 `name=url#type`；Forgejo）。",
  "Generic package that files are uploaded to (GitLab).": "附件上传到哪个通用软件包（GitLab）。",
  "Labels of the release, one a line (TGit).": "发行版的标记（label），每行一个（工蜂）。",
  "Date of an upcoming or historical release, as ISO 8601 writes it (GitLab).":
    "将来或过去的发布日期，ISO 8601 格式（GitLab）。",
  "Update exactly this release; its tag, where none is given.": "只更新这个发行版；没给标签时取它的标签。",
  "What to do when the forge cannot do what was asked for. A requested draft is never published instead.":
    "平台做不到时怎么办。要的是草稿，就绝不会直接发布出去。",
  "Base of patterns and of `body_path`.": "模式和 `body_path` 从哪个文件夹算起。",
  "A pattern that matches nothing is an error, found before anything is sent.":
    "模式没有匹配到文件算错误，在发送任何东西之前就报。",
  "Replace a file of the same name with other content; `false` keeps it.":
    "同名但内容不同的附件换成新的；`false` 则保留旧的。",
  "What to do with files that the forge will refuse (too big; empty on GitHub). `link`: see `docs/mirrors.md`.":
    "平台收不下的文件（太大；在 GitHub 上还有空文件）怎么办。`link` 见 `docs/mirrors.md`。",
  "Upload one after the other in the order given.": "按给出的顺序一个接一个上传。",
  "Name of a file with the sha256 of every file of the release, such as `SHA256SUMS` (`docs/checksums.md`).":
    "校验和文件的名字，例如 `SHA256SUMS`，里面有发行版每个附件的 sha256（`docs/checksums.md`）。",
  "Download every file of this run after publishing, as a stranger would, and compare its sha256.":
    "发布之后，像外人一样把本次的每个附件下载回来，比对 sha256。",
  "Patterns or a number: the run that publishes fails before it does when the release lacks one.":
    "模式或数量：发行版缺附件时，在发布之前报错。",
  "Patterns of older files to delete when everything else went well, such as those of last night.":
    "其他事都顺利之后要删掉的旧附件的模式，例如昨晚的构建。",
  "How old such a file has to be: `90m`, `6h`, `2d`; `0` only where one job publishes.":
    "旧附件至少要多旧才删：`90m`、`6h`、`2d`；只有一个作业发布时才能用 `0`。",
  "Several repositories in one run: a web address a line, or `.` for the pipeline's own, then `key=value` words (`docs/mirrors.md`).":
    "一次发布到多个仓库：每行一个网址，或用 `.` 表示流水线自己的仓库，后面跟 `key=value`（`docs/mirrors.md`）。",
  "Seconds to wait for a tag that a mirror has yet to pull.": "等镜像同步标签，最多等多少秒。",
  "`true`: push a tag that is not there from the checkout, by git with the target's token. `force`: move it there, too; only for tags that are no version.":
    "`true`：目标上没有这个标签时，用目标的令牌通过 git 从检出的代码里推过去。`force`：已有的也移动过去，只限不是版本号的标签。",
  "After publishing the stable version `v1.2.3`, move `v1` and `v1.2` to its commit, never to a lower version.":
    "发布稳定版 `v1.2.3` 之后，把 `v1` 和 `v1.2` 移到它的提交上，只前进不后退。",
  "Read, print the plan, change nothing.": "只读取并打印计划，不改动任何东西。",
  "Uploads or downloads at a time; `auto`: up to 12 small or 4 large ones, fewer from the first sign of a limit on.":
    "同时上传或下载几个；`auto`：小文件最多 12 个、大文件最多 4 个，一有限速的迹象就减少。",
  "Tries of one request beyond the first.": "一个请求失败后最多再试几次。",
  "Seconds before the first retry; doubles each time, up to 60 times this.":
    "第一次重试前等几秒；之后每次翻倍，最多到它的 60 倍。",
  "Longest wait in seconds that a forge may ask for.": "平台要求等待时，最多肯等多少秒。",
  "Seconds without a byte moving before a transfer is retried; an answer may take five times this.":
    "传输多少秒没有前进一个字节就断开重试；等响应可以是它的五倍。",
  "Of errors, hints, warnings, notices, results, the summary and the last line: English or Chinese (中文). `auto`: as `LC_ALL`, `LC_MESSAGES` or `LANG` say.":
    "错误、提示、警告、通知、结果、摘要和最后一行用哪种语言：英文或中文。`auto`：按 `LC_ALL`、`LC_MESSAGES`、`LANG` 决定。",
  "File for the outputs: `.json` as JSON, else as dotenv.":
    "把输出写进这个文件：`.json` 结尾写成 JSON，否则写成 dotenv。",
  // defaults
  "the tag that started the pipeline": "触发流水线的标签",
  "the tag; on an update left alone": "标签；更新时不动",
  "what this program makes ends published; a draft of somebody else stays a draft":
    "本程序建的最后会发布；别人建的草稿仍是草稿",
  "the variable of the target forge, else the runner's own token for its own server":
    "目标平台的变量；没有就用流水线自带的令牌，且只用于它自己的服务器",
  "found out, and logged": "自动识别，并写进日志",
  "the pipeline's own, else the remote `origin`": "流水线自己的仓库，否则是远程 `origin`",
  "the pipeline's own server, else the forge's public one": "流水线自己的服务器，否则是该平台的公网地址",
  derived: "自动推出",
  "the forge's own place for it": "平台自己规定的位置",
  "the highest lower version with the same prefix": "前缀相同、比它低的最高版本",
  "the commit being built": "正在构建的提交",
  "the name of the project": "项目名",
  "the moment of its creation; on an update left alone": "创建的时刻；更新时不动",
  "the workspace in an action, the current folder at the command line": "在 action 里是工作区，在命令行是当前文件夹",
};
