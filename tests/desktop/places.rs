//! Prints where things stand on a map's sheet, one a line: what it is, its id, and left, top,
//! width and height in document units. The desktop test reads from it where to put the pointer.

use jejak::{file::disk, layout::Layout, model::Target, text::Fonts, words::Language};

fn main() -> Result<(), String> {
    let path = std::env::args_os().nth(1).ok_or("which map?")?;
    let loaded = disk::open(path.as_ref()).map_err(|error| error.describe(Language::English))?;
    let layout = Layout::new(&loaded.map, &Fonts::new(), None);
    let size = layout.size;
    println!("sheet sheet 0 0 {} {}", size.width, size.height);
    for place in layout.places() {
        let (what, id) = match &place.target {
            Target::Stage(id) => ("stage", id),
            Target::Card(id) => ("card", id),
            Target::Point(id) => ("point", id),
            _ => continue,
        };
        let rect = place.rect;
        let (x, y) = (rect.x0, rect.y0);
        println!("{what} {id} {x} {y} {} {}", rect.width(), rect.height());
    }
    Ok(())
}
