// The server's answers. Every failure becomes one readable sentence.
import type { Added, Around, Coders, Columns, Compared, Decided, Incident, Person, Report, Role, Said, Session, SourceRow, Step, Text, Tree, Waiting } from "./types.ts";

export const KEY = "attest.token";

async function call<T>(path: string, options: RequestInit = {}): Promise<T> {
  const token = typeof sessionStorage === "undefined" ? null : sessionStorage.getItem(KEY);
  const headers = new Headers(options.headers);
  headers.set("accept", "application/json");
  if (token) headers.set("authorization", `Bearer ${token}`);
  let answer: Response;
  try {
    answer = await fetch(path, { ...options, headers });
  } catch {
    throw new Error("The program that serves this page does not answer; is `attest serve` still running?");
  }
  if (!answer.ok) {
    const body = await answer.json().catch(() => null) as { message?: string } | null;
    throw new Error(body?.message ?? `The server answered ${answer.status}.`);
  }
  return (answer.status === 204 ? null : await answer.json()) as T;
}

export const columns = (): Promise<Columns> => call("api/v1/columns");
export const incident = (id: string): Promise<Incident> => call(`api/v1/incidents/${encodeURIComponent(id)}`);
export const report = (id: string): Promise<Report> => call(`api/v1/documents/${encodeURIComponent(id)}`);
export const sources = (): Promise<SourceRow[]> => call("api/v1/sources");
export const session = (): Promise<Session> => call("api/v1/session");
export const leave = (): Promise<null> => call("api/v1/session", { method: "DELETE" });
export const queue = async (): Promise<Waiting[]> => (await call<{ items: Waiting[] }>("api/v1/queue")).items;
export const decide = (said: Said): Promise<Decided> =>
  call("api/v1/decisions", { method: "POST", body: JSON.stringify(said), headers: { "content-type": "application/json" } });
export const add = (file: File): Promise<Added> =>
  call(`api/v1/documents?${new URLSearchParams({ name: file.name })}`, { method: "POST", body: file, headers: { "content-type": "application/octet-stream" } });
const sent = (method: string, body: unknown): RequestInit => ({ method, body: JSON.stringify(body), headers: { "content-type": "application/json" } });
export const compare = (article: string, sources: string[]): Promise<Compared> =>
  call(`api/v1/compare?${new URLSearchParams([["article", article], ...sources.map((id) => ["source", id])])}`);
export const reports = (q: string): Promise<{ items: Text[]; all: number }> => call(`api/v1/documents?${new URLSearchParams(q ? { q } : {})}`);
export const tree = (id: string, at: number): Promise<Tree> => call(`api/v1/documents/${encodeURIComponent(id)}/tree?at=${at}`);
export const coders = (): Promise<Coders> => call("api/v1/agreement");
export const history = (id: string): Promise<Step[]> => call(`api/v1/incidents/${encodeURIComponent(id)}/history`);
export const around = (id: string): Promise<Around> => call(`api/v1/incidents/${encodeURIComponent(id)}/around`);
export const users = (): Promise<Person[]> => call("api/v1/users");
export const letIn = (name: string, role: Role): Promise<{ name: string; token: string }> => call("api/v1/users", sent("POST", { name, role }));
export const sendAway = (name: string): Promise<null> => call(`api/v1/users/${encodeURIComponent(name)}`, { method: "DELETE" });
export const protect = (document: string, source: string | null, on: boolean): Promise<null> => call("api/v1/protections", sent("POST", { document, source, protect: on }));

/** A file of the server's for the reader's disk. A plain link cannot carry a token, so where one is needed the page fetches it. */
export async function download(path: string, name: string): Promise<void> {
  const answer = await fetch(path, { headers: { authorization: `Bearer ${sessionStorage.getItem(KEY) ?? ""}` } });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
