//! What each fact weighs, in steps of a half: a table to be read, and argued with.
//!
//! The first values came from a fit on the dev halves of the bench's places and events; they were then merged (one table, with or without a language
//! model), rounded, and reset by hand while reading what went wrong in reports from all over the world, so that small towns of one country gain nothing
//! over others. No model was trained for shipping and no annotated text is shipped. A change here moves `corpus/accuracy/places.csv`: name the rows in
//! its commit.
//!
//! The unit is the natural logarithm of odds: a half makes 50 to 50 into 62 to 38, three make it 95 to 5.

use super::event::Tie;
use super::features::Feature;
use super::resolve::Evidence;

/// What a span must weigh to be a place.
pub(super) const BAR: f32 = 0.0;

/// How much a fact speaks for a span's being a place.
pub(super) const fn of_feature(feature: Feature) -> f32 {
    use Feature as F;
    match feature {
        F::CalendarWord => -4.5,
        F::SurnameElsewhere => -4.0,
        F::CommonWord => -3.5,
        F::InsideKnown => -3.0,
        F::Bias | F::BeforeCapital | F::TitleWord => -2.0,
        F::AliasOnly
        | F::Unknown
        | F::BeforeOrganisationOf
        | F::AfterPress
        | F::AfterStreet
        | F::AfterCapital
        | F::GivenName
        | F::LowerElsewhere
        | F::OrganisationWord => -1.5,
        F::Settlement
        | F::AfterFeature
        | F::UpperCase
        | F::ModelInside
        | F::ModelNotProper
        | F::ModelSubject => -1.0,
        F::Analysed
        | F::BeforeGiven
        | F::AfterSpeaks
        | F::AfterPossessive
        | F::AfterInitial
        | F::AfterParenthesis
        | F::RoadNumber
        | F::SentenceStart
        | F::StreetWord
        | F::ModelPlace
        | F::ModelCompound => -0.5,
        // Facts that were weighed and found to say nothing by themselves.
        F::Known
        | F::Country
        | F::Admin1
        | F::Admin2
        | F::Street
        | F::Words3
        | F::BeforeOtherPreposition
        | F::BeforeCompass
        | F::AfterLower
        | F::Shouting
        | F::ListOfPlaces => 0.0,
        F::Namesakes
        | F::Capital
        | F::FeatureName
        | F::Words2
        | F::BeforeIn
        | F::BeforeOf
        | F::BeforeCommaPlace
        | F::AfterRole
        | F::AfterBased
        | F::SentenceStartWord
        | F::ModelPerson
        | F::ModelOrganisation
        | F::ModelPeople
        | F::ModelOther
        | F::ModelProper
        | F::ModelObject => 0.5,
        F::Area
        | F::SortInside
        | F::BeforeNear
        | F::BeforeTo
        | F::BeforeThe
        | F::BeforeAnd
        | F::BeforeTitle
        | F::BeforeInitial
        | F::AfterOrganisation
        | F::AfterCommaPlace
        | F::LocativeElsewhere => 1.0,
        F::Demonym
        | F::InCompass
        | F::BeforeStorm
        | F::BeforePossessive
        | F::AfterApposition
        | F::AfterCommaState => 1.5,
        F::Continent | F::Sorted | F::BeforeDeedOn | F::BeforeAttack | F::BeforeSortOf | F::AfterSort => 2.0,
        F::ModelExact | F::BeforeSiteIn => 2.5,
        F::Population | F::BeforeBattleOf => 3.0,
        F::Dateline => 3.5,
        F::AfterLabel => 4.0,
    }
}

/// How much a piece of evidence speaks for one of the namesakes.
pub(super) const fn of_evidence(evidence: Evidence) -> f32 {
    use Evidence as E;
    match evidence {
        E::Alias => -2.5,
        E::SortDisagrees => -1.5,
        E::Admin2 | E::NotInside | E::Loose => -1.0,
        E::Neighbourhood | E::Derived | E::Foreign => -0.5,
        E::Continent | E::Lone | E::CountryNamedOften => 0.0,
        E::Beside | E::Holds | E::CountryHinted | E::UserLayer | E::NearDateline => 0.5,
        E::Admin1 | E::Capital | E::Seat | E::Inside | E::UnitNamed | E::Near30 | E::Near300 => 1.0,
        E::Country | E::SortAgrees | E::Near100 => 1.5,
        E::SameUnit | E::SameCountry => 2.0,
        E::CountryNamed => 2.5,
        E::Area => 3.0,
        // A city of ten million against a hamlet: the whole of it.
        E::Population => 6.5,
    }
}

/// How much a tie speaks for a place's being the event's.
pub(super) const fn of_tie(tie: Tie) -> f32 {
    use Tie as T;
    match tie {
        T::Subject | T::From | T::Country => -1.0,
        T::OtherClause
        | T::Conjunct
        | T::OtherPreposition
        | T::Distance
        | T::Container
        | T::Modifier
        | T::Reported => -0.5,
        T::SubjectModifier
        | T::Within
        | T::PathUp
        | T::PathDown
        | T::To
        | T::NoPreposition
        | T::Nearest
        | T::Site
        | T::Metonym
        | T::SentenceFirst => 0.0,
        T::Direct
        | T::Object
        | T::Governs
        | T::At
        | T::Of
        | T::Before
        | T::Region
        | T::Only
        | T::CommaAfter => 0.5,
        T::ObjectModifier | T::PassiveSubject | T::Near | T::After | T::NearestAfter | T::Town => 1.0,
        T::Bias | T::In | T::Unresolved => 1.5,
    }
}
