export default {
  placeholder: "组织、镜像、版本、下载地址或摘要",
  hint: "↑ ↓ 选择，Enter 打开，Esc 关闭。「镜像:版本」只在匹配的镜像里找版本。",
  results: "搜索结果",
  group: { organizations: "组织", images: "镜像", tags: "镜像版本", pages: "页面" },
  found: "共 {{total}} 项结果",
  nothing: "没有找到「{{text}}」。镜像版本按开头匹配。",
} as const;
