// The output formats that the page reads: attest.incident/1 and attest.coding/1 (schema/). Only what is shown is named.

export interface Quote { start: number; end: number; text: string }

export type Stance = "asserts" | "confirms" | "claims" | "denies" | "doubts" | "withholds";

export interface Figure {
  harm: string; side: string; group: string | null; who: Quote | null; nation: string | null;
  min: number | null; max: number | null; exactness: string; total: boolean; quote: Quote;
}

export interface Source {
  id: string; name: string; kind: string; actor: string | null; party: boolean | null; anonymous: boolean; mentions: Quote[];
}

export interface Claim {
  id: string; document: string; reported: string | null; incident: string | null; predicate: string; quote: Quote; sentence: Quote;
  zone: string | null; voice: { mode: string; chain: Source[]; quote: Quote | null; cue: Quote | null };
  citation: { markers: string[]; attachment: string }; stance: Stance; certainty: string; figure: Figure | null; actor: string | null;
  rule: string; origin: string; rejected?: boolean; pin: string;
}

export interface Place {
  id: string; name: string; kind: string; country: string | null; admin1: string | null; admin2: string | null;
  lat: number | null; lon: number | null; radius_km: number | null; precision: { ged: number | null; acled: number | null };
  basis: string; candidates: { name: string; country: string | null; lat: number; lon: number; score: number; why: string }[];
}

export interface When {
  earliest: string | null; latest: string | null; precision: string; basis: string; quote: Quote | null; anchor: Quote | null;
  document?: string | null;
}

export interface Assessment {
  rule: string; harm: string; low: number | null; best: number | null; high: number | null; by: string[]; why: string;
}

export interface Member {
  document: string; name: string; incident: string; primary: boolean; label: string; publisher: string | null;
  published: string | null; kind: string; url?: string | null; wire: string | null;
}

export interface Actor { actor: string; role: string; name: string; kind: string; country: string | null; named: boolean; quote: Quote | null; document: string }

export interface Incident {
  id: string; label: string; members: Member[]; reality: string; when: When;
  where: { place: Place; quote: Quote | null; document: string | null } | null;
  actors: Actor[];
  targets: { kind: string; quote: Quote | null; effect: string | null }[];
  weapons: { kind: string; quote: Quote | null; named: boolean }[];
  types: { acled: { event_type: string; sub_event_type: string; why: string } | null; ged: { type_of_violence: number } | null;
    gtd: { attacktype: string[] } | null };
  claims: Claim[];
  origins: { id: string; name: string; kind: string; party: boolean; independent: boolean; documents: string[]; claims: string[]; why: string }[];
  assessments: Assessment[];
  corroboration: { status: string; independent_sources: number; why: string };
  relations: { type: string; claims: string[]; on: string; why: string }[];
  tensions: { kind: string; claims: string[]; why: string }[];
  candidates: { incident: string; label: string; join: { score: number; evidence: Evidence[] } }[];
  joins: { between: [string, string]; score: number; evidence: Evidence[] }[];
  links: { kind: string; incident: string; why: string; quote: Quote | null }[];
  campaign: string | null; campaigns: { id: string; label: string; quotes: Quote[]; document: string | null }[];
  decisions: string[];
}

/** An incident in a list. */
export interface Listed { id: string; label: string; earliest: string | null; latest: string | null; place: string | null }

/** The incidents that point at one. */
export interface Around { parts: Listed[]; campaign: Listed[]; answers: Listed[]; followed: Listed[] }

export interface Evidence { feature: string; weight: number; why: string; quotes: [Quote | null, Quote | null] }

export interface Zone { kind: string; name: string | null; start: number; end: number }

/** A report: its text and what was read in it. Offsets count UTF-8 bytes. */
export interface Report {
  text: string; protected: boolean;
  document: { id: string; name: string; title: string | null; kind: string; language: string; publisher: string | null; published: string | null; zones: Zone[] };
  claims: { id: string; incident: string | null; predicate: string; quote: Quote; stance: Stance; figure: Figure | null; rule: string;
    voice: { chain: string[]; cue: Quote | null; quote: Quote | null } }[];
  sources: Source[];
  incidents: { id: string; label: string; role: string }[];
}

/** All incidents in columns, one entry each: what the overview filters without asking the server again. */
export interface Columns {
  version: string;
  id: string[]; label: string[];
  place: (string | null)[]; lat: (number | null)[]; lon: (number | null)[]; radius: (number | null)[]; precision: (number | null)[];
  /** Days since 1970-01-01. */
  earliest: (number | null)[]; latest: (number | null)[];
  killed_low: (number | null)[]; killed_high: (number | null)[];
  reports: number[];
  facets: Record<string, Facet>;
}

/** Who asks, and what they may do. */
export interface Session {
  by: string | null; writable: boolean; takes_reports: boolean; role: Role | null;
  /** Every question needs a token. */
  closed: boolean;
  /** What is said before anything is shown. */
  notice: string | null;
  /** There is a map of the user's own. */
  tiles: boolean;
}

export type Role = "reader" | "coder" | "reviewer" | "owner";

export interface Person { name: string; role: Role; since: string }

/** The words of one side of a comparison. */
export interface Side { document: string; claim: string; voice: string; quote: Quote; sentence: Quote }

export interface Difference { kind: string; why: string; sides: Side[] }

export interface Text { id: string; name: string; title: string | null; publisher: string | null; published: string | null; kind: string }

/** An article held against its sources. */
export interface Compared { article: Text; sources: Text[]; changes: Difference[]; relations: Difference[]; both: { article: Side; source: Side }[] }

/** A sentence as its grammar was read. */
export interface Tree { start: number; end: number; tokens: { text: string; lemma: string; tag: string; dep: string; head: number; kind: string }[] }

export interface Coders {
  reviewers: string[];
  pairs: { reviewers: [string, string]; both: { words: string[]; first: [string, string]; second: [string, string] }[]; only_first: number; only_second: number; agreed: number; kappa: number | null; alpha: number | null }[];
}

/** Something that happened to an incident in the archive. */
export interface Step { number: number; at: string; by: string; what: string; about: string[]; value: string | null; why: string | null; holds: boolean }

/** A speaker over all reports. */
export interface SourceRow { name: string; kind: string; party: boolean; anonymous: boolean; documents: number; claims: number }

export type Verdict = "same" | "different" | "unsure" | "accept" | "reject" | "correct" | "sign_off" | "retract";

/** A decision as it is sent. */
export interface Said { verdict: Verdict; subjects?: string[]; about?: string; field?: string; value?: unknown; why?: string }

/** What became of it: its id, the incidents concerned, and why it changes nothing, where it does not. */
export interface Decided { id: string; incidents: string[]; unfit: string | null }

export interface Decision {
  id: string; reviewer: string; at: string; verdict: Verdict; subjects: { words: string; incident: boolean }[];
  correction?: { field: string; value: unknown }; reason?: string;
}

/** What waits for a decision. */
export type Waiting =
  | { kind: "pair"; ids: [string, string]; labels: [string, string]; join: { between: [string, string]; score: number; evidence: Evidence[] } }
  | { kind: "sign"; decision: Decision; incident: string | null }
  | { kind: "incident"; id: string; label: string; tensions: number };

export interface Added { id: string; what: "new" | "known" | "revision" | "namesake"; incidents: string[] }

/** A facet: its values, and for each row the number of its only value, a list of several, or nothing. */
export interface Facet { values: string[]; of: (number | number[] | null)[] }
