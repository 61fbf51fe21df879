export default {
  title: "登录",
  account: "账号名",
  user: "用户名",
  password: "密码",
  submit: "登录",
  wrong: "账号名、用户名与密码不匹配",
  required: "请填写",
  again: {
    title: "登录状态已失效",
    text: "重新登录后，未完成的操作会继续。",
    other: "以对方身份重新加载",
  },
  tagline: "容器镜像，尽在掌握",
} as const;
