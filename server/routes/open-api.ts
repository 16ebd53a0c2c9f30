import { Hono } from "hono";
import { z } from "zod";
import { SESSION_COOKIE } from "#domain/staff-cookie.ts";
import { tipIdentity, tipMessage, tipReexamination, tipSatisfaction } from "#domain/tip.ts";
import { figuresQuestion } from "#server/services/list-figures.ts";
import { routingQuestion } from "#server/services/route-tip.ts";
import { tipSubmission } from "#server/services/submit-tip.ts";
import { staffPaths } from "./open-api-staff.ts";

/** The API in its own words, drawn from the schemas that check it. */
export function openApiRoutes(): Hono {
  const routes = new Hono();
  routes.get("/openapi.json", (c) => c.json(openApi()));
  return routes;
}

function openApi() {
  const refused = {
    description: "What is wrong, field by field (RFC 9457)",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
  const answers = (status: string, description: string) => ({
    [status]: { description, content: { "application/json": {} } },
    "4XX": refused,
  });
  const receipt = [{ receipt: [] }];
  return {
    openapi: "3.1.0",
    info: { title: "Exit register: tips", version: "1" },
    paths: {
      "/api/v1/challenge": {
        get: { summary: "A proof of work and a question", responses: answers("200", "Challenge") },
      },
      "/api/v1/routing": {
        get: {
          summary: "Who would get a tip, and why",
          parameters: queryParameters(routingQuestion),
          responses: answers("200", "Desks, rule, and whether the circle is open"),
        },
      },
      "/api/v1/statistics": {
        get: {
          summary: "Published figures of tips, by place and month, with how each is counted",
          parameters: queryParameters(figuresQuestion),
          responses: answers(
            "200",
            "Months; null where a number is small or would tell a small one",
          ),
        },
      },
      "/api/v1/tips": {
        post: {
          summary: "File a tip",
          parameters: [
            {
              name: "Idempotency-Key",
              in: "header",
              required: true,
              description: "Random; the same for every repeat of one filing",
              schema: { type: "string", pattern: "^[\\w-]{16,128}$" },
            },
          ],
          requestBody: jsonBody(tipSubmission),
          responses: answers("201", "Reference, receipt code, desks, signature"),
        },
      },
      "/api/v1/tips/current": {
        get: {
          summary: "The tip of a receipt",
          security: receipt,
          responses: answers("200", "Status, steps, desks, messages"),
        },
      },
      "/api/v1/tips/current/receipt": {
        get: {
          summary:
            "Proof that the tip was received; checked with /.well-known/tip-receipt-keys.json",
          security: receipt,
          responses: answers("200", "Statement, its Ed25519 signature, and what it stands for"),
        },
      },
      "/api/v1/tips/current/messages": {
        post: {
          summary: "Write to the desk",
          security: receipt,
          requestBody: jsonBody(tipMessage),
          responses: answers("201", "Kept"),
        },
      },
      "/api/v1/tips/current/attachments": {
        post: {
          summary: "Add a file as evidence; told by its content, sealed while it comes",
          security: receipt,
          requestBody: {
            required: true,
            content: { "application/octet-stream": {}, "multipart/form-data": {} },
          },
          responses: answers(
            "201",
            "SHA-256 of the original, what its metadata reveals, and a signed acknowledgement",
          ),
        },
      },
      "/api/v1/tips/current/identity": {
        post: {
          summary: "Give a name to a tip filed without one; starts the clocks of named tips",
          security: receipt,
          requestBody: jsonBody(tipIdentity),
          responses: answers("201", "Sealed to the desk in charge; 409 names what is lawful"),
        },
      },
      "/api/v1/tips/current/satisfaction": {
        post: {
          summary: "Say whether one is content with how a closed tip was dealt with",
          security: receipt,
          requestBody: jsonBody(tipSatisfaction),
          responses: answers("201", "Kept, in the clear; 409 names what is lawful"),
        },
      },
      "/api/v1/tips/current/reexamination": {
        post: {
          summary: "Have a closed or declined tip examined again, once",
          security: receipt,
          requestBody: jsonBody(tipReexamination),
          responses: answers("201", "Opened again; 409 names what is lawful"),
        },
      },
      ...staffPaths(answers),
    },
    components: {
      securitySchemes: {
        staff: {
          type: "apiKey",
          in: "cookie",
          name: SESSION_COOKIE,
          description:
            "Set by signing in with two steps; only to our own origin. By https its name is `__Host-staff`",
        },
        receipt: {
          type: "apiKey",
          in: "header",
          name: "Authorization",
          description: "`Receipt XXXX-XXXX-XXXX-XXXX-XXXX`",
        },
      },
      schemas: { Problem: PROBLEM },
    },
  };
}

const PROBLEM = {
  type: "object",
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    errors: {
      type: "array",
      items: {
        type: "object",
        properties: { field: { type: "string" }, message: { type: "string" } },
      },
    },
  },
} as const;

function jsonBody(schema: z.ZodType) {
  const jsonSchema = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return { required: true, content: { "application/json": { schema: jsonSchema } } };
}

function queryParameters(schema: z.ZodObject) {
  return Object.entries(schema.shape).map(([name, value]) => ({
    name,
    in: "query",
    required: !value.safeParse(undefined).success,
    schema: { type: value instanceof z.ZodDefault ? "array" : "string" },
  }));
}
