#!/usr/bin/env python3
"""Invented incidents as lines of `attest.coding/1`, for trying exports: incidents.py COUNT [SEED] > codings.jsonl

Everything is invented (places, groups, outlets, figures); the countries are real because their codes must be. Same count and seed,
same bytes. Among the rows are the awkward ones: spans of days, weeks, years, open dates, provinces, places without a position, vague figures, silence,
labels that a spreadsheet would run, line breaks, quotation marks, semicolons. Python 3 standard library only."""
import datetime, hashlib, json, random, sys

COUNTRIES = {"ML": (14.5, -7.0), "NG": (11.8, 13.1), "SY": (35.2, 37.0), "UA": (48.5, 37.0), "CO": (4.0, -74.0), "PH": (7.2, 124.2), "SD": (13.6, 25.3), "FJ": (-17.5, 179.95)}
PLACES = ["Tolsa", "Marne Ost", "Kesh", "Ostara", "Val Dorin", "Upper Brenn", "Sarq al-Wadi", "N'Dola Kuru", "=Place", "Quint, Old Town"]
GROUPS = ["Northern Column", "Front of the Two Rivers", "Sons of Brenn", "+31 Brigade", "Harbour; League"]
OUTLETS = ["Radio Ostara", "Marne Post", "Tolsa Wire", "@ostaranews"]
TYPES = [("Battles", "Armed clash", 1, ["Armed Assault"]), ("Battles", "Non-state actor overtakes territory", 1, ["Armed Assault"]), ("Explosions/Remote violence", "Suicide bomb", 1, ["Bombing/Explosion"]),
         ("Explosions/Remote violence", "Shelling/artillery/missile attack", 1, ["Bombing/Explosion"]), ("Violence against civilians", "Attack", 3, ["Armed Assault"]),
         ("Violence against civilians", "Abduction/forced disappearance", 3, ["Hostage Taking (Kidnapping)"]), ("Protests", "Peaceful protest", None, None), ("Riots", "Mob violence", None, None), ("Battles", "Armed clash", 2, ["Armed Assault"])]

def coding(r, n):
    iso, (lat, lon) = r.choice(list(COUNTRIES.items()))
    place, group, outlet = r.choice(PLACES), r.choice(GROUPS), r.choice(OUTLETS)
    event, sub, ged, gtd = r.choice(TYPES)
    day = datetime.date(2015, 1, 1) + datetime.timedelta(days=r.randrange(3600))
    precision, length = r.choice([("day", 1)] * 6 + [("days", r.randrange(2, 6)), ("week", 7), ("month", 30), ("year", 365), ("open", 0), ("unknown", None)])
    earliest, latest = day.isoformat(), (day + datetime.timedelta(days=(length or 1) - 1)).isoformat()
    if precision == "year": earliest, latest = f"{day.year}-01-01", f"{day.year}-12-31"
    if precision == "open": latest = None
    if precision == "unknown": earliest = latest = None
    low = r.choice([None, 0, 1, 2, 3, 7, 12, 31, 120]); high = None if low is None or r.random() < .2 else low + r.choice([0, 0, 0, 2, 9])
    number = "nobody said how many" if low is None else f"{low} people" if high == low else f"{low} or more people" if high is None else f"{low} to {high} people"
    text = f"{group} struck at {place} on {earliest or 'a day unknown'}, {outlet} said. According to residents {number} were killed."
    raw = text.encode()
    def quote(words):
        at = raw.find(words.encode()); return {"start": at, "end": at + len(words.encode()), "text": words}
    where = r.choice([(1, 1)] * 5 + [(2, 2), (3, 3), (4, 3), (5, 3), (6, None), (None, None)])
    located = where[0] is not None and r.random() < .97
    claims, assess = [], []
    base = {"incident": "i1", "sentence": quote(text), "zone": None, "voice": {"mode": "reported", "chain": ["s0", "s1"], "quote": None, "cue": None},
            "citation": {"markers": [], "attachment": "none"}, "stance": "asserts", "certainty": "certain", "actor": None, "rule": "generated/any"}
    claims.append(dict(base, id="c1", predicate="occurrence", quote=quote(f"{group} struck"), figure=None))
    side = r.choice(["defenders", "civilians", "attackers", "unknown"]) if ged != 3 else r.choice(["civilians", "unknown"])
    figure = {"harm": "killed", "side": side, "group": None, "who": None, "nation": None, "actor": None, "min": low, "max": high, "total": True, "quote": quote(number),
              "exactness": "not_reported" if low is None else "exact" if high == low else "at_least" if high is None else "range"}
    claims.append(dict(base, id="c2", predicate="casualties", quote=quote(number), figure=figure, stance="withholds" if low is None else "asserts"))
    if low is not None:
        for rule, lo, best, hi in (("report.range/1", low, None, high), ("acled.lowest/1", low, low, low), ("ged.low_best_high/1", low, low, high if high is not None else low), ("gtd.recent_majority_lowest/1", low, low, low)):
            assess.append({"rule": rule, "harm": "killed", "low": lo, "best": best, "high": hi, "by": ["c2"], "why": "generated"})
    label = r.choice([f"attack in {place}", f"{sub} at {place}", "=HYPERLINK(\"http://example.org\")", "-2 posts\nlost", f'the "{place}" affair; part two'])
    actor = lambda i, name, kind, country, entry=None: {"id": i, "name": name, "entry": entry, "country": country, "named": True, "description": None, "kind": kind, "mentions": []}
    actors = [actor("a1", group, "rebel_group", iso), actor("a2", "the army", "state_forces", iso, f"state:{iso}:military"), actor("a3", "villagers", "civilians", iso), actor("a4", "League of Kesh", "political_militia", iso)]
    other = "a3" if ged == 3 or ged is None else "a4" if ged == 2 else "a2"
    parts = [{"actor": "a1", "role": "perpetrator", "quote": quote(group)}, {"actor": other, "role": "target", "quote": None}]
    jitter = lambda v: round(v + r.uniform(-1, 1), 5)
    p = {"id": "p1", "name": place, "kind": r.choice(["village", "town", "city"]) if where[0] in (1, 2) else "region", "country": iso if where[0] else None, "admin1": "Upper Brenn" if where[0] not in (6, None) else None,
         "admin2": "Dorin" if where[0] in (1, 2, 3) else None, "lat": jitter(lat) if located else None, "lon": round(min(180, lon + r.uniform(-1, 1)), 5) if located else None, "radius_km": r.choice([None, 5.0, 40.0]),
         "precision": {"ged": where[0], "acled": where[1]}, "basis": "near" if where[0] == 2 else "named", "near": None, "within": None, "gazetteer": None, "candidates": [], "mentions": []}
    incident = {"id": "i1", "label": label, "role": r.choice(["primary"] * 9 + ["background", "part"]), "part_of": None, "reality": r.choice(["asserted"] * 12 + ["alleged", "denied", "presupposed", "attempted"]),
        "when": {"earliest": earliest, "latest": latest, "precision": precision, "basis": r.choice(["stated", "stated", "publication", "relative"]), "quote": None, "anchor": None}, "where": {"place": "p1", "quote": quote(place)},
        "actors": parts, "targets": [{"kind": "military_base" if other == "a2" else "market", "quote": None, "effect": r.choice([None, "damaged"]), "figure": None, "nation": iso}], "weapons": [{"kind": r.choice(["firearm", "mortar", "svbied"]), "quote": None, "named": False}],
        "types": {"acled": {"event_type": event, "sub_event_type": sub, "why": "generated"}, "ged": {"type_of_violence": ged} if ged else None, "gtd": {"attacktype": gtd} if gtd else None, "plover": None}, "claims": ["c1", "c2"], "assessments": assess,
        "corroboration": {"status": r.choice(["single_source", "corroborated", "party_only"]), "independent_sources": r.randrange(3), "why": "generated"}, "campaign": None}
    source = lambda i, name, kind, anonymous: {"id": i, "name": name, "kind": kind, "actor": None, "party": False, "anonymous": anonymous, "mentions": []}
    published = (day + datetime.timedelta(days=(length or 1) + r.randrange(5))).isoformat() if r.random() < .9 else None
    return {"schema": "attest.coding/1", "produced_by": {"attest": "0.1.0", "model": None, "lexicons": "generated", "gazetteer": None},
        "document": {"id": hashlib.sha256(raw + str(n).encode()).hexdigest(), "name": f"report-{n}.txt", "title": f"{place}: what is known", "kind": "news", "language": "en", "publisher": outlet, "published": published,
            "url": f"https://example.org/{n}" if r.random() < .5 else None, "length": len(raw), "zones": [], "citations": [], "references": []},
        "actors": actors, "places": [p], "sources": [source("s0", outlet, "document", False), source("s1", "residents of the lower quarter", "residents", True)], "claims": claims, "incidents": [incident], "campaigns": [], "relations": [], "tensions": [], "notes": []}

def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    r = random.Random(seed)
    for n in range(count):
        sys.stdout.write(json.dumps(coding(r, n), ensure_ascii=False, separators=(",", ":")) + "\n")

if __name__ == "__main__":
    main()
