export default {
  context: "账号 {{account}} 的镜像资源与使用情况。",
  ending: {
    out_one: "您共享给其他账号的镜像中，有 {{count, number}} 项共享将在 {{days}} 天内到期。",
    out_other: "您共享给其他账号的镜像中，有 {{count, number}} 项共享将在 {{days}} 天内到期。",
    in_one: "其他账号共享给您的镜像中，有 {{count, number}} 项共享将在 {{days}} 天内到期。",
    in_other: "其他账号共享给您的镜像中，有 {{count, number}} 项共享将在 {{days}} 天内到期。",
    show: "查看",
  },
  numbers: {
    organizations: "组织",
    images: "镜像",
    tags: "镜像版本",
    stored: "存储用量",
    pulled: "累计下载流量",
    quota: "配额：已用 {{used}} / {{limit}}",
  },
  usage: { title: "使用趋势", period: "统计周期", store: "存储用量", downflow: "下载流量" },
  period: { day: "日", week: "周", month: "月" },
  recent: {
    title: "最近动态",
    none: { title: "还没有动态", text: "推送或上传镜像后，最新的变化会显示在这里。" },
  },
  byItself: {
    title: "过去 24 小时的自动任务",
    retentionFailed_one: "{{count, number}} 个镜像有版本未能老化清理",
    retentionFailed_other: "{{count, number}} 个镜像有版本未能老化清理",
    retentionDeleted_one: "老化规则清理了 {{count, number}} 个镜像的旧版本",
    retentionDeleted_other: "老化规则清理了 {{count, number}} 个镜像的旧版本",
  },
  start: {
    title: "快速入门",
    done: "（已完成）",
    organization: { title: "创建组织", text: "组织用于隔离镜像，并按组织授权。" },
    login: { title: "获取登录指令", text: "在装有容器引擎的机器上登录镜像仓库。" },
    push: { title: "上传镜像", text: "用客户端推送，或直接在页面上传镜像文件。" },
    deploy: { title: "部署镜像", text: "用下载指令在集群或机器上拉取镜像。" },
  },
} as const;
