import type { Catalogue } from "../templates";

export const REPORT: Catalogue = {
  "The release stands": "发行版已发布",
  "{0}, but the outputs could not be written.": "{0+}，但输出无法写入。",
  "Is the disk full, or outputs_file not writable? The release: {0}":
    "是磁盘满了，还是 outputs_file 不可写？发行版：{0}",
  "not known": "未知",
  "{0} warnings": "{0#} 个警告",
  "The output json is left out: it would have {0}, and the outputs of a job hold {1}. Ask for less (limit, patterns), or read what --json in args prints.":
    "没有给出输出 json：它有 {0}，而一个作业的输出最多 {1}。请缩小范围（limit、模式），或在 args 里写 --json 并读取打印的内容。",
  "What the command did stands, but its output json could not be written.":
    "命令做的事已经生效，但它的输出 json 无法写入。",
  "{0} of {1} failed; the next run touches only what is missing.": "{1+}中有 {0} 个失败；下次运行只处理缺少的部分。",
  "An optional target failed. {0}": "一个可选的目标失败了。{0+}",
};
