/** Which tags a trigger or a webhook is about. */
export default {
  label: "触发条件",
  type: {
    all: "全部触发",
    tag: "指定版本号触发",
    regular: "正则触发",
  },
  of: "{{kind}}：{{what}}",
  separator: "、",
  tags: "版本号",
  tagsHint: "可填多个，也可填写尚不存在的版本号。",
  pattern: "版本号规则",
  patternHint:
    "正则表达式（如 ^v2.*）或通配规则：* 不含 /，** 含 /，? 为单个字符，{a,b} 为多选。与整个版本号匹配。",
  problem: {
    no_tag: "请填写至少一个版本号",
    tag: "不是有效的版本号",
    empty: "请填写规则",
    too_long: "过长",
    not_re2: "不是有效的 RE2 正则表达式",
    too_complex: "正则表达式过于复杂",
    bad_braces: "花括号不成对，或有嵌套",
  },
  understood: {
    regular: "按正则表达式理解，须与整个版本号匹配。",
    glob: "按通配规则理解（* ? {a,b}），须与整个版本号匹配。",
  },
  matches_one: "现有的 {{of, number}} 个最新版本中，有 {{count, number}} 个会触发：",
  matches_other: "现有的 {{of, number}} 个最新版本中，有 {{count, number}} 个会触发：",
  matchesNone_one: "现有的 {{count, number}} 个最新版本都不会触发。",
  matchesNone_other: "现有的 {{count, number}} 个最新版本都不会触发。",
  more_one: "另有 {{count, number}} 个",
  more_other: "另有 {{count, number}} 个",
} as const;
