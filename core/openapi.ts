/** The management API as an OpenAPI 3.1 document, derived from the table of operations. */
import { z } from "zod";
import { swrErrorBodySchema } from "./errors.ts";
import { accessSchema, grantSchema, grantsBody, revokedUsersBody } from "./operations/access.ts";
import { emptyAnswer, type Operation } from "./operations/define.ts";
import { imageSchema, ownListedImageSchema, v3ImagePageSchema } from "./operations/images.ts";
import { dockerAuthsSchema } from "./operations/login.ts";
import { organizationAccessSchema } from "./operations/organization-access.ts";
import { listedOrganizationSchema, organizationSchema } from "./operations/organizations.ts";
import { retentionBody, retentionRuleSchema, retentionSchema } from "./operations/retention.ts";
import { accessDomainSchema, shareRuleSchema } from "./operations/shares.ts";
import { listedTagSchema, tagSchema } from "./operations/tags.ts";
import { triggerSchema } from "./operations/triggers.ts";
import { type OperationId, operations } from "./operations.ts";

type Json = Record<string, unknown>;

/** Shapes with a name of their own; every other body is named after its operation. */
const NAMED_SHAPES = {
  Organization: organizationSchema,
  ListedOrganization: listedOrganizationSchema,
  Grant: grantSchema,
  Grants: grantsBody,
  RevokedUsers: revokedUsersBody,
  OrganizationAccess: organizationAccessSchema,
  ImageAccess: accessSchema,
  Image: imageSchema,
  OwnListedImage: ownListedImageSchema,
  ImagePage: v3ImagePageSchema,
  Tag: tagSchema,
  ListedTag: listedTagSchema,
  AccessDomain: accessDomainSchema,
  ShareRule: shareRuleSchema,
  Trigger: triggerSchema,
  RetentionPolicy: retentionSchema,
  RetentionPolicyBody: retentionBody,
  RetentionRule: retentionRuleSchema,
  DockerAuths: dockerAuthsSchema,
  Nothing: emptyAnswer,
  Error: swrErrorBodySchema,
};

const FAILURES: Record<number, string> = {
  400: "The request is malformed, a quota is used up, or what a share, retention or synchronization call names does not exist.",
  401: "The token or the signature is missing or no longer valid.",
  403: "The caller lacks the right.",
  404: "What the path names does not exist.",
  406: "It still holds something.",
  409: "It exists already.",
  500: "The service failed.",
};

const NOT_CARRIED = { 501: { description: "This service does not carry the operation yet." } };

/** Operations that stand outside these prefixes need no token. */
const WITH_TOKEN = /^\/v[23]\/manage\//;

interface DescribedService {
  /** Where clients reach the service, without a slash at the end. */
  serverUrl: string;
  /** Operations it answers; the others are described with their 501. */
  isCarried: (id: OperationId) => boolean;
}

export function openApiDocument({ serverUrl, isCarried }: DescribedService) {
  const shapes = nameShapes();
  return {
    openapi: "3.1.1",
    info: {
      title: "SWR management API",
      version: "2",
      description:
        "Organizations, images, tags and what belongs to them. Images are pushed and pulled through the registry API instead.",
    },
    servers: [{ url: serverUrl }],
    tags: [...new Set(Object.values(operations).map(({ group }) => group))].map((name) => ({ name })),
    security: [{ token: [] }, { signature: [] }],
    paths: paths(shapes, isCarried),
    components: {
      schemas: schemas(shapes),
      securitySchemes: {
        token: { type: "apiKey", in: "header", name: "X-Auth-Token", description: "A token of a project." },
        signature: {
          type: "apiKey",
          in: "header",
          name: "Authorization",
          description:
            "`SDK-HMAC-SHA256 Access={access key}, SignedHeaders={names}, Signature={hex}` with the header X-Sdk-Date.",
        },
      },
    },
  };
}

type Shapes = z.core.$ZodRegistry<{ id: string }>;

function nameShapes(): Shapes {
  const shapes: Shapes = z.registry();
  const add = (schema: z.ZodType, id: string) => {
    if (!isEmpty(schema) && !shapes.has(schema)) shapes.add(schema, { id });
  };
  for (const [name, schema] of Object.entries(NAMED_SHAPES)) add(schema, name);
  for (const [id, { body, response }] of Object.entries<Operation>(operations)) {
    add(body, `${id}Request`);
    add(response, `${id}Response`);
  }
  return shapes;
}

function isEmpty(schema: z.ZodType): boolean {
  return schema instanceof z.ZodUndefined;
}

/** Schemas of the wire: of a body as it is sent, before anything is converted. */
function schemas(shapes: Shapes): Json {
  const { schemas } = z.toJSONSchema(shapes, { io: "input", uri: (id) => `#/components/schemas/${id}` });
  // `$id` must not be a fragment, and the document has its `$schema` already.
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id, $schema, ...schema }]) => [id, schema]));
}

function paths(shapes: Shapes, isCarried: DescribedService["isCarried"]): Record<string, Json> {
  const paths: Record<string, Json> = {};
  for (const [id, operation] of Object.entries<Operation>(operations)) {
    const description = describeOperation(id, operation, shapes);
    if (!isCarried(id as OperationId)) Object.assign(description.responses, NOT_CARRIED);
    const described = { [operation.method.toLowerCase()]: description };
    paths[operation.path] = { ...paths[operation.path], ...described };
  }
  return paths;
}

function describeOperation(operationId: string, operation: Operation, shapes: Shapes) {
  const { group, summary, path, body } = operation;
  return {
    operationId,
    tags: [group],
    summary,
    ...(WITH_TOKEN.test(path) ? {} : { security: [] }),
    parameters: [...parameters("path", operation.params), ...parameters("query", operation.query)],
    ...(isEmpty(body) ? {} : { requestBody: { required: true, content: content(body, shapes) } }),
    responses: { [operation.success]: success(operation, shapes), ...failures(operation, shapes) },
  };
}

function success({ response, responseHeaders }: Operation, shapes: Shapes): Json {
  const headers = responseHeaders.map((name) => [name, { schema: { type: "string" } }]);
  return {
    description: isEmpty(response) || response === emptyAnswer ? "Done; the answer is empty." : "The answer.",
    ...(headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}),
    ...(isEmpty(response) ? {} : { content: content(response, shapes) }),
  };
}

/** The reference lists 403 for no call, but says that any may answer it. */
function failures({ path, errors }: Operation, shapes: Shapes): Json {
  const statuses = WITH_TOKEN.test(path) ? [...errors, 403] : errors;
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: FAILURES[status], content: content(swrErrorBodySchema, shapes) },
    ]),
  );
}

function content(schema: z.ZodType, shapes: Shapes): Json {
  return {
    "application/json": { schema: { $ref: `#/components/schemas/${shapes.get(schema)?.id}` } },
  };
}

const SLASH_AS_DOLLAR = "A slash is written as a dollar sign.";

function parameters(place: "path" | "query", schema: z.ZodObject): Json[] {
  // The schema of the value (a flag, a number), not of the text it travels as. An image's name has only the text's.
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io: place === "path" ? "input" : "output",
  });
  return Object.entries(properties as Record<string, Json>).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...describedBy(name === "repository" ? SLASH_AS_DOLLAR : description),
    schema: rest,
  }));
}

function describedBy(description: unknown): Json {
  return description === undefined ? {} : { description };
}
