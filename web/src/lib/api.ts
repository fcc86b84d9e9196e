// The server's answers. Every failure becomes one readable sentence.
import type { Added, Columns, Decided, Incident, Report, Said, Session, SourceRow, Waiting } from "./types.ts";

const KEY = "attest.token";

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
