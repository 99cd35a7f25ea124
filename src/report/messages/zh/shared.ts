import type { Catalogue } from "../templates";

export const SHARED: Catalogue = {
  "Failed {0}.": "{0!}失败。",
  "Mend what is wrong above, and run this again.": "请解决上面的问题，再运行一次。",
  "Set tag_name.": "请设置 tag_name。",
  "{0} is a link, and nothing is written through one.": "{0} 是链接，不会通过链接写入。",
  "the server answered {0}": "服务器返回 {0#}",
  "the files on the command line": "命令行上的文件",
  "uploading {0}": "上传 {0}",
  "reading {0}": "读取 {0}",
  "looking for the latest release": "查找最新的发行版",
  "creating the release {0}": "创建发行版 {0}",
  "checking the release {0}": "检查发行版 {0}",
  "{0} answered {1}: {2}": "{0} 返回 {1}：{2}",
  "true or false": "true 或 false",
  "files always go to the package registry where there is one": "只要有软件包仓库，文件总会传到那里",
  "{0} is not needed: {1}.": "不需要 {0}：{1!}。",
  "{0} is called {1} here.": "{0} 在这里叫 {1}。",
  "{0} needs a value.": "{0} 需要一个值。",
  "{0} is given twice, with different values.": "{0} 给了两次，而且值不同。",
  "{0} and {1} more": "{0+} 等，还有 {1} 个",
  "the runner's own token": "运行器自带的令牌",
};
