export default {
  title: "组织管理",
  context: "组织用于隔离镜像仓库，并按组织授权。",
  filter: "按组织名称筛选",
  column: {
    name: "组织名称",
    images: "镜像数",
    stored: "存储用量",
    level: "我的权限",
    creator: "创建者",
    actions: "操作",
  },
  create: {
    action: "创建组织",
    name: "组织名称",
    rules:
      "以小写字母开头，以小写字母或数字结尾，中间可用 . _ -，最长 {{max}} 个字符。名称在整个区域内唯一，创建后不能修改。",
    submit: "确定",
    done: "已创建组织 {{name}}",
    taken: {
      own: "您的账号已有组织 {{name}}",
      other: "名称 {{name}} 已被其他账号使用。组织名称在整个区域内唯一，请换一个。",
      unseen: "名称 {{name}} 已被使用：可能属于其他账号，也可能是您的账号里您无权查看的组织。请换一个。",
    },
  },
  quota: { used: "组织配额：已用 {{used}} / {{limit}}", limit: "组织配额：每个账号 {{limit}} 个" },
  storage: {
    of: "{{used}} / {{quota}}",
    action: "存储配额",
    title: "设置存储配额",
    submit: "确定",
    used: "组织 {{name}} 已用 {{size}}。",
    quota: "存储配额",
    hint: "{{min}} 到 {{max}} GB，最多三位小数。留空表示不限制。",
    invalid: "请输入 {{min}} 到 {{max}} 之间的数字，最多三位小数；不限制时留空",
    below: "配额不高于已用的存储：已有镜像不受影响，但不能再推送新的内容，直到删除镜像或提高配额。",
    counts:
      "按镜像的大小统计，多个镜像共有的层分别计入；没有推送完成的内容不计入。用完后客户端推送和页面上传都会被拒绝。",
    refusal: "只有具有管理权限的用户才能设置存储配额",
  },
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
    reach: "谁可以拉取",
    webhooks: "Webhook",
    notFound: { title: "没有这个组织", text: "{{name}} 不存在，或您无权查看。" },
    back: "回到组织管理",
  },
  nothingYet: {
    title: "还没有组织",
    text: "组织用于隔离镜像仓库：镜像都放在组织里，权限也按组织授予。先创建一个，就可以推送镜像。",
  },
  nothingMatches: { title: "没有符合条件的组织", text: "换一个名称，或清除筛选条件。" },
} as const;
