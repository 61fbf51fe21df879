export default {
  title: "组织管理",
  context: "组织用于隔离镜像仓库，并按组织授权。",
  filter: "按组织名称筛选",
  column: { name: "组织名称", images: "镜像数", level: "我的权限", creator: "创建者", actions: "操作" },
  create: {
    action: "创建组织",
    name: "组织名称",
    rules:
      "以小写字母开头，以小写字母或数字结尾，中间可用 . _ -，最长 {{max}} 个字符。名称在整个区域内唯一，创建后不能修改。",
    submit: "确定",
    done: "已创建组织 {{name}}",
  },
  quota: { used: "组织配额：已用 {{used}} / {{limit}}", limit: "组织配额：每个账号 {{limit}} 个" },
  delete: {
    of: "删除组织 {{name}}",
    action: "删除组织",
    goes: {
      organization: "组织 {{name}}",
      permissions: "用户在这个组织的全部权限",
    },
    refusal: { level: "只有具有管理权限的用户才能删除组织", images: "组织里还有镜像，请先删除镜像" },
  },
  detail: {
    sections: "组织详情",
    users: "用户",
    images: "镜像",
    notFound: { title: "没有这个组织", text: "{{name}} 不存在，或您无权查看。" },
    back: "回到组织管理",
  },
  nothingYet: {
    title: "还没有组织",
    text: "组织用于隔离镜像仓库：镜像都放在组织里，权限也按组织授予。先创建一个，就可以推送镜像。",
  },
  nothingMatches: { title: "没有符合条件的组织", text: "换一个名称，或清除筛选条件。" },
} as const;
