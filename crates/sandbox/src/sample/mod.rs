//! Pictures and sounds of the sample agents: computed when they are first asked for, never stored in the repository.

mod picture;
mod sound;

pub(crate) use picture::Motif;

use crate::error::SandboxError;

/// How to make a sample file: what it is, and the number that decides how it comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Recipe {
    /// A square portrait or motif, PNG.
    Picture { motif: Motif, variant: u32 },
    /// A few seconds of sound, WAV.
    Sound { variant: u32 },
}

impl Recipe {
    pub(crate) fn to_text(self) -> String {
        match self {
            Self::Picture { motif, variant } => format!("{}:{variant}", motif.name()),
            Self::Sound { variant } => format!("sound:{variant}"),
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (kind, variant) = text.split_once(':')?;
        let variant = variant.parse().ok()?;
        match kind {
            "sound" => Some(Self::Sound { variant }),
            name => Motif::parse(name).map(|motif| Self::Picture { motif, variant }),
        }
    }

    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::Picture { .. } => "image/png",
            Self::Sound { .. } => "audio/wav",
        }
    }

    /// The bytes of the file. Takes tens of milliseconds: call it where blocking is allowed.
    pub(crate) fn make(self) -> Result<Vec<u8>, SandboxError> {
        match self {
            Self::Picture { motif, variant } => picture::png(motif, variant)
                .map_err(|error| SandboxError::Storage { reason: format!("a sample picture: {error}") }),
            Self::Sound { variant } => sound::wav(variant)
                .map_err(|error| SandboxError::Storage { reason: format!("a sample sound: {error}") }),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_recipe_survives_the_database() {
        for recipe in [
            Recipe::Picture { motif: Motif::Scarf, variant: 7 },
            Recipe::Picture { motif: Motif::Abstract, variant: 0 },
            Recipe::Sound { variant: u32::MAX },
        ] {
            assert_eq!(Recipe::parse(&recipe.to_text()), Some(recipe));
        }
        assert_eq!(Recipe::parse("film:1"), None);
    }

    #[test]
    fn pictures_are_square_and_differ() {
        let first = Recipe::Picture { motif: Motif::ShortHair, variant: 1 }.make().unwrap();
        let second = Recipe::Picture { motif: Motif::ShortHair, variant: 2 }.make().unwrap();
        assert_ne!(first, second);
        let picture = image::load_from_memory(&first).unwrap();
        assert_eq!((picture.width(), picture.height()), (256, 256));
    }

    #[test]
    fn sounds_are_audible_and_do_not_clip() {
        for variant in 0..6 {
            let bytes = Recipe::Sound { variant }.make().unwrap();
            let mut reader = hound::WavReader::new(bytes.as_slice()).unwrap();
            assert_eq!(reader.spec().channels, 1);
            let loudest = reader.samples::<i16>().map(|sample| sample.unwrap().unsigned_abs()).max().unwrap();
            assert!((3_000..32_000).contains(&loudest), "variant {variant} peaks at {loudest}");
        }
    }
}
