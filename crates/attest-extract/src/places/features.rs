//! What speaks for and against a span of text being the name of a place, as numbers.
//!
//! Each feature is a fact one can point at ("the word before is *in*", "the word after is *University*", "a gazetteer town of a million"). The decision
//! is their weighted sum, so every mention can say why it was taken. The weights are a table to read, `weights`.

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// A feature of a span.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Feature { $($(#[$doc])* $name),+ }

        impl Feature {
            /// All features, in order.
            pub(super) const ALL: &'static [Feature] = &[$(Feature::$name),+];

            /// Its name.
            pub(super) fn name(self) -> &'static str {
                match self { $(Feature::$name => stringify!($name)),+ }
            }
        }
    };
}

features! {
    /// Always one.
    Bias,
    /// Some gazetteer place has this name.
    Known,
    Country, Continent, Admin1, Admin2, Settlement, Area,
    /// Logarithm of the greatest population among namesakes, over seven.
    Population,
    /// Logarithm of the number of namesakes.
    Namesakes,
    /// Only other names match, no main name.
    AliasOnly,
    Capital,
    Demonym, Street, RoadNumber, FeatureName, Unknown,
    /// Beside a word for a sort of place or a part of one: "the village of Marnak", "Marnak district"; a half where a gazetteer knows the name anyway.
    Sorted,
    Words2, Words3,
    /// The span's last word is a sort of place ("Fayette County").
    SortInside,
    BeforeIn,
    BeforeNear,
    BeforeAttack, BeforeTo, BeforeOf, BeforeOtherPreposition, BeforeThe, BeforeAnd, BeforeCompass, BeforeTitle, BeforeGiven, BeforeCapital, BeforeInitial,
    /// "in eastern Marnak".
    InCompass,
    /// After "an assault on", "abducted from".
    BeforeDeedOn,
    /// A lone unknown name after "a church in", "an ambush near".
    BeforeSiteIn,
    /// After a deed that places suffer oftener than persons: "stormed Marnak", "fled Marnak"; not where a model takes the name for a people's or an organisation's.
    BeforeStorm,
    /// After "the battle of".
    BeforeBattleOf,
    /// After the label of a row: "Location: Tolsa".
    AfterLabel,
    BeforeCommaPlace, BeforeSortOf, BeforeOrganisationOf, BeforePossessive,
    AfterCapital, AfterOrganisation,
    AfterPress,
    AfterApposition, AfterStreet, AfterFeature, AfterSort, AfterRole, AfterSpeaks, AfterCommaPlace, AfterCommaState, AfterBased, AfterPossessive, AfterInitial,
    AfterParenthesis, AfterLower,
    SentenceStart, SentenceStartWord, Shouting, UpperCase, Dateline,
    GivenName, TitleWord, CalendarWord, LowerElsewhere, CommonWord, StreetWord, OrganisationWord,
    SurnameElsewhere, LocativeElsewhere, InsideKnown,
    ListOfPlaces,
    /// A language model read the text: that it names no place here says something.
    Analysed,
    ModelPlace, ModelPerson, ModelOrganisation, ModelPeople, ModelOther, ModelExact, ModelInside, ModelProper, ModelNotProper, ModelObject, ModelCompound, ModelSubject,
}

/// A sparse vector of features.
#[derive(Debug, Clone, Default)]
pub(super) struct Vector {
    values: Vec<(Feature, f32)>,
}

impl Vector {
    /// Sets a feature.
    pub(super) fn set(&mut self, feature: Feature, value: f32) {
        if value != 0.0 {
            self.values.push((feature, value));
        }
    }

    /// Sets a feature to one where something holds.
    pub(super) fn mark(&mut self, feature: Feature, holds: bool) {
        self.set(feature, f32::from(u8::from(holds)));
    }

    /// The value of a feature: nought where it is not there.
    pub(super) fn value(&self, feature: Feature) -> f32 {
        self.values.iter().filter(|(own, _)| *own == feature).map(|(_, value)| value).sum()
    }

    /// The weighted sum.
    pub(super) fn score(&self) -> f32 {
        self.values.iter().map(|(f, v)| super::weights::of_feature(*f) * v).sum()
    }

    /// The features that are there.
    pub(super) fn values(&self) -> &[(Feature, f32)] {
        &self.values
    }
}
