import type { Catalogue } from "../../templates";

export const REQUEST_ENTRIES: Catalogue = {
  "an existing release is always updated": "已有的发行版总会被更新",
  "files are always there before a release is published": "发行版发布之前，文件总是已经齐全",
  "patterns are always read, and a line that is the path of a file is always that file":
    "模式总会被解析，而恰好是某个文件路径的行总是指那个文件",
  "a file with other content is always replaced, but for {0}": "内容不同的文件总会被替换，除非 {0}",
  "The media type is found by the name of the file; there is no other way to set it.":
    "媒体类型按文件名确定；没有别的设置方法。",
  "Leave {0} out: on an update a title that is not given is left alone.": "请去掉 {0}：更新时没有给出的标题保持不变。",
  "A release that is there is updated; an unchanged one is not written to. To skip it, put a condition on the step.":
    "已有的发行版会被更新；没有变化就不写入。要跳过它，请给步骤加条件。",
  "Published releases are updated, too. Give {0}: it refuses to touch a published release.":
    "已发布的发行版也会被更新。请设置 {0}：它不会去动已发布的发行版。",
  "Leave {0} and {1} out: notes that are not given are left alone.": "请去掉 {0} 和 {1}：没有给出的发行说明保持不变。",
  "Give {0}: notes are given only to a release that this run creates.":
    "请设置 {0}：只有本次运行创建的发行版才写入发行说明。",
  "Leave {0} out: a published release stays published, a draft of somebody else a draft.":
    "请去掉 {0}：已发布的仍是已发布，别人的草稿仍是草稿。",
  "Leave {0} out: on an update it is left alone.": "请去掉 {0}：更新时它保持不变。",
  "Files that are not named stay. {0} deletes older ones, after everything else went well.":
    "没有写出的文件会保留。{0} 会在其他一切顺利之后删除旧文件。",
  "Rename in {0}: “path => name”.": "请在 {0} 里改名：“path => name”。",
  "Give {0}.": "请设置 {0@}。",
  "Give {0}: what has the same content is never sent again.": "请设置 {0}：内容相同的文件绝不会重发。",
  "Give {0}: one list with the sha256 of every file, which sha256sum --check reads.":
    "请设置 {0}：一个列表，写有每个文件的 sha256，可以用 sha256sum --check 校验。",
  "Sign the files before, and name the signatures in {0}.": "请事先签名，并在 {0} 里写出签名文件。",
  "A download is tried again by itself, as often as retries says.": "下载会自动重试，次数由 retries 决定。",
  "The release is found by {0}, or by {1}.": "发行版通过 {0} 或 {1} 查找。",
  "To upload, leave it out and say what forgejo-release took for granted: {0} with dist/release/*; its title is {1}, its sha {2}, its url {3}. To download, give command: download.":
    "要上传，请去掉它，并写出 forgejo-release 默认的内容：{0} 设为 dist/release/*；它的 title 对应 {1}，sha 对应 {2}，url 对应 {3}。要下载，请设置 command: download。",
  "A release that is there is updated, and keeps its address. To begin anew, delete it first.":
    "已有的发行版会被更新，地址不变。要从头开始，请先删除它。",
  "There is no such input: set it on the release's page.": "没有这个输入：请在发行版页面上设置。",
  "Leave {0} out.": "请去掉 {0}。",
  "Give command: download without a tag.": "请设置 command: download，不写标签。",
  "A text is {0}, the path of a file {1}.": "文本用 {0}，文件路径用 {1}。",
  "Files of the same name are replaced; {0} keeps them.": "同名文件会被替换；{0} 会保留它们。",
  "Certificates are always checked; {0} names the authority of your own.":
    "证书总会被检查；用 {0} 指定你自己的 CA 证书。",
  "{0} is left alone: settings of plugins are read only in Woodpecker, Drone and CNB.":
    "{0} 不起作用：只有 Woodpecker、Drone 和 CNB 才读取插件设置。",
  "{0} are left alone: settings of plugins are read only in Woodpecker, Drone and CNB.":
    "{0} 不起作用：只有 Woodpecker、Drone 和 CNB 才读取插件设置。",
  "milestones are never closed": "里程碑绝不会被关闭",
  "Each link is one flag: --links 'name=url', on GitLab --links 'name=url#type'. Files of this run are words.":
    "每个链接写一个参数：--links 'name=url'，在 GitLab 上可以写 --links 'name=url#type'。要上传的文件直接写出来。",
  "Only glab, in a job of GitLab with its release keyword, publishes to the CI/CD catalog.":
    "只有 glab 能发布到 CI/CD 目录，而且要在使用 release 关键字的 GitLab 作业里。",
  "What gh calls -n is --body here, what glab calls -n is --name.": "gh 的 -n 在这里是 --body，glab 的 -n 是 --name。",
  "What glab calls -m is --milestones here; notes are --body.": "glab 的 -m 在这里是 --milestones；发行说明用 --body。",
  "A text is --body here, the path of a file is --body-path.": "这里文本用 --body，文件路径用 --body-path。",
  "A release that is there is updated; --body-mode keep and --no-overwrite-files leave what it has.":
    "已有的发行版会被更新；--body-mode keep 和 --no-overwrite-files 会保留原有内容。",
  "There is no such check: make it before, with git rev-list --count LAST_TAG..HEAD.":
    "没有这项检查：请事先用 git rev-list --count LAST_TAG..HEAD 检查。",
  "Put the token into a variable, and name it: --token-env NAME.": "请把令牌放进变量，再写出变量名：--token-env NAME。",
  "The path of such a file is --ca-file here.": "这种文件的路径在这里用 --ca-file 指定。",
  "Certificates are always checked; --ca-file names the authority of your own.":
    "证书总会被检查；用 --ca-file 指定你自己的 CA 证书。",
  "A transfer is given up when nothing moves for --stall-timeout seconds, however long it takes.":
    "只有停滞超过 --stall-timeout 秒才会放弃传输，总时长不限。",
  "{0} takes no value.": "{0} 不带值。",
  "--token-env needs the name of a variable.": "--token-env 需要一个变量名。",
  "--token-env takes the name of a variable, and what was given is none; it is not shown, because it may be a token.":
    "--token-env 要的是变量名，而给出的不是变量名；它可能是令牌，所以不显示。",
  "; did you mean {0}?": "；是不是 {0+}？",
  "{0} is true or false, and not “{1}”.": "{0} 只能是 true 或 false，不能是“{1}”。",
  "Unknown flag {0}; did you mean --version, or --debug for more to read?":
    "未知的参数 {0}；是不是 --version？想看更多输出请用 --debug。",
  ": it has two dashes, {0}.": "：它有两个短横线，{0}。",
  "Unknown flag {0}{1}": "未知的参数 {0}{1+}",
  "{0} needs a value. If {1} is meant as its value, write {2}={3}.":
    "{0} 需要一个值。如果 {1} 就是它的值，请写成 {2}={3}。",
  "--token shows the token to everybody who can list processes here; --token-env NAME does not.":
    "--token 会让这台机器上能列出进程的人都看到令牌；--token-env NAME 不会。",
  "{0} For a file of that name write ./{1}.": "{0+}要表示这个名字的文件，请写成 ./{1}。",
  "There is no command “{0}”. The same here: {1}": "没有命令“{0}”。在这里写成：{1}",
  "There is no command “{0}”: publish {1} the release of a tag. The same here: {2}":
    "没有命令“{0}”：publish {1+}标签的发行版。在这里写成：{2}",
  "There is no command “{0}”: publish {1} the release of a tag. A file of that name is written ./{2}. The same here: {3}":
    "没有命令“{0}”：publish {1+}标签的发行版。同名的文件请写成 ./{2}。在这里写成：{3}",
  "Unknown input {0}: nothing is done with it.": "未知的输入 {0+}：不会使用它。",
  "Unknown inputs {0}: nothing is done with them.": "未知的输入 {0+}：不会使用它们。",
  "Unknown input {0}: what other actions call this is {1} here.":
    "未知的输入 {0}：别的 action 里的这个输入，在这里叫 {1}。",
  "Unknown input {0}; did you mean {1}?": "未知的输入 {0}；是不是 {1}？",
  "{0} (read only in the step of an action)": "{0}（只在 action 的步骤里读取）",
  "{0} (did you mean {1}?)": "{0}（是不是 {1}？）",
  "{0} must be true or false, not “{1}”.": "{0} 必须是 true 或 false，不能是“{1}”。",
  "{0}: true is called {1} here.": "{0}: true 在这里写成 {1}。",
  "{0} {1} called {2} here.": "{0} {1+} 在这里叫 {2}。",
  "{0} and {1}": "{0=} 和 {1=}",
  "{0} belongs together with {1}; {2} says both.": "{0} 要和 {1} 一起给出；{2} 可以同时表示两者。",
  "{0} are names of one input here, and their values differ. Give {1} only.":
    "{0} 在这里是同一个输入的不同名字，而它们的值不同。请只给 {1}。",
  "{0}: {1} is not supported: {2}.": "不支持 {0}: {1}：{2!}。",
  "{0} is not needed: that is so anyway.": "不需要 {0}：本来就是这样。",
  "{0} is not supported. {1}": "不支持 {0=}。{1+}",
  "creates the release of a tag: forge-release --tag-name TAG FILES…":
    "会创建标签的发行版：forge-release --tag-name TAG FILES…",
  "changes the release of a tag: forge-release --tag-name TAG --name TITLE --body-path FILE":
    "会修改标签的发行版：forge-release --tag-name TAG --name TITLE --body-path FILE",
  "lets the forge write notes: forge-release --tag-name TAG --generate-release-notes":
    "会让平台生成发行说明：forge-release --tag-name TAG --generate-release-notes",
  "There is no command “{0}”: publish {1}.": "没有命令“{0}”：publish {1!}。",
  "{0} must be one of {1}, not “{2}”.": "{0} 必须是 {1} 之一，不能是“{2}”。",
  "{0} must be one of {1}, not “{2}”": "{0} 必须是 {1} 之一，不能是“{2}”",
  "{0} must be one of {1}, not “{2}”; did you mean {3}?": "{0} 必须是 {1} 之一，不能是“{2}”；是不是 {3}？",
  "“{0}” begins with a dash that is not a hyphen, as word processors write it.":
    "“{0}”开头的横线不是连字符，像是文字处理软件写的。",
  "“{0}” begins with a dash that is not a hyphen, as word processors write it: {1}.":
    "“{0}”开头的横线不是连字符，像是文字处理软件写的：{1}。",
  "“{0}” is not a file; did you mean {1}?": "“{0}”不是文件；是不是 {1}？",
  "Unknown command “{0}”; did you mean {1}?": "未知的命令“{0}”；是不是 {1}？",
};
