/** What creates a trigger. */
export const trigger = (more: object = {}) => ({
  name: "deploy",
  action: "update",
  app_type: "deployments",
  application: "web",
  cluster_id: "prod",
  cluster_ns: "team-a",
  trigger_type: "all",
  condition: ".*",
  enable: "true",
  ...more,
});
