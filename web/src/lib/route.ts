// Where in the page the reader is, kept behind `#`: `#/?q=…`, `#/incident/ID`, `#/report/ID?claim=…`.
export type Route =
  | { view: "overview"; words: string }
  | { view: "incident"; id: string }
  | { view: "report"; id: string; claim: string | null }
  | { view: "review" }
  | { view: "sources" };

export function parse(hash: string): Route {
  const [path = "", words = ""] = hash.replace(/^#/, "").split("?", 2);
  const [, view, id] = path.split("/");
  const decoded = (() => { try { return decodeURIComponent(id ?? ""); } catch { return ""; } })();
  if (view === "incident" && decoded) return { view, id: decoded };
  if (view === "report" && decoded) return { view, id: decoded, claim: new URLSearchParams(words).get("claim") };
  if (view === "review" || view === "sources") return { view };
  return { view: "overview", words };
}

export const toIncident = (id: string): string => `#/incident/${encodeURIComponent(id)}`;
export const toReport = (id: string, claim?: string): string =>
  `#/report/${encodeURIComponent(id)}${claim ? `?claim=${encodeURIComponent(claim)}` : ""}`;
