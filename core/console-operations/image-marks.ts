/**
 * What images have set up beside their tags, shown as marks in a list. SWR has a list of each for one image at a time.
 */
import { z } from "zod";
import { IMAGE_MARKS_MAX } from "../limits.ts";
import { operation } from "../operations/define.ts";

const marksSchema = z.object({
  id: z.number().int(),
  retention: z.boolean(),
  /**
   * How many: triggers, its own webhooks, told to those who may set them, targets of synchronization, and shares in
   * force, told to those who may share the image.
   */
  triggers: z.number().int(),
  webhooks: z.number().int(),
  syncs: z.number().int(),
  shares: z.number().int(),
});

export type ImageMarks = z.infer<typeof marksSchema>;

export const imageMarkOperations = {
  /** Images the caller does not see, and those of other accounts, are left out. */
  ListImageMarks: operation({
    group: "Console",
    summary: "List what images have: a retention rule, triggers, webhooks, targets, shares",
    method: "GET",
    path: "/api/image-marks",
    query: z.object({
      /** Ids of images, with commas between them. */
      ids: z
        .string()
        .max(IMAGE_MARKS_MAX * 17)
        .regex(/^\d{1,16}(,\d{1,16})*$/)
        .refine((ids) => ids.split(",").length <= IMAGE_MARKS_MAX, `at most ${IMAGE_MARKS_MAX} images`),
    }),
    response: z.object({ images: z.array(marksSchema) }),
    success: 200,
    errors: [400, 401, 500],
  }),
};
