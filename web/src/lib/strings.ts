// Every word that the page says, in one place. Codes of the output format are spelt out here and nowhere else.

export const strings = {
  app: "Attest",
  overview: "Incidents", sources: "Sources", review: "Review", report: "Report", back: "Back to all incidents",
  search: "Search labels", noMatch: "No incident matches. Take a filter away.", loading: "Reading the archive…",
  failed: "The archive could not be read", retry: "Try again",
  count: (shown: number, all: number) => shown === all ? `${number(all)} incidents` : `${number(shown)} of ${number(all)} incidents`,
  killed: (figure: string) => `${figure} killed`, reports: (n: number) => `${number(n)} report${n === 1 ? "" : "s"}`,
  since: (day: string) => `since ${day}`, until: (day: string) => `until ${day}`,
  clear: "Clear filters", map: "Map", mapHelp: "Drag to move, scroll to zoom. A dot is a town, a ring an area, a hatched circle a region known no better.",
  timeline: "When", timelineHelp: "Drag over the bars to choose a time.", facets: "Filters",
  when: "When", where: "Where", who: "Who", how: "How", types: "Types", status: "Status",
  tolls: "Who says how many", claims: "Claims", tensions: "What to stumble over", relations: "How the claims stand to each other",
  members: "Reports of it", rules: "By rule", candidates: "May be the same", why: "why", words: "words", voice: "who says so", stance: "stance",
  notReported: "not reported", party: "a party", independent: "independent", narrator: "the report itself", anonymous: "unnamed",
  noFigure: "No voice gives a number.", silence: "silence is never zero", unknownDate: "date not known", unknownPlace: "place not known",
  textFirst: "These records tell of violence. There are words and no pictures.",
  licences: "Licences",
  attribution: "Places: GeoNames (CC BY 4.0). Borders: Natural Earth.",
  exports: "Export these", exportNote: "Names of private persons and unnamed sources are withheld. Places: GeoNames (CC BY 4.0).",
  formats: { acled: "Like ACLED (CSV)", ged: "Like UCDP GED (CSV)", gtd: "Like GTD (CSV)", claims: "Every claim (CSV)", hxl: "With HXL tags (CSV)", geojson: "Map (GeoJSON)", timemap: "TimeMap (JSON)" } as Record<string, string>,
  addReports: "Add reports", dropHere: "Drop reports here to add them", adding: "reading…",
  added: { new: "added", known: "is there already", revision: "added as a later text of its page", namesake: "added; another report has the same name" } as Record<string, string>,
  close: "Close", decideAs: (name: string) => `You decide as ${name}`, readAs: (name: string) => `You read as ${name}`, readerOnly: "You can only read here. An owner of this archive can make you a coder.", readOnly: "You can only read here. Start `attest serve --by NAME` and open the link that it prints, to decide and to add reports.",
  signOut: "Give the link back",
  moreClaims: (n: number) => `${number(n)} claims without a figure`, protectedText: "Something in this report is protected; its text is not shown. `attest serve --reveal` shows it.",
  sourceName: "Source", sourceKind: "Kind", sourceParty: "Stands where", sourceReports: "Reports", sourceClaims: "Claims", sourceFind: "Find a source", unnamed: "unnamed",
  nothingWaits: "Nothing waits for you.", waits: (n: number) => `${number(n)} wait`, pair: "One incident or two?", sign: "Do you agree?", look: "Is this right?",
  speaksFor: "What speaks for and against", keys: { same: "Same", different: "Different", unsure: "Cannot tell", accept: "Accept", correct: "Correct", reject: "Reject", sign_off: "Sign", next: "Next", back: "Back", undo: "Undo" } as Record<string, string>,
  whyAsked: "Why? Whoever reads this later has only your reason.", valueAsked: "The right value", save: "Save", cancel: "Leave it", badFigure: "Write a figure as 12, 30-32, 31+ or <50.", badDay: "Write a day as 2024-02-28.",
  verdicts: { add: "added", same: "joined", different: "kept apart", unsure: "could not tell", accept: "accepted", reject: "rejected", correct: "corrected", sign_off: "signed", retract: "took back" } as Record<string, string>,
  done: { same: "joined", different: "kept apart", unsure: "left open", accept: "accepted", reject: "rejected", correct: "corrected", sign_off: "signed", retract: "taken back" } as Record<string, string>,
  noEffect: (why: string) => `It is in the log and changes nothing: ${why}`, fields: { label: "Name", "when.earliest": "First day", "when.latest": "Last day" } as Record<string, string>,
  decidedBy: (name: string, what: string) => `${name} ${what}`, openIncident: "Open the incident", firstSentence: "In the reports",
  relation: (type: string, on: string) => type.endsWith(" on") ? `${type} ${on}` : `${type} on ${on}`, silentOn: (what: string) => `keeps silent on ${what}`,
  accessRole: (name: string, role: string) => `${name}, ${role}`, signOutOnly: "Sign out", signInHead: "Who are you?", signInWhy: "This archive is open to its users only. Paste the link or the token that its owner gave you; it stays in this tab.", signInLabel: "Link or token", signIn: "Sign in", signInBad: "This link lets nobody in. Ask the archive's owner for another.",
  noticeHead: "Before you read", noticeGo: "Show the records",
  lanes: "Not on the map or the timeline", laneUnplaced: "Without a place", laneVague: "Date vaguer than a month", laneUndated: "Without a date", laneHelp: "Choose to see only these.", ownMap: "Your own map", onlyShown: "only what the map shows", fromDay: "from", toDay: "to",
  compare: "Compare", compareHead: "Side by side", compareWhy: "What changed on the way from the sources to the article, or between two reports of one event. Nothing here says who is right.",
  article: "Article, or first report", heldAgainst: "Sources, or second report", findReport: "Find a report", differences: "Told differently", citations: (n: number) => `${number(n)} more about the article's citations`, relationsAcross: "How their claims stand to each other", bothSay: "Both say", nothingBoth: "No figure and no responsibility is told by both.", nothingDiffers: "Every toll and every responsibility that was found in both is worded in the one as in the other.", swap: "Turn round", compareThis: "Compare with another report", addSource: "Set beside", takeAway: "Take away", noneChosen: "Choose a report to set beside it.", inOwnVoice: "in its own voice",
  texts: "The texts", tree: "Grammar", treeShow: "Show the grammar of this sentence", treeOf: "Grammar of the sentence", treeNone: "No sentence stands there.", treeHelp: "Each word hangs on the one above it; how it hangs stands before it.", treeHide: "Hide the grammar",
  atWords: "At these words", noClaimHere: "Nothing was read at these words.", rule: "rule",
  coders: "Two coders side by side", noPairs: "No two people decided about the same things yet.", agreed: (n: number, of: number) => `${number(n)} of ${number(of)} answered alike`, kappa: "Cohen's kappa", alpha: "Krippendorff's alpha", notDefined: "not defined: every answer is the same", onlyBy: (n: number, name: string) => `${number(n)} decided by ${name} alone`, aboutWhat: "About", differsOnly: "only where they differ",
  users: "Users", usersWhy: "Who may read, decide, sign and rule here. A link is shown once and kept nowhere; whoever has it is that person.", userName: "Name", userRole: "Role", userSince: "Since", letIn: "Let in", newLink: "New link", sendAway: "Send away", sentAway: (name: string) => `${name}'s link is worth nothing from now on.`, linkFor: (name: string) => `The link for ${name}; send it on a way that nobody else reads:`,
  roles: { reader: "reader: reads and exports", coder: "coder: also adds reports and decides", reviewer: "reviewer: also signs what others decided", owner: "owner: also protects sources and lets people in and out" } as Record<string, string>,
  sourcesOfReport: "Who speaks here", protect: "Protect", unprotect: "Protected: lift it", protectWhy: "A protected source is undisclosed on every page and in every export.", protectedNow: "It is protected from now on.", unprotectedNow: "It is protected no longer.",
  campaigns: "Campaign", campaignOthers: "Other incidents of it", parts: "Parts, in order", answeredBy: "answered by", followedBy: "followed by", links: "Other incidents", linkKinds: { part_of: "part of", response_to: "answers", follows: "follows", same_campaign: "in the same campaign" } as Record<string, string>,
  history: "History in this archive", historyNone: "Nothing happened to it yet.", takenBack: "taken back since", cameIn: "report came in", noEntry: "nobody is named as having done it", candidatesOf: (n: number) => `${number(n)} candidates`, noIncident: "no incident", times: (line: string, n: number) => n === 1 ? line : `${line} (${number(n)} times)`, what: "what", oneWire: "one wire story with others", legend: "filled: said as a fact · hollow: claimed or doubted · hatched:", compareMembers: "Set these reports beside each other", more: (n: number) => `${number(n)} more`, fewer: "fewer", skip: "Skip to content",
  openReport: "Read it in the report", citation: "citation", reported: "reported",
} as const;

const CODES: Record<string, string> = {
  killed_or_wounded: "killed or wounded", wounded_or_missing: "wounded or missing", present: "took part",
  claimed_by_party: "claimed by a party", single_source: "one source", party_only: "parties only", corroborated: "borne out",
  news_agency: "news agency", armed_group: "armed group", un: "United Nations", ngo: "NGO",
  svbied: "suicide car bomb", vbied: "car bomb", ied: "improvised bomb", suicide_vest: "suicide vest", suicide_other: "suicide attack",
  withholds: "keeps silent", claims: "claims", denies: "denies", doubts: "doubts", confirms: "confirms", asserts: "says",
  figures_conflict: "figures conflict", overstated_corroboration: "corroboration overstated", attribution_lost: "attribution lost",
  scope_mismatch: "scopes differ", corroboration_vs_caveat: "borne out and doubted", silence_vs_figure: "silence beside a figure",
  missing_citation: "no citation", unlinked_reference: "marks without references", implausible_jump: "a jump",
  coordinate_outside_country: "point outside its country", anachronism: "later than its report",
};

/** A code of the output format in words. */
export const word = (code: string | null | undefined): string => code ? CODES[code] ?? code.replaceAll("_", " ") : "";

const FACETS: Record<string, string> = {
  country: "Country", type: "Kind of event", actor: "Actor", status: "Status", harm: "Harm", source: "Kind of source", precision: "Precision of place", lane: "Not on the map or timeline",
};

/** The name of a facet. */
export const facet = (key: string): string => FACETS[key] ?? word(key);

const PRECISION: Record<string, string> = {
  "1": "the place itself", "2": "near a place", "3": "a district", "4": "a province", "5": "an area or line", "6": "the country", "7": "at sea or in the air", "0": "not placed",
};

/** A facet's value in words. */
export function value(key: string, code: string): string {
  if (key === "country") return country(code);
  if (key === "precision") return PRECISION[code] ?? code;
  if (key === "lane") return ({ unplaced: strings.laneUnplaced, vague: strings.laneVague, undated: strings.laneUndated } as Record<string, string>)[code] ?? code;
  return key === "actor" || key === "type" ? code : word(code);
}

const regions = typeof Intl !== "undefined" && "DisplayNames" in Intl ? new Intl.DisplayNames(undefined, { type: "region", fallback: "code" }) : null;

/** A country's name in the reader's language. */
export function country(iso: string | null): string {
  if (!iso) return "";
  try { return regions?.of(iso) ?? iso; } catch { return iso; }
}

/** A number as the reader writes it. */
export function number(n: number): string { return n.toLocaleString(); }
