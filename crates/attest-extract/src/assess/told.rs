//! Totals sentence by sentence: what the members of each list come to, and which are the whole, a sum, or come on top of one told before.

use super::persons::single;
use super::range::{Counted, STORY, armed, general, numbered};
use super::totals::{Total, plus};
use crate::figures::{FigureMention, Reference};
use attest_model::Side;

/// The totals told so far: plain ones, those of others beside some told of before, and those that are said to be sums.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub totals: Vec<Total>,
    pub additions: Vec<Total>,
    pub sums: Vec<Total>,
}

impl Told {
    /// The totals of one sentence: one a list, lists of others added to the one before them.
    pub fn sentence(&mut self, figures: &[Counted<'_>], members: &[usize], any: bool) {
        let mut sum: Option<(Total, bool)> = None;
        let mut singles: Vec<usize> = Vec::new();
        for list in lists(figures, members) {
            let Some(next) = listed(figures, &list, any) else {
                singles.extend(
                    list.iter()
                        .copied()
                        .filter(|at| figures.get(*at).is_some_and(|counted| single(counted.figure))),
                );
                continue;
            };
            let first = list.first().and_then(|at| figures.get(*at)).map(|counted| counted.figure);
            if first.is_some_and(|figure| figure.sum && figure.min != Some(1)) {
                self.sums.push(next.clone());
            }
            let adds =
                first.is_some_and(|figure| figure.reference == Reference::Other || figure.of_the_wounded);
            sum = Some(match (sum.take(), adds) {
                (Some((before, only)), true) => (plus(&before, &next), only),
                (Some((before, only)), false) => {
                    self.close(before, only);
                    (next, false)
                }
                (None, true) => {
                    let before = singles.drain(..).map(|at| Total::exactly(1, vec![at]));
                    (before.fold(next, |sum, one| plus(&sum, &one)), true)
                }
                (None, false) => (next, false),
            });
        }
        if let Some((sum, only)) = sum {
            self.close(sum, only);
        }
    }

    /// Far down the page a number several times that of the opening counts something else: a year's dead, another event's.
    pub fn stay_with_the_lead(&mut self, figures: &[Counted<'_>]) {
        let place = |total: &Total| total.by.iter().filter_map(|at| figures.get(*at)).collect::<Vec<_>>();
        let opening = self
            .totals
            .iter()
            .filter(|total| place(total).iter().any(|counted| counted.lead))
            .map(Total::known)
            .max();
        let Some(opening) = opening else { return };
        let stray = |total: &Total| {
            total.known() > opening.saturating_mul(3)
                && place(total).iter().all(|counted| {
                    counted.depth >= STORY[0].1
                        && !counted.lead
                        && !counted.figure.rule.starts_with("casualties/toll")
                })
        };
        self.totals.retain(|total| !stray(total));
        self.sums.retain(|total| !stray(total));
    }

    /// "Five were killed. … **Two more** succumbed to their wounds": what comes on top of the largest number before it.
    pub fn grown(&self, figures: &[Counted<'_>]) -> Option<Total> {
        let place = |total: &Total| total.by.first().copied().unwrap_or(0);
        let whole = self.totals.iter().max_by_key(|total| total.known())?;
        // "Seven were killed. Five died at once, two more in hospital": these seven are told of one by one.
        let told = |more: u64| {
            self.totals.iter().any(|part| part.known() + more == whole.known()) || more >= whole.known()
        };
        let all = |total: &Total, is: fn(&FigureMention) -> bool| {
            total.by.iter().filter_map(|at| figures.get(*at)).all(|own| is(own.figure))
        };
        let bodies = |total: &Total| all(total, |figure| figure.profile.noun == "body");
        let mut known: Vec<u64> = Vec::new();
        let mut grown = whole.clone();
        for more in &self.additions {
            // "Two more were killed" may be among those whom the lead counted; who died of wounds was none of them.
            let new = all(more, |figure| figure.of_the_wounded) || bodies(whole) && bodies(more);
            if place(more) > place(whole) && new && !told(more.known()) && !known.contains(&more.known()) {
                known.push(more.known());
                grown = plus(&grown, more);
            }
        }
        (!known.is_empty()).then_some(grown)
    }

    fn close(&mut self, total: Total, only_others: bool) {
        if only_others { self.additions.push(total) } else { self.totals.push(total) }
    }
}

/// The members of a sentence by the word under which they suffer, in text order: "two men and a woman were killed" is one list.
fn lists(figures: &[Counted<'_>], members: &[usize]) -> Vec<Vec<usize>> {
    let mut lists: Vec<(usize, Vec<usize>)> = Vec::new();
    for &at in members {
        let Some(counted) = figures.get(at) else { continue };
        let trigger = counted.figure.trigger;
        let toll = counted.figure.rule.starts_with("casualties/toll");
        match lists.iter_mut().find(|(known, _)| *known == trigger && !toll) {
            Some((_, list)) => list.push(at),
            None => lists.push((trigger, vec![at])),
        }
    }
    lists.into_iter().map(|(_, list)| list).collect()
}

/// What a list of sufferers comes to as a total for people at large; `None` where it is a matter of groups, or of single persons.
///
/// Where `any` kind of people counts: "two boys were shot" tells of all who were.
fn listed(figures: &[Counted<'_>], list: &[usize], any: bool) -> Option<Total> {
    let of = |at: &usize| figures.get(*at);
    if let [only] = list {
        let counted = of(only)?;
        let figure = counted.figure;
        let whole = numbered(figure)
            && (general(counted) || any && counted.side != Side::Attackers)
            && (figure.max != Some(1) || stated_one(figure));
        // "her parents", "the couple": two of those who may be more.
        let two = matches!(figure.profile.noun.as_str(), "parent" | "couple" | "pair" | "both" | "twin");
        return whole.then(|| Total { low: figure.min, high: figure.max, by: vec![*only], summed: two });
    }
    let members: Vec<&Counted<'_>> = list.iter().filter_map(of).collect();
    let counts = members.iter().any(|counted| {
        numbered(counted.figure) && counted.figure.max != Some(1) || stated_one(counted.figure)
    });
    if !counts || members.iter().any(|counted| armed(counted)) {
        // Sides are added up elsewhere; a number for people at large beside them is still a total.
        let whole = list.iter().find(|at| {
            of(at).is_some_and(|counted| {
                numbered(counted.figure) && general(counted) && counted.figure.max != Some(1)
            })
        })?;
        let figure = of(whole)?.figure;
        // "Two officers and three others": those beside whom the others stand are none of them.
        // So are those of one nation behind them: "13 soldiers **and at least 169 Afghans**".
        let behind = list.first() != Some(whole) && figure.nation.is_some();
        // And two numbers side by side: "60 Afghans **and 13 US troops**".
        let pair = list.len() == 2
            && members.iter().all(|counted| {
                numbered(counted.figure)
                    && counted.side != Side::Attackers
                    && counted.figure.max != Some(1)
                    && counted.figure.reference == Reference::New
            });
        if figure.reference == Reference::Other || behind || pair {
            let each = list.iter().filter(|at| {
                of(at).is_some_and(|counted| numbered(counted.figure) && counted.side != Side::Attackers)
            });
            return each
                .filter_map(|at| of(at).map(|counted| (at, counted.figure)))
                .map(|(at, figure)| Total { low: figure.min, high: figure.max, by: vec![*at], summed: false })
                .reduce(|one, two| plus(&one, &two));
        }
        return Some(Total { low: figure.min, high: figure.max, by: vec![*whole], summed: false });
    }
    // "The three workers, a man and two women, died": who is named behind a definite number is counted in it.
    if let Some(first) = members.first()
        && first.figure.reference == Reference::Definite
        && numbered(first.figure)
        && first.figure.min > Some(1)
        && members.iter().skip(1).filter_map(|counted| counted.figure.min).sum::<u64>()
            <= first.figure.min.unwrap_or(0)
    {
        let whole = *list.first()?;
        return Some(Total { low: first.figure.min, high: first.figure.max, by: vec![whole], summed: false });
    }
    let mut sum: Option<Total> = None;
    for at in list {
        let figure = of(at)?.figure;
        let open = if numbered(figure) { figure.max } else { None };
        let low = figure.min.filter(|_| numbered(figure));
        let next = Total { low, high: open, by: vec![*at], summed: false };
        sum = Some(sum.map_or(next.clone(), |sum| plus(&sum, &next)));
    }
    sum
}

/// "one dead", "1 killed": one as a stated number, not a noun without number.
fn stated_one(figure: &FigureMention) -> bool {
    figure.max == Some(1)
        && figure.reference != Reference::Other
        && figure.who.as_ref().is_none_or(|who| {
            *who != figure.number && !(who.start <= figure.number.start && figure.number.end <= who.end)
        })
}
