/** Regions, from the wire to the service and back. */
import type { Handlers } from "../operations.ts";
import { addRegion, deleteRegion, listRegions, requireManager, requireRegion } from "./service.ts";
import { testRegion } from "./test-region.ts";

export const regionHandlers = {
  async ListRegions(context) {
    return { value: { regions: await listRegions(context) } };
  },
  async AddRegion(context, { body }) {
    const region = await addRegion(context, body);
    const test = await testRegion(context, await requireRegion(context, region.id));
    return { value: { region, test } };
  },
  async TestRegion(context, { params }) {
    requireManager(context);
    return { value: await testRegion(context, await requireRegion(context, params.region_id)) };
  },
  async DeleteRegion(context, { params }) {
    await deleteRegion(context, params.region_id);
    return { value: undefined };
  },
} satisfies Handlers;
