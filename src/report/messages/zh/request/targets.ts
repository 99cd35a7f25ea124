import type { Catalogue } from "../../templates";

export const REQUEST_TARGETS: Catalogue = {
  "{0} must be a web address such as https://git.example.com, not “{1}”.":
    "{0+} 必须是网页地址，例如 https://git.example.com，不能是“{1}”。",
  "{0} must not hold a user or a password; give the token as token.":
    "{0+} 里不能有用户名和密码；令牌请用 token 给出。",
  "{0} must be an address without a query and without #, not “{1}”.":
    "{0+} 必须是不带查询参数和 # 的地址，不能是“{1}”。",
  "{0} must be the web address of the server, {1}; {2} is its API's.":
    "{0+} 必须是服务器的网页地址 {1}；{2}是它的 API 地址。",
  "{0} must be the web address of the server, {1}; {2} is that of the repository.":
    "{0+} 必须是服务器的网页地址 {1}；{2}是仓库的地址。",
  "repository is “{0}”, {1}.": "repository 的值是“{0}”，{1!}。",
  "which is not the address of a repository": "不是仓库的地址",
  "which holds a password: give the token as token": "里面有密码：令牌请用 token 给出",
  "which is longer than any repository's path": "比任何仓库的路径都长",
  "which holds a character that no repository's path has": "含有仓库路径里不会有的字符",
  "which leads elsewhere": "指向别处",
  "which is not the path of a repository": "不是仓库的路径",
  "repository is not given, and nothing here tells it. Set repository: {0}.":
    "没有给出 repository，这里也无从得知。请设置 repository：{0+}。",
  "{0} holds a path of a repository {1}. Set repository: {2}.": "{0+} 里的仓库路径{1!}。请设置 repository：{2+}。",
  "{0} must have the form {1} on {2}, not “{3}”.": "{0+} 在 {2} 上的格式必须是 {1+}，不能是“{3}”。",
  "from the input forge": "来自输入 forge",
  "{0} is its public host": "{0} 是它的公共主机",
  "the server told when asked": "询问后由服务器告知",
  "{0} was recognised ({1}), but this version does not speak to {2}. Set forge (and server_url) to publish elsewhere.":
    "识别出 {0}（{1+}），但这个版本不支持 {2}。要发布到别处，请设置 forge（以及 server_url）。",
  "from {0}": "来自{0+}",
  "the server of {0} told when asked": "询问后由{0+}的服务器告知",
  "Set forge to one of {0}.": "请把 forge 设为 {0} 之一。",
  "its public host": "它的公共主机",
  "Set server_url to the server that is meant: {0}, or {1} for the public one.":
    "请把 server_url 设为要用的服务器：{0}；公共服务是 {1}。",
  "{0} ({1}) is {2}, and not {3}. {4}": "{0}（{1+}）是 {2}，不是 {3}。{4+}",
  "forge, and server_url for a self-hosted server": "forge；自建服务器还要设 server_url",
  "The host of {0}, “{1}”, is no web server but an alias of an ssh configuration. Set {2} to say what it stands for.":
    "{0+}的主机“{1}”不是网页服务器，而是 ssh 配置里的别名。请设置 {2+}，说明它指的是什么。",
  "The host of {0}, “{1}”, is no web server but an alias of an ssh configuration. Set {2} ({3} for the public one) to say what it stands for.":
    "{0+}的主机“{1}”不是网页服务器，而是 ssh 配置里的别名。请设置 {2+}（公共服务为 {3}），说明它指的是什么。",
  "Looked at: forge, server_url, api_url, the variables of the known pipelines, the git remote origin.":
    "已查找：forge、server_url、api_url、已知流水线的变量、git 远程仓库 origin。",
  "Set forge ({0})": "请设置 forge（{0}）",
  "{0} is set, so set forge: {1}": "已设置 {0}，因此请设置 forge: {1}",
  "Set forge to one of those that a token is set for, {0}": "请把 forge 设为已有令牌的平台之一：{0}",
  "It is not known which forge to publish to. {0} {1}, and server_url for a self-hosted server.":
    "不知道要发布到哪个平台。{0!}{1!}；自建服务器还要设置 server_url。",
  "It is not known which forge to publish to. {0} {1} holds “{2}”, which leads to no web server. {3}, and server_url for a self-hosted server.":
    "不知道要发布到哪个平台。{0!}{1} 的值是“{2}”，它不指向网页服务器。{3!}；自建服务器还要设置 server_url。",
  "No token was given, and without one only what is public is seen: set {0}, or name the variable that holds one (--token-env; of copy --from-token-env).":
    "没有给出令牌，只能看到公开的内容：请设置 {0+}，或写出保存令牌的变量名（--token-env；copy 用 --from-token-env）。",
  "The token came from {0}, the runner's own.": "令牌来自{0+}，是运行器自带的。",
  "The token came from {0}.": "令牌来自{0+}。",
  "forge must be one of {0}, not “{1}”.": "forge 必须是 {0} 之一，不能是“{1}”。",
  "server_url must be the web address of the server, {0}, not “{1}”.":
    "server_url 必须是服务器的网页地址 {0}，不能是“{1}”。",
  "repository names “{0}”, which is no web server but an alias of an ssh configuration. Set server_url to the server that it stands for, or give repository as a path.":
    "repository 里的“{0}”不是网页服务器，而是 ssh 配置里的别名。请把 server_url 设为它所指的服务器，或只写 repository 的路径。",
  "repository is on {0}, but {1}: only one of them can be meant.": "repository 在 {0} 上，但 {1!}：只能以一个为准。",
  "server_url is {0}": "server_url 是 {0}",
  "the input forge is {0}": "forge 是 {0}",
  "api_url is {0}": "api_url 是 {0}",
  "It is not known what kind of forge {0} is ({1}).": "不知道 {0} 是哪种平台（{1+}）。",
  "Asked without a token: {0}.": "已不带令牌询问：{0}。",
  "asking what kind of forge is at {0}": "询问 {0} 是哪种平台",
  "{0}: the variable {1} is empty or not set.": "{0+}：变量 {1} 是空的或没有设置。",
  "the variable {0}": "变量 {0}",
  "--token and --token-env are both given; give one.": "--token 和 --token-env 同时给出；请只给一个。",
  "the input {0}": "输入 {0}",
  "the setting {0}": "设置 {0}",
  "none, so that only what is public is seen": "无，只能看到公开的内容",
  "The token from {0} holds a line break, a space or another character that no token has. Check the secret.":
    "来自{0+}的令牌里有换行、空格或别的令牌里不会有的字符。请检查密钥。",
  "The token travels over plain http to {0}.": "令牌会通过明文 http 发往 {0}。",
  "{0} is plain http, and a proxy stands before it (HTTP_PROXY; name the host in NO_PROXY): the token would be readable on its way. Use https, or set allow_insecure_http: true.":
    "{0} 是明文 http，前面还有代理（HTTP_PROXY；可以把主机写进 NO_PROXY）：令牌会在传输途中泄露。请使用 https，或设置 allow_insecure_http: true。",
  "{0} is plain http: the token would be readable on its way. Use https, or set allow_insecure_http: true.":
    "{0} 是明文 http：令牌会在传输途中泄露。请使用 https，或设置 allow_insecure_http: true。",
  "the input token": "输入 token",
  "There is no token for {0} on {1}. Looked at: {2}.": "没有找到用于 {1} 上 {0} 的令牌。已查找：{2+}。",
  "{0} shows nothing without one, not even what is public.": "没有令牌，{0} 连公开的内容也不提供。",
  "There is no token for {0}, which {1} names and whose kind is not known. Looked at: {2}.":
    "没有找到用于 {0} 的令牌：它来自 {1}，也不知道是哪种平台。已查找：{2+}。",
  "Servers other than {0} cannot be asked what they are: set forge for them.":
    "{0} 以外的服务器无法询问是哪种平台：请为它们设置 forge。",
  "is the runner's own automatic token, which is for the server that runs the job only.":
    "就是运行器自带的令牌，只能用于运行作业的服务器。",
  "Variables are not sent to {0}, which no input names: set server_url to trust it, or give token.":
    "不会把变量里的令牌发往 {0}，因为没有输入指明它：请设置 server_url 表示信任它，或给出 token。",
  "Variables are not sent to {0}, which no input names: set server_url to trust it, or give token. ({1} is set.)":
    "不会把变量里的令牌发往 {0}，因为没有输入指明它：请设置 server_url 表示信任它，或给出 token。（已设置 {1}。）",
  "Variables are not sent to {0}, which no input names: set server_url to trust it, or give token. ({1} are set.)":
    "不会把变量里的令牌发往 {0}，因为没有输入指明它：请设置 server_url 表示信任它，或给出 token。（已设置 {1}。）",
  "The CI sets it; set server_url to go on without it.": "它由 CI 设置；不用它的话，请设置 server_url。",
  "The CI sets it; set api_url to go on without it.": "它由 CI 设置；不用它的话，请设置 api_url。",
  "Set repository to go on.": "请设置 repository 后再试。",
  "what {0} tells as {1}": "{0} 给出的{1+}",
  "{0} holds “{1}”, {2}.": "{0+} 的值是“{1}”，{2!}。",
  "{0} holds “{1}”, which is not a number.": "{0+} 的值是“{1}”，不是数字。",
  "the remote origin": "远程仓库 origin",
  "the remote that {0} tells ({1})": "{0} 给出的远程仓库（{1}）",
  "{0}: the address of {1} holds a user or a password. Take it out, and name the variable that holds the token: token_env=NAME.":
    "{0+}：{1} 的地址里有用户名或密码。请去掉，并写出存放令牌的变量：token_env=NAME。",
  "{0}: “{1}” is no web address of a repository, such as https://gitee.com/me/app, and not the sign “.” for the pipeline's own.":
    "{0+}：“{1}”不是仓库的网页地址（例如 https://gitee.com/me/app），也不是表示流水线自己仓库的“.”。",
  "{0}: “{1}” is not the address of a repository, which ends with its path (https://host/owner/repo).":
    "{0+}：“{1}”不是仓库的地址，仓库地址以它的路径结尾（https://host/owner/repo）。",
  "Its token would be the one from {0}, which goes to {1} already: two servers never share a token. Name the variable that holds its own, token_env=NAME.":
    "它会使用来自{0+}的令牌，而那个令牌已用于 {1}：两台服务器绝不共用令牌。请写出存放它自己令牌的变量：token_env=NAME。",
  "targets: {0} and {1} are one repository.": "targets：{0} 和 {1} 是同一个仓库。",
  "{0} cannot stand beside targets: {1}": "{0} 不能和 targets 一起使用：{1+}",
  "--token-env cannot stand beside targets: {0}": "--token-env 不能和 targets 一起使用：{0+}",
  "targets names no target.": "targets 没有写出目标。",
  "each target takes the token of its forge's own variable, or of the one that its line names (token_env=NAME).":
    "每个目标使用自己平台的变量里的令牌，或该行写出的变量（token_env=NAME）。",
  "each line begins with the address of its repository.": "每一行以仓库的地址开头。",
  "say it in the line of the target ({0}=…).": "请写在目标那一行里（{0}=…）。",
  "targets, line {0}": "targets 第 {0#} 行",
  "the address of {0}": "{0+}的地址",
  "the server of {0}": "{0+}的服务器",
  "{0}: oversized_files cannot be link for the first target, which is the one that the others link to. Use fail or skip.":
    "{0+}：第一个目标的 oversized_files 不能是 link，因为别的目标要链接到它。请用 fail 或 skip。",
  "{0}: optional must be true or false, not “{1}”.": "{0+}：optional 必须是 true 或 false，不能是“{1}”。",
  "{0}, token_env": "{0+} 的 token_env",
  "{0}: token_env must be the name of a variable, not a token or an expression.":
    "{0+}：token_env 必须是变量名，不能是令牌或表达式。",
  "targets names {0} twice.": "targets 里 {0} 写了两次。",
  "targets, line {0}: {1}": "targets 第 {0} 行：{1+}",
  "a double quote is never closed.": "双引号没有闭合。",
  "“{0}” is not of the form key=value.": "“{0}”不符合 key=value 的格式。",
  "{0} is given twice.": "{0} 给了两次。",
  "a token has no place in a line that is shown: name the variable that holds it, token_env=NAME.":
    "令牌不能写在会显示出来的行里：请写出存放它的变量，token_env=NAME。",
  "{0} is what the address at its beginning says.": "{0} 由开头的地址决定。",
  "{0} is the same for all targets: give it as an input.": "{0} 对所有目标都一样：请作为输入给出。",
  "“{0}” is no key; there are {1}.": "“{0}”不是可用的键；可用的有 {1}。",
};
