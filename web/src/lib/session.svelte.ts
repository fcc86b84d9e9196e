// Who sits here. The link that the program printed brings a token; it is taken out of the address at once, so that a copied address
// gives nothing away, and lives as long as this tab.
import { KEY, leave, session as ask } from "./api.ts";
import type { Role, Session } from "./types.ts";

export const session = $state<Session>({ by: null, writable: false, takes_reports: false, role: null, closed: false, notice: null, tiles: false });

/** The token of this tab. */
export const token = (): string => sessionStorage.getItem(KEY) ?? "";

/** Takes a token out of the address, where it has one. */
export function take(): void {
  const [path = "", words = ""] = location.hash.split("?", 2);
  const parts = new URLSearchParams(words);
  const found = parts.get("token");
  if (!found) return;
  sessionStorage.setItem(KEY, found);
  parts.delete("token");
  history.replaceState(null, "", `${path}${parts.size ? `?${parts}` : ""}`);
}

/** Asks the server who this is. */
export async function know(): Promise<void> { Object.assign(session, await ask()); }

/** Whether whoever sits here may do what `role` may. */
export const may = (role: Role): boolean => session.role !== null && ORDER.indexOf(session.role) >= ORDER.indexOf(role);
const ORDER: Role[] = ["reader", "coder", "reviewer", "owner"];

/** Takes a token from a link or a bare one that somebody pasted. */
export async function enter(words: string): Promise<boolean> {
  const found = /(?:token=|^)([0-9a-f]{48})$/.exec(words.trim())?.[1];
  if (!found) return false;
  sessionStorage.setItem(KEY, found);
  await know();
  if (session.by === null) sessionStorage.removeItem(KEY);
  return session.by !== null;
}

/** Ends it for this tab. A link that was made for one run of the program is given back: nobody can use it any longer; a user's stays theirs. */
export async function forget(): Promise<void> {
  if (!session.closed) await leave();
  sessionStorage.removeItem(KEY);
  await know();
}
