/** The words of the OpenAPI document, by language. An operation's own summary, in the table, is in English. */
import type { Group } from "./operations/define.ts";
import type { OperationId } from "./operations.ts";

/** Tags of languages (BCP 47). The first is for who asks for none of them. */
export const OPENAPI_LANGUAGES = ["en-US", "zh-CN"] as const;

export type OpenApiLanguage = (typeof OPENAPI_LANGUAGES)[number];

export interface OpenApiTexts {
  title: string;
  description: string;
  token: string;
  signature: string;
  slashAsDollar: string;
  orderColumn: (columns: string) => string;
  done: string;
  answer: string;
  failures: Record<number, string>;
  heading: (group: Group) => string;
  summary: (id: OperationId, own: string) => string;
}

const SIGNATURE = "`SDK-HMAC-SHA256 Access={access key}, SignedHeaders={names}, Signature={hex}`";

const english: OpenApiTexts = {
  title: "SWR management API",
  description:
    "Organizations, images, tags and what belongs to them. Images are pushed and pulled through the registry API instead.",
  token: "A token of a project.",
  signature: `${SIGNATURE} with the header X-Sdk-Date.`,
  slashAsDollar: "A slash is written as a dollar sign.",
  orderColumn: (columns) => `One of ${columns}; sent together with order_type.`,
  done: "Done; the answer is empty.",
  answer: "The answer.",
  failures: {
    400: "The request is malformed, a quota is used up, or what a share, retention or synchronization call names does not exist.",
    401: "The token or the signature is missing or no longer valid.",
    403: "The caller lacks the right.",
    404: "What the path names does not exist.",
    406: "It still holds something.",
    409: "It exists already.",
    500: "The service failed.",
    501: "This service does not carry the operation yet.",
  },
  heading: (group) => group,
  summary: (_, own) => own,
};

const HEADINGS: Record<Group, string> = {
  Organizations: "组织管理",
  "Organization permissions": "组织权限管理",
  Repositories: "镜像仓库管理",
  "Repository permissions": "镜像权限管理",
  Tags: "镜像版本管理",
  "Account sharing (access domains)": "共享账号管理",
  "Share rules (newer, 2026)": "共享规则管理（2026 年新增）",
  "Image synchronization": "镜像同步管理",
  Triggers: "触发器管理",
  "Retention (aging) policies": "镜像老化规则管理",
  "Login commands": "登录指令",
  "Quota, statistics, features, agency": "配额、统计、特性与委托",
  "API versions": "API 版本",
  IAM: "统一身份认证（IAM）",
  Console: "控制台",
};

const SUMMARIES: Record<OperationId, string> = {
  CreateNamespace: "创建组织",
  ListNamespaces: "查询组织列表",
  ShowNamespace: "查询组织详情",
  DeleteNamespaces: "删除空的组织",
  CreateNamespaceAuth: "添加用户的组织权限",
  UpdateNamespaceAuth: "修改用户的组织权限",
  DeleteNamespaceAuth: "删除用户的组织权限",
  ShowNamespaceAuth: "查询谁有组织权限",
  CreateRepo: "创建没有版本的镜像",
  ListReposDetails: "查询镜像列表",
  ListRepoDetails: "查询镜像列表（v3）",
  ShowRepository: "查询镜像详情",
  UpdateRepo: "修改镜像属性",
  DeleteRepo: "删除镜像及其全部版本",
  ListSharedReposDetails: "查询共享镜像列表",
  ListSharedRepoDetails: "查询共享镜像列表（v3）",
  CreateUserRepositoryAuth: "添加用户的镜像权限",
  UpdateUserRepositoryAuth: "修改用户的镜像权限",
  DeleteUserRepositoryAuth: "删除用户的镜像权限",
  ShowUserRepositoryAuth: "查询谁有镜像权限",
  CreateRepoTag: "为镜像版本再起一个名称",
  ListRepositoryTags: "查询镜像版本列表",
  ListRepositoryTag: "查询镜像版本列表（v3）",
  ShowRepoTag: "查询镜像版本详情",
  ShowRepoTagConfig: "查询镜像版本的配置",
  DeleteRepoTag: "删除镜像版本",
  ListRepoAccessories: "查询镜像版本的附件",
  ListReferences: "查询签名所覆盖的镜像版本",
  CreateRepoDomains: "把镜像共享给一个账号",
  ListRepoDomains: "查询镜像共享给了哪些账号",
  ShowAccessDomain: "查询给某个账号的共享",
  UpdateRepoDomains: "修改给某个账号的共享",
  DeleteRepoDomains: "取消给某个账号的共享",
  CreateRepoShare: "把镜像共享给多个账号或组织",
  ListRepoShares: "查询镜像的共享规则列表",
  ShowRepoShare: "查询共享规则",
  UpdateRepoShare: "修改共享规则",
  DeleteRepoShare: "删除共享规则",
  CreateImageSyncRepo: "以后每次推送都同步到另一个区域",
  ListImageAutoSyncReposDetails: "查询镜像的自动同步规则列表",
  DeleteImageSyncRepo: "删除自动同步规则",
  CreateManualImageSyncRepo: "立即把镜像版本同步到另一个区域",
  ShowSyncJob: "查询镜像的同步任务",
  ListSyncRegions: "查询可以同步到的区域",
  CreateTrigger: "创建触发器",
  ListTriggersDetails: "查询镜像的触发器列表",
  ShowTrigger: "查询触发器及其历史",
  UpdateTrigger: "启用或停用触发器",
  DeleteTrigger: "删除触发器",
  CreateRetention: "创建镜像老化规则",
  ListRetentions: "查询镜像的老化规则列表",
  ListRetentionHistories: "查询因老化而删除的版本",
  ShowRetention: "查询镜像老化规则",
  UpdateRetention: "替换镜像老化规则",
  DeleteRetention: "删除镜像老化规则",
  CreateSecret: "生成临时登录指令",
  CreateAuthorizationToken: "生成增强型登录指令",
  ListQuotas: "查询配额及其用量",
  ShowDomainOverview: "查询账号的资源总览",
  ShowDomainResourceReports: "按天查询存储量或下载量",
  ShowShareFeatureGates: "查询哪些特性已开启",
  CheckAgency: "查询镜像服务能否代账号操作",
  CreateAgency: "允许镜像服务代账号操作",
  ListApiVersions: "查询 API 版本列表",
  ShowApiVersion: "查询 API 版本",
};

const chinese: OpenApiTexts = {
  title: "SWR 管理 API",
  description: "管理组织、镜像、镜像版本及其所属的一切。推送和拉取镜像则通过镜像仓库 API。",
  token: "项目的令牌。",
  signature: `${SIGNATURE}，并带请求头 X-Sdk-Date。`,
  slashAsDollar: "斜杠写作美元符号。",
  orderColumn: (columns) => `取值为 ${columns} 之一，须与 order_type 一同发送。`,
  done: "已完成，没有内容。",
  answer: "响应内容。",
  failures: {
    400: "请求格式有误，或配额已用完，或共享、老化、同步类操作所指的对象不存在。",
    401: "缺少令牌或签名，或它已失效。",
    403: "调用者没有权限。",
    404: "路径所指的对象不存在。",
    406: "其中还有内容。",
    409: "已存在。",
    500: "服务出错。",
    501: "本服务尚未提供这个操作。",
  },
  heading: (group) => HEADINGS[group],
  summary: (id) => SUMMARIES[id],
};

export const OPENAPI_TEXTS: Record<OpenApiLanguage, OpenApiTexts> = { "en-US": english, "zh-CN": chinese };
