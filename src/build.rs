//! What is made of `assets/languages/*.po` before the program is built: the list of languages, and the
//! texts of each, packed.

use std::{
    error::Error,
    fs::{self, File},
    io::Write as _,
    path::Path,
};

use flate2::{Compression, write::ZlibEncoder};
use polib::{catalog::Catalog, po_file};

const FOLDER: &str = "assets/languages";

/// A language as its file has it.
struct LanguageFile {
    code: String,
    /// In English, as one word.
    variant: String,
    catalog: Catalog,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=src/build.rs");
    let mut languages = Vec::new();
    for entry in fs::read_dir(FOLDER)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "po") {
            let language = read(&path).map_err(|why| format!("{}: {why}", path.display()))?;
            languages.push(language);
        }
    }
    languages.sort_by(|a, b| a.code.cmp(&b.code));
    let out = std::env::var("OUT_DIR")?;
    let out = Path::new(&out);
    for language in &languages {
        let mut packed = File::create(out.join(format!("{}.zlib", language.code)))?;
        let texts = texts(&language.catalog);
        ZlibEncoder::new(&mut packed, Compression::best()).write_all(texts.as_bytes())?;
    }
    fs::write(out.join("languages.rs"), code(&languages))?;
    Ok(())
}

/// For each text its context, the English and the language's own forms, as `words` reads them.
fn texts(catalog: &Catalog) -> String {
    let known = catalog.messages();
    let known = known.filter(|message| message.is_translated() && !message.is_fuzzy());
    let texts = known.map(|message| {
        let mut parts = vec![message.msgctxt().unwrap_or_default(), message.msgid()];
        match message.msgstr_plural() {
            Ok(forms) => parts.extend(forms.iter().map(String::as_str)),
            Err(_) => parts.extend(message.msgstr().ok()),
        }
        parts.join("\u{1f}")
    });
    texts.collect::<Vec<_>>().join("\u{1e}")
}

fn read(path: &Path) -> Result<LanguageFile, Box<dyn Error>> {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let code = stem.ok_or("the name of the file is the code of a language")?;
    let catalog = po_file::parse(path)?;
    let header = &catalog.metadata;
    if header.language.replace('_', "-") != code {
        return Err(format!("the header Language is “{}”", header.language).into());
    }
    // “Indonesian <translators@example.org>”
    let team = header.language_team.split('<').next().unwrap_or_default();
    let variant: String = team.chars().filter(char::is_ascii_alphabetic).collect();
    if !variant.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Err("the header Language-Team begins with the language's name in English".into());
    }
    Ok(LanguageFile {
        code: code.to_owned(),
        variant,
        catalog,
    })
}

/// The type `Language` with what each knows, and a macro for files that come in each language.
fn code(languages: &[LanguageFile]) -> String {
    let count = languages.len() + 1;
    let of_each =
        |code: &dyn Fn(&LanguageFile) -> String| -> String { languages.iter().map(code).collect() };
    let variants = of_each(&|language| format!("{},\n", language.variant));
    let all = of_each(&|language| format!("Self::{},\n", language.variant));
    let files = of_each(&|language| file(&language.code));
    let catalogs = of_each(&catalog);
    format!(
        "/// A language of the window or of a map: English, and each that has a file.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]\n\
         #[allow(missing_docs, reason = \"a language is what it is called\")]\n\
         pub enum Language {{ #[default] English, {variants} }}\n\
         impl Language {{\n\
         /// English first, then by their codes.\n\
         pub const ALL: [Self; {count}] = [Self::English, {all}];\n\
         }}\n\
         static CATALOGS: [Catalog; {count}] = [Catalog::ENGLISH, {catalogs}];\n\
         /// The bytes of a file that comes in each language, as `Language::ALL` has them.\n\
         macro_rules! in_each_language {{\n\
         ($folder:literal, $name:literal, $ending:literal) => {{ [{} {files}] }};\n\
         }}\n\
         pub(crate) use in_each_language;\n",
        file("en")
    )
}

fn catalog(language: &LanguageFile) -> String {
    let (code, plural) = (&language.code, &language.catalog.metadata.plural_rules.expr);
    let path = format!("env!(\"OUT_DIR\"), \"/{code}.zlib\"");
    let packed = format!("include_bytes!(concat!({path}))");
    format!("Catalog {{ code: {code:?}, plural: {plural:?}, packed: {packed} }},\n")
}

fn file(code: &str) -> String {
    let path = format!("env!(\"CARGO_MANIFEST_DIR\"), $folder, $name, \".{code}\", $ending");
    format!("include_bytes!(concat!({path})) as &[u8],\n")
}
