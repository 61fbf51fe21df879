export default {
  copy: { action: "复制", done: "已复制", failed: "无法复制，请手动选择" },
  cancel: "取消",
  close: "关闭",
  retry: "重试",
  clear: "清除筛选",
  error: { title: "没有加载成功", requestId: "请求编号 {{id}}" },
  confirmDelete: { goes: "以下内容将被删除：", type: "输入 {{name}} 以确认" },
  command: { showSecret: "显示密钥", masked: "（密钥已隐藏）" },
  name: {
    empty: "请输入名称",
    too_long: "不能超过 {{max}} 个字符",
    organization: {
      bad_start: "以小写字母开头",
      bad_end: "以小写字母或数字结尾",
      bad_character: "只能用小写字母、数字和 . _ -",
      bad_separators: "分隔符不能相邻，下划线最多连用两个",
      reserved: "这个名称是保留的",
    },
    image: {
      bad_start: "以小写字母或数字开头",
      bad_end: "以小写字母或数字结尾",
      bad_character: "只能用小写字母、数字和 . _ - /",
      bad_separators: "分隔符不能相邻，下划线最多连用两个",
    },
    tag: { bad_start: "以字母、数字或下划线开头", bad_character: "只能用字母、数字和 . _ -" },
  },
} as const;
