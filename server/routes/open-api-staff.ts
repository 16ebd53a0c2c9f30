import { STAFF_ROUTES } from "./staff-table.ts";
import { TIP_ROUTES } from "./tip-table.ts";

type Answers = (status: string, description: string) => object;

/** The staff's own resources for the description of the API: signing in, and every row of the table. */
export function staffPaths(answers: Answers): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {
    "/api/v1/staff/session": {
      post: {
        summary: "First step of signing in: account, password",
        responses: answers("200", "The cookie is good for the second step"),
      },
      delete: { summary: "Sign out", responses: answers("200", "Signed out") },
    },
    "/api/v1/staff/session/code": {
      post: {
        summary: "Second step: code of the authenticator, or a recovery code",
        responses: answers("200", "Signed in"),
      },
    },
    "/api/v1/staff/session/passkey/options": {
      post: {
        summary: "What a browser needs to use a passkey as the second step",
        responses: answers("200", "Options of WebAuthn"),
      },
    },
    "/api/v1/staff/session/passkey": {
      post: {
        summary: "Second step with a passkey: response of the browser",
        responses: answers("200", "Signed in"),
      },
    },
    "/api/v1/staff/accounts": {
      post: {
        summary: "Open an account with an invitation: code, password, repeated, oneTimeCode",
        responses: answers("200", "Recovery codes, shown once"),
      },
    },
  };
  for (const { method, path, summary } of [...STAFF_ROUTES, ...TIP_ROUTES]) {
    const address = `/api/v1/staff${path.replace(/:(\w+)/g, "{$1}")}`;
    const parameters = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
    const operation = { summary, parameters, security: [{ staff: [] }] };
    paths[address] = {
      ...paths[address],
      [method]: { ...operation, responses: answers("200", "Done") },
    };
  }
  return paths;
}
