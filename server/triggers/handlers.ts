/** Triggers, from the wire to the service and back. */
import { requireCluster } from "../clusters/service.ts";
import { repositoryOf } from "../firings/firing.ts";
import { findOwnImage } from "../images/find-image.ts";
import { readPage } from "../list-query.ts";
import type { Handlers } from "../operations.ts";
import { listFirings, retryFiring, rollBackFiring } from "./history.ts";
import { listAllTriggers, listImageTriggers } from "./ledger.ts";
import { presentTrigger } from "./present.ts";
import {
  changeTrigger,
  createTrigger,
  deleteTrigger,
  enableTrigger,
  findTrigger,
  listTriggers,
} from "./service.ts";
import { listNamespaces, listWorkloads } from "./targets.ts";

/** Entries of the history that the API shows with a trigger. */
const HISTORY = { offset: 0, limit: 100 };

export const triggerHandlers = {
  async CreateTrigger(context, { params, body }) {
    const { image } = await findOwnImage(context, params.namespace, params.repository, "setTriggers");
    await createTrigger(context, image.id, body);
    return { value: {} };
  },
  async ListTriggersDetails(context, { params }) {
    const { image } = await findOwnImage(context, params.namespace, params.repository, "view");
    return { value: (await listTriggers(context, image.id)).map((trigger) => presentTrigger(trigger)) };
  },
  async ShowTrigger(context, { params }) {
    const found = await findOwnImage(context, params.namespace, params.repository, "view");
    const trigger = await findTrigger(context, found.image.id, params.trigger);
    const { firings } = await listFirings(context, found, trigger, HISTORY);
    return { value: presentTrigger(trigger, firings) };
  },
  async UpdateTrigger(context, { params, body }) {
    const { image } = await findOwnImage(context, params.namespace, params.repository, "setTriggers");
    await enableTrigger(context, image.id, params.trigger, body.enable === "true");
    return { value: {} };
  },
  async DeleteTrigger(context, { params }) {
    const { image } = await findOwnImage(context, params.namespace, params.repository, "setTriggers");
    await deleteTrigger(context, image.id, params.trigger);
    return { value: undefined };
  },
  async ListImageTriggers(context, { params }) {
    const { image } = await findOwnImage(context, params.namespace, params.repository, "view");
    return { value: { triggers: await listImageTriggers(context, image.id) } };
  },
  async ListTriggers(context, { query }) {
    return { value: await listAllTriggers(context, query) };
  },
  async ChangeTrigger(context, { params, body }) {
    const { image } = await findOwnImage(context, params.namespace, params.repository, "setTriggers");
    await changeTrigger(context, image.id, params.trigger, body);
    return { value: undefined };
  },
  async ListTriggerFirings(context, { params, query }) {
    const found = await findOwnImage(context, params.namespace, params.repository, "view");
    const trigger = await findTrigger(context, found.image.id, params.trigger);
    return { value: await listFirings(context, found, trigger, readPage(query)) };
  },
  async RetryFiring(context, { params }) {
    const { image } = await findOwnImage(context, params.namespace, params.repository, "setTriggers");
    const trigger = await findTrigger(context, image.id, params.trigger);
    return { value: { id: await retryFiring(context, trigger, params.firing_id) } };
  },
  async RollBackFiring(context, { params }) {
    const found = await findOwnImage(context, params.namespace, params.repository, "setTriggers");
    const trigger = await findTrigger(context, found.image.id, params.trigger);
    return { value: { id: await rollBackFiring(context, found, trigger, params.firing_id) } };
  },
  async ListClusterNamespaces(context, { params }) {
    await findOwnImage(context, params.namespace, params.repository, "setTriggers");
    return { value: await listNamespaces(context, await requireCluster(context, params.cluster_id)) };
  },
  async ListClusterWorkloads(context, { params, query }) {
    const found = await findOwnImage(context, params.namespace, params.repository, "setTriggers");
    const cluster = await requireCluster(context, params.cluster_id);
    const repository = repositoryOf(context, {
      organization: found.organization.name,
      image: found.image.name,
    });
    return { value: await listWorkloads(context, cluster, query.cluster_ns, repository) };
  },
} satisfies Handlers;
