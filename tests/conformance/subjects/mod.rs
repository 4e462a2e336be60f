//! The systems under test, a file each, in the order of the registry.

use super::run::conforms;
use super::subject::Subject;

mod bird;
mod diga;
mod hms_sovereign;
mod messageflow;
mod raia;

macro_rules! subjects {
    ($($subject:ident),* $(,)?) => {
        /// Every subject.
        pub(crate) const ALL: &[&Subject] = &[$(&$subject::SUBJECT),*];

        mod does_what_its_description_says_in_the_words_of_its_contract {
            $(
                #[tokio::test(flavor = "multi_thread")]
                #[ignore = "needs Prism: cargo xtask test --only contracts"]
                async fn $subject() {
                    super::conforms(&super::$subject::SUBJECT).await;
                }
            )*
        }
    };
}

subjects![bird, hms_sovereign, messageflow, diga, raia];
