export default {
  skipToContent: "跳到正文",
  nav: {
    label: "主导航",
    images: "我的镜像",
    organizations: "组织管理",
    open: "打开导航",
  },
  top: { region: "区域", language: "语言", theme: "主题", account: "账号", loginCommand: "登录指令" },
  theme: { light: "浅色", dark: "深色", system: "跟随系统" },
  account: { account: "账号名", user: "用户名", project: "项目", signOut: "退出登录" },
  notFound: { title: "没有这个页面", text: "地址可能输错了，或页面已移走。", back: "回到我的镜像" },
  crashed: { title: "页面出错了", text: "这是控制台自己的问题。重新加载通常可以恢复。", reload: "重新加载" },
} as const;
