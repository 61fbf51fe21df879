export default {
  title: "登录指令",
  intro: "在要推送或拉取镜像的机器上运行，登录这个镜像仓库。",
  key: "登录密钥",
  copyCommand: "复制登录指令",
  copyKey: "复制登录密钥",
  plain: { tab: "一行指令", note: "密钥会留在 shell 历史里。不希望这样，请用另一种方式。" },
  prompting: {
    tab: "密钥不留历史",
    run: "运行指令（bash 或 zsh），它会静静等待密钥：",
    paste: "粘贴密钥并按回车：",
  },
  validUntil: "有效期至 {{time}}",
  left: "剩余 {{left}}",
  expired: "已于 {{time}} 过期",
  renew: "生成新的指令",
  earlier: "之前生成的指令在各自的有效期内仍然可用。",
} as const;
