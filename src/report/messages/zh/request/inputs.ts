import type { Catalogue } from "../../templates";

export const REQUEST_INPUTS: Catalogue = {
  "checksums “{0}” is no name of a file, such as SHA256SUMS.":
    "checksums 的值“{0}”不是文件名，应写成 SHA256SUMS 之类。",
  "checksums is the name of the file to write, such as SHA256SUMS, not “{0}”.":
    "checksums 是要写入的文件的名字，例如 SHA256SUMS，不能是“{0}”。",
  "expect_files names what has to be there; “!{0}” names what has not.":
    "expect_files 写的是必须有的文件；“!{0}”写的是不能有的。",
  "prune_age has to be a time such as 90m, 6h or 2d, or 0, not “{0}”.":
    "prune_age 必须是时长，例如 90m、6h 或 2d，或者 0，不能是“{0}”。",
  "prune_age says how old files have to be to go, and prune_files names none.":
    "prune_age 规定文件放多久才清理，而 prune_files 没有写出文件。",
  "prune_files takes away (`!`) before it has named anything.": "prune_files 还没有写出任何文件就先排除（`!`）了。",
  "labels: no request takes the labels of a release away. Take them away on its page.":
    "labels：没有接口能去掉发行版的标记。请在它的页面上去掉。",
  "released_at has to be a day or a moment with its zone, such as 2026-01-31 or 2026-01-31T10:00:00+08:00, not “{0}”.":
    "released_at 必须是日期，或带时区的时刻，例如 2026-01-31 或 2026-01-31T10:00:00+08:00，不能是“{0}”。",
  "{0}: the file of certificate authorities {1}": "{0+}：CA 证书文件 {1}",
  "{0} {1}. It has to be a PEM file that this job can read; `openssl x509 -inform der -in FILE` makes one of a DER file.":
    "{0*}{1!}。它必须是这个作业能读取的 PEM 文件；DER 文件可以用 `openssl x509 -inform der -in FILE` 转换。",
  "{0} is empty.": "{0*} 是空的。",
  "{0} holds no certificate in PEM form.": "{0*} 里没有 PEM 格式的证书。",
  "a file of the same name with other content is replaced, but for --no-overwrite-files":
    "同名但内容不同的文件总会被替换，除非用 --no-overwrite-files",
  "a file that is there with the same content is left alone": "已有的相同文件不会动",
  "a pattern is a word behind the tag: download TAG '*.zip'.": "匹配模式直接写在标签后面：download TAG '*.zip'。",
  "there is --json, and a program such as jq to take it apart.": "请用 --json，再用 jq 之类的程序处理。",
  "--dry-run shows what would be done; a pattern of files is a word behind the tag.":
    "--dry-run 会显示将要做什么；文件的匹配模式直接写在标签后面。",
  "--dir says where files go; lists are always in order of age.": "--dir 指定文件放在哪里；列表总是按时间排序。",
  "--dir says where files go.": "--dir 指定文件放在哪里。",
  "lists are always in order of age, the newest first.": "列表总是按时间排序，最新的在前。",
  "archives of the sources are no files of a release: git archive TAG makes one.":
    "源码包不是发行版的附件：可以用 git archive TAG 生成。",
  "what glab calls -t is --with-tag here.": "glab 的 -t 在这里是 --with-tag。",
  "--limit says how many releases are listed, over all pages.": "--limit 指定列出多少个发行版，跨所有分页计算。",
  "view prints the address of the release's page.": "view 会显示发行版页面的地址。",
  "links are set by publish: --links 'name=url'.": "链接由 publish 设置：--links 'name=url'。",
  "{0} is no flag of {1}: {2}": "{0} 不是 {1} 的参数：{2!}",
  "{0} is no flag of {1}; {2} --help shows those that are.": "{0} 不是 {1} 的参数；{2} --help 会列出它的参数。",
  "Unknown flag {0}; {1} --help shows what there is.": "未知的参数 {0}；{1} --help 会列出所有参数。",
  "Unknown flag {0}; did you mean {1}?": "未知的参数 {0}；是不是 {1+}？",
  "{0} is no input of the command {1}.": "{0} 不是命令 {1} 的输入。",
  "{0} and {1} in args are both given; give one.": "{0} 和 args 里的 {1} 同时给出；请只给一个。",
  "--json takes no fields here: it prints the whole object, and jq takes it apart.":
    "--json 在这里不带字段：它打印整个对象，由 jq 取出其中的部分。",
  "{0} The same here: {1}": "{0+} 在这里写成：{1}",
  "working_directory {0} is not a folder.": "working_directory {0} 不是目录。",
  "The folder of outputs_file {0} does not exist.": "outputs_file {0} 所在的目录不存在。",
  "Both body_path and changelog_path would read standard input. Give one of them a file.":
    "body_path 和 changelog_path 都要读取标准输入。请给其中一个指定文件。",
  "notes_config does nothing here: it is for generate_release_notes: true.":
    "notes_config 在这里不起作用：它用于 generate_release_notes: true。",
  "links: “{0}” is not of the form name=https://….": "links：“{0}”不符合 name=https://… 的格式。",
  "links: two links are named “{0}”.": "links：有两个链接都叫“{0}”。",
  "links: two links lead to {0}.": "links：有两个链接都指向 {0}。",
  "names nothing.": "没有写出文件。",
  "names a folder, and files of a release lie in none: write the file's name.":
    "写的是目录，而发行版的文件不在目录里：请写文件名。",
  "names a folder, and files of a release lie in none: write {0}.": "写的是目录，而发行版的文件不在目录里：请写 {0}。",
  "cannot be read: {0}.": "无法解析：{0}。",
  "“{0}” cannot be read: {1}.": "无法解读“{0}”：{1+}。",
  "{0} fits no file of the release {1}.": "{0} 与发行版 {1} 的任何文件都不匹配。",
  "It has no files.": "它没有文件。",
  "It has {0}, ….": "它有 {0} 等文件。",
  "It has {0}.": "它有 {0}。",
  "{0} must be {1}, not “{2}”.": "{0+} 必须是{1!}，不能是“{2}”。",
  "{0} is {1} characters long; {2} are the most.": "{0+} 有 {1} 个字符；最多 {2} 个。",
  "Line {0} of {1} is too long; {2} characters are the most.": "{1+} 的第 {0} 行太长；最多 {2} 个字符。",
  "one of {0}": "{0} 之一",
  "{0} or more": "不小于 {0}",
  "from {0} to {1}": "{0} 到 {1}",
  "a whole number, {0}": "{0!}的整数",
  "a whole number, {0}, or {1}": "{0!}的整数，或 {1}",
  "a number, {0}": "{0!}的数字",
  "a number, {0}, or {1}": "{0!}的数字，或 {1}",
  "{0} things are wrong with the inputs:\n{1}": "输入有 {0} 处错误：\n{1+}",
  "Nothing was sent.": "没有发送任何请求。",
  "push_tag: force would move {0}, which is a version: whoever has it would not get the new one. It is only for tags that are none, such as nightly.":
    "push_tag: force 会移动 {0}，而它是版本号：已经拉取过的人得不到新的。它只用于不是版本号的标签，例如 nightly。",
  "push_tag does nothing on {0}, which takes no push over https: push the tag by ssh before.":
    "push_tag 在 {0} 上不起作用，它不接受 https 推送：请先用 ssh 推送标签。",
  "push_tag needs the path of the repository, not its number {0}.": "push_tag 需要仓库的路径，不能用编号 {0}。",
  "push_tag pushes the tag as it is in the checkout: tag_message has no place beside it.":
    "push_tag 按检出目录里的样子推送标签：不能再给 tag_message。",
  "push_tag has nothing to push from: {0}. Check it out before this step (with its whole history, and not into a folder below), or leave push_tag out.":
    "push_tag 没有可以推送的内容：{0+}。请在这一步之前检出它（要有完整历史，且不要检出到子目录），或去掉 push_tag。",
  "push_tag has nothing to push from: there is no checkout here. Check it out before this step (with its whole history, and not into a folder below), or leave push_tag out.":
    "push_tag 没有可以推送的内容：这里没有检出目录。请在这一步之前检出仓库（要有完整历史，且不要检出到子目录），或去掉 push_tag。",
  "push_tag has nothing to push from: there is no checkout of {0} here. Check it out before this step (with its whole history, and not into a folder below), or leave push_tag out.":
    "push_tag 没有可以推送的内容：这里没有检出 {0}。请在这一步之前检出它（要有完整历史，且不要检出到子目录），或去掉 push_tag。",
  "push_tag would make a tag {0} beside the branch of that name that is being built. Give the release another tag.":
    "push_tag 会创建标签 {0}，而正在构建的分支也叫这个名字。请给发行版换一个标签。",
  "push_tag: the tag {0} of the checkout is on {1}, but {2} is checked out. Check out the tag, or set allow_tag_mismatch: true to push it as it is.":
    "push_tag：检出目录里的标签 {0} 在 {1+} 上，但检出的是 {2}。请检出标签，或设置 allow_tag_mismatch: true 照原样推送。",
  "push_tag: the tag {0} of the checkout is on something else ({1}), but {2} is checked out. Check out the tag, or set allow_tag_mismatch: true to push it as it is.":
    "push_tag：检出目录里的标签 {0} 在别的对象（{1}）上，但检出的是 {2}。请检出标签，或设置 allow_tag_mismatch: true 照原样推送。",
  "release_id “{0}” is not the form that ids have on {1}.": "release_id “{0}”不是 {1} 上编号的格式。",
  "the address of the remote": "远程仓库的地址",
  "a variable": "变量",
  "{0} would publish a secret: the value of {1}, as it is or encoded. Take it out, and replace that secret if it has been seen.":
    "{0} 会泄露密钥：里面有{1+}的值（原样或编码后）。请去掉它；如果已经被人看到，请更换那个密钥。",
  "{0} Set tag_name to publish all the same.": "{0+}仍要发布，请设置 tag_name。",
  "No tag was given. {0}": "没有给出标签。{0+}",
  "No tag was given. Set tag_name.": "没有给出标签。请设置 tag_name。",
  "No tag was given, and {0} does not tell one (event: {1}). {2}": "没有给出标签，{0} 也没有提供（事件：{1}）。{2+}",
  "No tag was given, and {0} does not tell one (event: {1}). Start the job by pushing a tag, or set tag_name.":
    "没有给出标签，{0} 也没有提供（事件：{1}）。请通过推送标签启动任务，或者设置 tag_name。",
  "tag_name must be a tag, not “{0}”.": "tag_name 必须是标签，不能是“{0}”。",
  "tag_name “{0}” is not a name that git accepts for a tag.": "tag_name “{0}”不是 git 认可的标签名。",
  "HEAD is {0}: add {1}.": "HEAD 就是 {0}：请加上 {1}。",
  "The release {0} has the tag “{1}”, which is not a name that git accepts for a tag.":
    "发行版 {0} 的标签是“{1}”，不是 git 认可的标签名。",
  "Nothing was changed. Check release_id, or set tag_name.": "没有任何改动。请检查 release_id，或设置 tag_name。",
  "{0} and {1} would both be stored as {2}. Rename one: {3} => another name.":
    "{0} 和 {1} 都会存成 {2}。请给其中一个改名：{3} => another name。",
  "{0} would be stored as {1}, which is the list that checksums writes. Leave the file out of files, or give one of the two another name.":
    "{0} 会存成 {1}，而那是 checksums 要写的列表。请从 files 里去掉这个文件，或给其中一个换个名字。",
};
