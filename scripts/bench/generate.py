"""Writes invented reports, one JSON object a line, for measuring speed: generate.py COUNT [SEED] > reports.jsonl

Everything in them is put together by chance from the lists below: places, groups and outlets do not exist, and no two numbers belong
together. They have the lengths of real reports (most of 80 to 400 words, some of 1,500), and their furniture: datelines, headings,
citation marks, quotations, denials, repeated tolls, earlier incidents. Nothing about accuracy can be learnt from them.
"""

import json
import random
import sys

PLACES = ["Tolsa", "Ostara", "Marne Ost", "Kel Adira", "Lower Hamra", "Valdor", "Besh Gora", "Port Sinje", "Tamaret", "Old Quell",
          "Nubra", "Saltwell", "Ganda Bari", "Upper Teyra", "Jebel Orun", "Dorrin", "Mirsk", "Aldane", "Fort Issel", "Wadi Semmet"]
GROUPS = ["the Northern Column", "the Front for the Coast", "the Ostara Brigade", "the People's Guard of Valdor", "the River Movement",
          "unidentified gunmen", "armed men on motorcycles", "suspected rebels", "a local militia", "the Hamra Resistance"]
FORCES = ["the army", "police", "border guards", "the national guard", "soldiers", "a joint patrol", "government troops"]
VOICES = ["the regional governor", "a military spokesman", "residents", "hospital sources", "two security officials", "a witness",
          "the ministry of defence", "Radio Teller", "the Coast Monitor", "a local councillor", "an aid worker who asked not to be named"]
TARGETS = ["an army post", "the weekly market", "a convoy of lorries", "a checkpoint", "the village school", "a police station",
           "a bus", "the governor's residence", "a grain store", "two houses", "a clinic", "the bridge over the Aldane"]
MEANS = ["with rifles and grenades", "with a car bomb", "using mortars", "from three pick-up trucks", "with a roadside bomb",
         "at dawn", "under cover of darkness", "with drones", "with machetes"]
PEOPLE = ["soldiers", "civilians", "people", "police officers", "villagers", "attackers", "women and children", "drivers", "traders"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirty"]


class Writer:
    def __init__(self, chance, year):
        self.chance, self.year = chance, year
        self.place, self.other, self.group = chance.choice(PLACES), chance.choice(PLACES), chance.choice(GROUPS)
        self.day, self.month = chance.randint(1, 28), chance.choice(MONTHS)

    def number(self):
        amount = self.chance.choice([*SMALL, str(self.chance.randint(2, 90)), str(self.chance.randint(2, 40))])
        return self.chance.choice(["", "", "", "at least ", "more than ", "about ", "up to ", "between 3 and "]) + amount

    def toll(self):
        pick = self.chance.choice
        return pick([
            f"{self.number()} {pick(PEOPLE)} were killed and {self.number()} others were wounded",
            f"{self.number()} {pick(PEOPLE)} died",
            f"the attack killed {self.number()} {pick(PEOPLE)}",
            f"several {pick(PEOPLE)} were missing",
            f"dozens of {pick(PEOPLE)} fled to {pick(PLACES)}",
            f"{self.number()} of the attackers were killed",
        ])

    def when(self):
        return self.chance.choice([f"on {self.chance.choice(DAYS)}", f"on {self.day} {self.month} {self.year}", "the same day",
                                   f"on the night of {self.day} {self.month}", "late in the evening", "two days earlier"])

    def sentence(self):
        pick, chance = self.chance.choice, self.chance
        said = pick(["said", "reported", "told Radio Teller", "confirmed", "claimed", "stated"])
        toll = self.toll()
        return pick([
            lambda: f"{pick(GROUPS).capitalize()} attacked {pick(TARGETS)} in {self.place} {self.when()} {pick(MEANS)}.",
            lambda: f"{toll[0].upper()}{toll[1:]}, {pick(VOICES)} {said}.",
            lambda: f"According to {pick(VOICES)}, {toll} when {pick(TARGETS)} near {self.other} was hit.",
            lambda: f"“We heard shooting until {pick(SMALL)} o'clock, and then {toll},” {pick(VOICES)} {said}.",
            lambda: f"{pick(FORCES).capitalize()} denied that {toll}.",
            lambda: f"{self.group[0].upper()}{self.group[1:]} claimed responsibility for the attack in a statement issued {self.when()}.",
            lambda: f"{pick(FORCES).capitalize()} did not report any casualties of their own.[{chance.randint(1, 9)}]",
            lambda: f"{self.place}, a town {chance.randint(5, 120)} km north of {self.other}, has been attacked before; in {pick(MONTHS)} {self.year - 2} {toll} there.",
            lambda: f"The claim could not be verified independently.[{chance.randint(1, 9)}]",
            lambda: f"Roads between {self.place} and {pick(PLACES)} were closed, and {pick(VOICES)} {said} that helicopters were seen {self.when()}.",
            lambda: f"The council met {self.when()} to discuss the price of millet, the state of the wells and the return of families to {pick(PLACES)}.",
        ])()

    def text(self):
        chance = self.chance
        words = int(min(1500, max(40, chance.lognormvariate(5.3, 0.7))))
        parts, count = [], 0
        if chance.random() < 0.4:
            parts.append(f"{self.place.upper()}, {self.day} {self.month[:3].upper()} (RADIO TELLER) -- ")
        while count < words:
            sentence = self.sentence()
            count += sentence.count(" ") + 1
            parts.append(sentence)
            if chance.random() < 0.22:
                parts.append("\n\n" + (chance.choice(["Background\n\n", "Aftermath\n\n", "Reactions\n\n"]) if chance.random() < 0.25 else ""))
            else:
                parts.append(" ")
        return "".join(parts).strip() + "\n"


def main():
    count = int(sys.argv[1])
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    for number in range(count):
        writer = Writer(chance, chance.randint(1995, 2024))
        month = MONTHS.index(writer.month) + 1
        record = {
            "name": f"invented-{number:05}",
            "title": f"{writer.number().capitalize()} dead in attack on {writer.place}",
            "published": f"{writer.year}-{month:02}-{writer.day:02}",
            "publisher": chance.choice(["Radio Teller", "Coast Monitor", "Ostara Courier"]),
            "text": writer.text(),
        }
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
