//! A picture that is part of a map, as it is kept in a file.

use std::{fmt, sync::Arc};

/// A small picture; cheap to clone, and never changed.
#[derive(Clone)]
pub struct Picture(Arc<Data>);

struct Data {
    encoded: Vec<u8>,
    format: PictureFormat,
    width: u32,
    height: u32,
}

/// How the bytes of a picture are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PictureFormat {
    /// Without loss, for what is drawn.
    Png,
    /// For photographs.
    Jpeg,
}

impl PictureFormat {
    /// The media type, as in `data:` addresses.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

impl Picture {
    /// The longest side that a picture of a map has, in pixels.
    pub const MAX_SIDE: u32 = 1024;

    /// From its bytes and the size, in pixels, of what these show. `None` for a side that is empty
    /// or longer than [`Picture::MAX_SIDE`].
    pub fn new(
        encoded: Vec<u8>,
        format: PictureFormat,
        (width, height): (u32, u32),
    ) -> Option<Self> {
        let sides = 1..=Self::MAX_SIDE;
        let fits = sides.contains(&width) && sides.contains(&height);
        fits.then(|| {
            Self(Arc::new(Data {
                encoded,
                format,
                width,
                height,
            }))
        })
    }

    /// The bytes of a file of its format.
    pub fn encoded(&self) -> &[u8] {
        &self.0.encoded
    }

    /// Of the bytes that are kept.
    pub fn format(&self) -> PictureFormat {
        self.0.format
    }

    /// In pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.0.width, self.0.height)
    }

    /// The same for clones of one picture and for no others, as long as one of them lives.
    pub fn address(&self) -> usize {
        Arc::as_ptr(&self.0) as usize
    }
}

impl PartialEq for Picture {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || (self.0.format == other.0.format && self.0.encoded == other.0.encoded)
    }
}

impl Eq for Picture {}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.size();
        let (format, bytes) = (self.format().media_type(), self.encoded().len());
        write!(f, "Picture({width} × {height}, {format}, {bytes} bytes)")
    }
}
