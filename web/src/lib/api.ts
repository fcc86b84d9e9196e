// The server's answers. Every failure becomes one readable sentence.
import type { Columns, Incident, Report } from "./types.ts";

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, { headers: { accept: "application/json" }, signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Error("The program that serves this page does not answer; is `attest serve` still running?");
  }
  if (!answer.ok) {
    const body = await answer.json().catch(() => null) as { message?: string } | null;
    throw new Error(body?.message ?? `The server answered ${answer.status}.`);
  }
  return await answer.json() as T;
}

export const columns = (signal?: AbortSignal): Promise<Columns> => get("api/v1/columns", signal);
export const incident = (id: string, signal?: AbortSignal): Promise<Incident> => get(`api/v1/incidents/${encodeURIComponent(id)}`, signal);
export const report = (id: string, signal?: AbortSignal): Promise<Report> => get(`api/v1/documents/${encodeURIComponent(id)}`, signal);
