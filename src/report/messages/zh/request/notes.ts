import type { Catalogue } from "../../templates";

export const REQUEST_NOTES: Catalogue = {
  "standard input": "标准输入",
  "The section “{0}” of {1} (line {2}) is empty.": "{1+} 里的“{0}”一节（第 {2} 行）是空的。",
  "has no section of {0}. {1}": "里没有 {0} 的一节。{1*}",
  "has two sections of it, “{0}” (line {1}) and “{2}” (line {3}): name the one of this tag as the tag is called":
    "里有两节都是它：“{0}”（第 {1} 行）和“{2}”（第 {3} 行）：请让这个标签的那一节与标签同名",
  "says that nothing of it is released: “{0}” (line {1}). Give that heading the version and its date":
    "里写明它还没有发布：“{0}”（第 {1} 行）。请给那个标题加上版本和日期",
  "{0} (line {1})": "{0}（第 {1} 行）",
  "No heading there names a version": "那里没有标题写出版本",
  "Near it there are {0}": "相近的有 {0+}",
  "{0}. “{1}” (line {2}) is never taken: give what is released a heading of its own":
    "{0*}。绝不会使用“{1}”（第 {2} 行）：请给要发布的内容单独写一个标题",
  "{0}: {1} {2} (looked for in {3}).": "{0}：{1+} {2!}（在 {3} 里查找）。",
  "{0} would publish “-” as the notes. For standard input write {1}.":
    "{0} 会把“-”当作发行说明发布。要读取标准输入，请写 {1}。",
  "Both {0} and {1} are given; the notes come from {2}.": "同时给出了 {0} 和 {1}；发行说明取自 {2}。",
  "gave nothing: did the command that writes it fail?": "没有内容：写入它的命令失败了吗？",
  "The file of the notes, {0}, is empty.": "发行说明文件 {0} 是空的。",
  "binary data, with NUL bytes in it": "二进制数据，含有 NUL 字节",
  "UTF-8 by its mark, but broken": "标记为 UTF-8，但内容已损坏",
  "{0} by its mark, but broken": "标记为 {0}，但内容已损坏",
  "binary data, with NUL characters in it": "二进制数据，含有 NUL 字符",
  "a zip archive (docx, jar and xlsx are some, too)": "zip 压缩包（docx、jar、xlsx 也是）",
  "an empty zip archive": "空的 zip 压缩包",
  "a 7z archive": "7z 压缩包",
  "a PDF": "PDF",
  "a PNG image": "PNG 图片",
  "an ELF program": "ELF 程序",
  "a document of old Office programs": "旧版 Office 的文档",
  "UTF-16 LE without its byte order mark": "没有字节顺序标记的 UTF-16 LE",
  "UTF-16 BE without its byte order mark": "没有字节顺序标记的 UTF-16 BE",
  "not UTF-8; it looks like GBK (GB 18030)": "不是 UTF-8；看起来是 GBK（GB 18030）",
  "not UTF-8; it looks like Latin-1 (Windows-1252) or another encoding of one byte a letter":
    "不是 UTF-8；看起来是 Latin-1（Windows-1252）或别的单字节编码",
  "not UTF-8, but another encoding such as GBK, Big5, Shift_JIS or Latin-1":
    "不是 UTF-8，而是 GBK、Big5、Shift_JIS、Latin-1 之类的编码",
  "cannot be published as text: it is {0}. Save it as UTF-8": "不能作为文本发布：它是{0+}。请存成 UTF-8",
  "cannot be read ({0})": "无法读取（{0}）",
  "is a folder, not a file (EISDIR)": "是目录，不是文件（EISDIR）",
  "is neither a file nor a pipe, but a device or a socket": "既不是文件也不是管道，而是设备或套接字",
  "changed while it was being read": "在读取时发生了变化",
  "has been silent for {0} seconds: does anybody write to it, and close it":
    "已经 {0} 秒没有内容：有程序在写入并关闭它吗",
  "is longer than {0} MiB, which no notes are": "超过 {0} MiB，发行说明不会这么长",
  "is, or lies behind, a link that leads out of the workspace": "是指向工作目录之外的链接，或在这种链接后面",
  "is not there (ENOENT)": "不存在（ENOENT）",
  "is not a file but a view into the system, which may show secrets": "不是文件，而是系统信息的入口，可能泄露密钥",
  "belongs to git (.git), where credentials are kept": "属于 git（.git），那里存放着凭据",
};
