// Where in the page the reader is, kept behind `#`: `#/?q=…`, `#/incident/ID`, `#/report/ID?claim=…`, `#/compare?article=ID&source=ID`.
export type Route =
  | { view: "overview"; words: string }
  | { view: "incident"; id: string }
  | { view: "report"; id: string; claim: string | null }
  | { view: "compare"; article: string; sources: string[] }
  | { view: "review" }
  | { view: "coders" }
  | { view: "users" }
  | { view: "sources" };

export function parse(hash: string): Route {
  const [path = "", words = ""] = hash.replace(/^#/, "").split("?", 2);
  const [, view, id] = path.split("/");
  const decoded = (() => { try { return decodeURIComponent(id ?? ""); } catch { return ""; } })();
  if (view === "incident" && decoded) return { view, id: decoded };
  if (view === "report" && decoded) return { view, id: decoded, claim: new URLSearchParams(words).get("claim") };
  if (view === "compare") { const parts = new URLSearchParams(words); return { view, article: parts.get("article") ?? "", sources: parts.getAll("source") }; }
  if (view === "review" || view === "sources" || view === "coders" || view === "users") return { view };
  return { view: "overview", words };
}

export const toIncident = (id: string): string => `#/incident/${encodeURIComponent(id)}`;
export const toReport = (id: string, claim?: string): string =>
  `#/report/${encodeURIComponent(id)}${claim ? `?claim=${encodeURIComponent(claim)}` : ""}`;
export const toCompare = (article: string, sources: string[]): string =>
  `#/compare?${new URLSearchParams([["article", article], ...sources.map((id) => ["source", id])])}`;
