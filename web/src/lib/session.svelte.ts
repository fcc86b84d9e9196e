// Who sits here. The link that the program printed brings a token; it is taken out of the address at once, so that a copied address
// gives nothing away, and lives as long as this tab.
import { leave, session as ask } from "./api.ts";
import type { Session } from "./types.ts";

const KEY = "attest.token";
export const session = $state<Session>({ by: null, writable: false, takes_reports: false });

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

/** Gives the token back: nobody can use it any longer. */
export async function forget(): Promise<void> {
  await leave();
  sessionStorage.removeItem(KEY);
  await know();
}
