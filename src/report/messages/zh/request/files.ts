import type { Catalogue } from "../../templates";

export const REQUEST_FILES: Catalogue = {
  "its braces expand to more than {0} patterns": "其中的花括号展开后超过 {0} 个模式",
  "broken link": "失效的链接",
  "it is another file now": "它现在是另一个文件了",
  "{0} was not replaced: variables have to be filled in before the list gets here.":
    "{0} 没有被替换：变量要在列表传到这里之前填好。",
  "This looks like a list in brackets: write one pattern per line, without brackets, quotes or commas.":
    "这看起来是方括号里的列表：请每行写一个模式，不要方括号、引号和逗号。",
  '"- " is part of the name here: write only {0}': "“- ”在这里是名字的一部分：只写 {0}",
  "Every line here is a pattern; comments are not supported.": "这里每一行都是模式；不支持注释。",
  "Write the path alone, without file://.": "请只写路径，不要 file://。",
  "Addresses are not fetched; the input links adds them to a release.":
    "不会去下载网址；用 links 可以把它们加到发行版。",
  "Quotes are part of the name here: write {0} without them.": "引号在这里是名字的一部分：请写成不带引号的 {0}。",
  "~ is not expanded here: write the full path.": "~ 在这里不会展开：请写完整路径。",
  "{0} is not supported here: write {{1}}.": "这里不支持 {0}：请写 {{1}}。",
  "{0} is not supported here: write {a,b} for alternatives.": "这里不支持 {0}：多种选择请写 {a,b}。",
  '{0} is not supported here: exclude files on a separate line, such as "!**/{1}".':
    '这里不支持 {0}：请用单独一行排除文件，例如 "!**/{1}"。',
  "Named classes are not supported here: write [0-9] or [a-z].": "这里不支持命名字符类：请写 [0-9] 或 [a-z]。",
  "** goes through folders only between slashes: write **/*{0}.": "** 只有在斜杠之间才会进入子目录：请写 **/*{0}。",
  "Blanks inside braces are part of the names: write {zip,deb}.": "花括号里的空格是名字的一部分：请写 {zip,deb}。",
  "\\ at the end does not join lines here.": "行尾的 \\ 在这里不会连接下一行。",
  "Drive letters exist on Windows only: write a path of this system.": "只有 Windows 才有盘符：请写这个系统的路径。",
  "Links out of the workspace are followed only where a line names them without wildcards or braces: {0}.":
    "指向工作目录之外的链接，只有不带通配符和花括号写出它时才会跟随：{0+}。",
  "What lies in .git and the file for the outputs are never uploaded.": ".git 里的内容和输出文件绝不会上传。",
  "It matches only folders; write {0}/** for their files.": "只匹配到目录；要其中的文件请写 {0}/**。",
  "It matches no regular file: {0}.": "没有匹配到普通文件：{0+}。",
  "It matches symbolic links that lead nowhere: {0}.": "匹配到的符号链接已失效：{0+}。",
  "Folders on the way cannot be read: {0}.": "途中有目录无法读取：{0+}。",
  '"{0}" is a folder; write {1}/** for its files.': "“{0}”是目录；要其中的文件请写 {1}/**。",
  '"{0}" is not a regular file.': "“{0}”不是普通文件。",
  '"{0}" alone matches, but patterns are not separated by {1}: write one per line, or put commas between them.':
    "单独的“{0}”能匹配，但模式不用{1+}分隔：请每行写一个，或用逗号隔开。",
  "Folders are separated by / here: write {0}.": "目录在这里用 / 分隔：请写 {0}。",
  "\\n does not begin a line here: write one pattern per line.": "\\n 在这里不会换行：请每行写一个模式。",
  "Folders are separated by / here; \\ escapes the next character.": "目录在这里用 / 分隔；\\ 转义它后面的字符。",
  'That path is not of this machine or container; "{0}" is here: write paths from {1}.':
    "那个路径不在这台机器或容器里；这里有“{0}”：请从 {1} 写起。",
  "The workspace of this job is {0}: write paths from there.": "这个作业的工作目录是 {0}：请从那里写起。",
  'Did you mean "{0}"? Case matters.': "是不是“{0}”？区分大小写。",
  "The path is not accessible ({0}).": "无法访问该路径（{0}）。",
  "files: And {0} more of this kind.": "files：还有 {0} 个同类问题。",
  'files: "{0}" cannot be read ({1}).': "files：无法读取“{0}”（{1}）。",
  'files: "{0}" is another name of a file in .git or of the file for the outputs, which are never uploaded.':
    "files：“{0}”是 .git 里的文件或输出文件的另一个名字，它们绝不会上传。",
  "files: The list is {0} characters long; more than {1} are not read.":
    "files：列表有 {0} 个字符；超过 {1} 个的部分不会读取。",
  "files: They are looked for outside of the workspace: {0} is a link to {1}.":
    "files：查找位置在工作目录之外：{0} 是指向 {1} 的链接。",
  'files: "{0}" is the same file as "{1}" and is uploaded once. For both names, write "{2}" as a line.':
    "files：“{0}”和“{1}”是同一个文件，只上传一次。两个名字都要的话，请把“{2}”写成一行。",
  'files: {0} would have the same name "{1}" on the release. Rename one: "{2} => {3}".':
    "files：{0+} 在发行版里会是同一个名字“{1}”。请给其中一个改名：“{2} => {3}”。",
  'files: {0} would have the same name "{1}" on the release. Rename one: "{2} => other-{3}".':
    "files：{0+} 在发行版里会是同一个名字“{1}”。请给其中一个改名：“{2} => other-{3}”。",
  '"{0}…" ({1} characters)': "“{0}…”（{1} 个字符）",
  "names a link that leads out of the workspace, and is followed there": "写出的链接通向工作目录之外，会跟随过去",
  "matches folders, which are not uploaded": "匹配到目录，目录不会上传",
  'Write "{0}/**" for the files in one.': "要其中的文件，请写“{0}/**”。",
  "matches symbolic links that lead nowhere, which are left out": "匹配到失效的符号链接，已跳过",
  "matches what is not a regular file and is left out": "匹配到的不是普通文件，已跳过",
  "matches links to what is never uploaded (.git, the file for the outputs, /proc)":
    "匹配到的链接指向绝不会上传的内容（.git、输出文件、/proc）",
  "matches links that lead out of the workspace and are not followed": "匹配到指向工作目录之外的链接，不会跟随",
  "A link is followed there only by a line that names it without wildcards or braces up to its name.":
    "只有直到名字为止都不带通配符和花括号地写出链接，才会跟随过去。",
  "files: {0} {1}: {2}.": "files：{0+} {1!}：{2+}。",
  'files: Files in folders that cannot be read are left out: {0}. Exclude such a folder in a later line ("!folder/**") to end this warning.':
    'files：有目录无法读取，其中的文件已跳过：{0+}。要去掉这个警告，请在后面一行排除它（"!folder/**"）。',
  "it is longer than {0} characters": "它超过 {0} 个字符",
  '".." cannot follow a wildcard': "通配符后面不能有“..”",
  "files: {0}": "files：{0+}",
  "{0} is not a comment: every line here is a pattern. Remove it.": "{0} 不是注释：每一行都是模式。请去掉它。",
  "{0} names no file.": "{0} 没有写出文件。",
  "{0} renames to an empty name.": "{0} 改成的名字是空的。",
  "{0} renames to {1}, but names on a release have no folders.": "{0} 要改名为 {1}，但发行版里的名字不能带目录。",
  "{0} has a blank before #, like a comment, but what follows # is the label on the release. Write {1} if you mean that; comments are not supported here.":
    "{0} 在 # 前面有空格，像是注释，但 # 后面是发行版里的显示名。如果就是这个意思，请写 {1}；这里不支持注释。",
  "the lines up to this one expand to more than {0} patterns": "到这一行为止，各行展开后超过 {0} 个模式",
  "files: {0} no file in {1}.": "files：{0!} 在 {1} 里没有匹配到文件。",
  "leads nowhere": "已失效",
  "cannot be followed": "无法跟随",
  'files: "{0}" is a symbolic link that {1} ({2}).': "files：“{0}”是{1!}的符号链接（{2}）。",
  "What follows # was read as the label of {0}.": "# 后面的部分被当作 {0} 的显示名。",
  "{0} matches": "{0+}",
  "{0} of {1} matches": "{1+} 里的 {0+}",
  "{0} of {1} match": "{1+} 里的 {0+}",
  "renames {0} files ({1}) to one name; it must match exactly one.":
    "要把 {0} 个文件（{1+}）改成同一个名字；它必须恰好匹配一个文件。",
  "files: {0} {1}": "files：{0+} {1!}",
  "files: {0} takes away nothing.": "files：{0} 没有排除任何文件。",
  "is not a pattern that can be read": "不是能解析的模式",
  "cannot be searched for": "无法搜索",
  "What is there: {0} and {1} more.": "那里有：{0}，还有另外 {1#} 个。",
  "What is there: {0}.": "那里有：{0}。",
};
