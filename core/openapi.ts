/** The management API as an OpenAPI 3.1 document, derived from the table of operations. */
import { z } from "zod";
import { swrErrorBodySchema } from "./errors.ts";
import { OPENAPI_TEXTS, type OpenApiLanguage, type OpenApiTexts } from "./openapi-texts.ts";
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

/** Operations that stand outside these prefixes need no token. */
const WITH_TOKEN = /^\/v[23]\/manage\//;

interface DescribedService {
  /** Where clients reach the service, without a slash at the end. */
  serverUrl: string;
  /** Operations it answers; the others are described with their 501. */
  isCarried: (id: OperationId) => boolean;
  language: OpenApiLanguage;
}

export function openApiDocument(service: DescribedService) {
  const shapes = nameShapes();
  const texts = OPENAPI_TEXTS[service.language];
  return {
    openapi: "3.1.1",
    info: {
      title: texts.title,
      version: "2",
      description: texts.description,
    },
    servers: [{ url: service.serverUrl }],
    tags: [...new Set(Object.values(operations).map(({ group }) => texts.heading(group)))].map((name) => ({
      name,
    })),
    security: [{ token: [] }, { signature: [] }],
    paths: paths(shapes, service),
    components: {
      schemas: schemas(shapes),
      securitySchemes: {
        token: { type: "apiKey", in: "header", name: "X-Auth-Token", description: texts.token },
        signature: {
          type: "apiKey",
          in: "header",
          name: "Authorization",
          description: texts.signature,
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

function paths(shapes: Shapes, { isCarried, language }: DescribedService): Record<string, Json> {
  const texts = OPENAPI_TEXTS[language];
  const paths: Record<string, Json> = {};
  for (const [id, operation] of Object.entries<Operation>(operations) as [OperationId, Operation][]) {
    const description = describeOperation(id, operation, shapes, texts);
    if (!isCarried(id)) Object.assign(description.responses, { 501: { description: texts.failures[501] } });
    const described = { [operation.method.toLowerCase()]: description };
    paths[operation.path] = { ...paths[operation.path], ...described };
  }
  return paths;
}

function describeOperation(id: OperationId, operation: Operation, shapes: Shapes, texts: OpenApiTexts) {
  const { group, summary, path, params, query, body } = operation;
  return {
    operationId: id,
    tags: [texts.heading(group)],
    summary: texts.summary(id, summary),
    ...(WITH_TOKEN.test(path) ? {} : { security: [] }),
    parameters: [...parameters("path", params, texts), ...parameters("query", query, texts)],
    ...(isEmpty(body) ? {} : { requestBody: { required: true, content: content(body, shapes) } }),
    responses: {
      [operation.success]: success(operation, shapes, texts),
      ...failures(operation, shapes, texts),
    },
  };
}

function success({ response, responseHeaders }: Operation, shapes: Shapes, texts: OpenApiTexts): Json {
  const headers = responseHeaders.map((name) => [name, { schema: { type: "string" } }]);
  return {
    description: isEmpty(response) || response === emptyAnswer ? texts.done : texts.answer,
    ...(headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}),
    ...(isEmpty(response) ? {} : { content: content(response, shapes) }),
  };
}

/** The reference lists 403 for no call, but says that any may answer it. */
function failures({ path, errors }: Operation, shapes: Shapes, texts: OpenApiTexts): Json {
  const statuses = WITH_TOKEN.test(path) ? [...errors, 403] : errors;
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: texts.failures[status], content: content(swrErrorBodySchema, shapes) },
    ]),
  );
}

function content(schema: z.ZodType, shapes: Shapes): Json {
  return {
    "application/json": { schema: { $ref: `#/components/schemas/${shapes.get(schema)?.id}` } },
  };
}

interface ParameterSchema extends Json {
  examples?: string[];
}

function parameters(place: "path" | "query", schema: z.ZodObject, texts: OpenApiTexts): Json[] {
  // The schema of the value (a flag, a number), not of the text it travels as. An image's name has only the text's.
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io: place === "path" ? "input" : "output",
  });
  return Object.entries(properties as Record<string, ParameterSchema>).map(([name, value]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...describedBy(name, value, texts),
    schema: value,
  }));
}

function describedBy(name: string, { examples = [] }: ParameterSchema, texts: OpenApiTexts): Json {
  if (name === "repository") return { description: texts.slashAsDollar };
  return name === "order_column" ? { description: texts.orderColumn(examples.join(", ")) } : {};
}
