//! The colours of a logo's picture, by the share of its area: what lies behind it and greys aside.

use std::collections::HashMap;

use super::{
    found::{BrandNote, BrandWay, FoundBrand, FoundColor, FoundName},
    logo,
    offer::Offer,
    shade,
};
use crate::{
    file::picture::{self, PictureError},
    model::{Brand, Color, Picture},
};

/// So many pixels are looked at, spread over the picture.
const SAMPLES: usize = 60_000;
/// So many colours are told apart.
const CLUSTERS: usize = 12;
const ROUNDS: usize = 12;
/// Clusters nearer than this (OKLab) are one colour.
const MERGED: f32 = 0.07;
/// Of what is left of a picture: less is where edges are softened.
const LEAST_SHARE: f64 = 0.015;
/// Of the pixels at the edges: so many of one colour are what lies behind.
const BACKGROUND: f64 = 0.5;

/// Takes the colours of a picture, and the picture as the logo.
///
/// # Errors
/// Where it cannot be read.
pub(super) fn read(bytes: &[u8]) -> Result<FoundBrand, PictureError> {
    let logo = logo::of(bytes)?;
    let pixels = picture::pixels(&logo).ok_or(PictureError::Broken)?;
    let shares = shares(&pixels, logo.size().0 as usize);
    let mut offer = Offer::default();
    for (color, _) in &shares {
        offer.propose(*color);
    }
    let (colors, _) = offer.proposed();
    let notes = match colors.is_empty() {
        true => vec![BrandNote::OnlyGreys],
        false => Vec::new(),
    };
    let listed = shares.into_iter().map(|(color, share)| FoundColor {
        color,
        name: FoundName::Share(share),
        uses: None,
    });
    let listed = listed.collect();
    let brand = with_logo(&logo);
    let mut found = FoundBrand::of_parts(
        BrandWay::Picture,
        brand,
        (colors, listed),
        Vec::new(),
        notes,
    );
    found.logos = vec![logo];
    Ok(found)
}

fn with_logo(logo: &Picture) -> Brand {
    let picture = Some(logo.clone());
    match logo::is_for_dark(logo) {
        true => Brand {
            logo_on_dark: picture,
            ..Brand::default()
        },
        false => Brand {
            logo: picture,
            ..Brand::default()
        },
    }
}

/// The colours of pixels (RGBA, rows of `width`) and their shares of what is not behind, the largest
/// first; greys among them.
fn shares(pixels: &[u8], width: usize) -> Vec<(Color, f64)> {
    let all = pixels.as_chunks::<4>().0;
    let behind = background(all, width);
    let step = all.len().div_ceil(SAMPLES).max(1);
    // An odd step meets all columns.
    let step = step | 1;
    let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
    for pixel in all.iter().step_by(step).filter(|pixel| pixel[3] > 127) {
        let rgb = [pixel[0], pixel[1], pixel[2]];
        // Five bits of each are told apart; which of the others stands for them is counted below.
        *counts.entry(rgb.map(|part| part & 0xFC)).or_default() += 1;
    }
    let mut points: Vec<Point> = counts
        .into_iter()
        .map(|(rgb, count)| Point {
            lab: shade::lab(of_rgb(rgb.map(|part| part | (part >> 6)))),
            count,
        })
        .filter(|point| behind.is_none_or(|behind| shade::distance(point.lab, behind) > 0.05))
        .collect();
    points.sort_by(|a, b| {
        b.count
            .cmp(&a.count)
            .then(a.lab.map(total).cmp(&b.lab.map(total)))
    });
    let sum: usize = points.iter().map(|point| point.count).sum();
    let clusters = merged(clustered(&points));
    let mut shares: Vec<(Color, f64)> = clusters
        .into_iter()
        .map(|cluster| {
            (
                shade::of_lab(cluster.lab),
                cluster.count as f64 / sum.max(1) as f64,
            )
        })
        .filter(|(_, share)| *share >= LEAST_SHARE)
        .collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    shares
}

fn of_rgb([r, g, b]: [u8; 3]) -> Color {
    Color { r, g, b }
}

/// An order of numbers, whatever they are.
fn total(number: f32) -> i64 {
    (f64::from(number) * 1e9) as i64
}

/// A colour and how many pixels have it.
#[derive(Debug, Clone, Copy)]
struct Point {
    lab: [f32; 3],
    count: usize,
}

/// The grey, white or black that most of the edges are of.
fn background(all: &[[u8; 4]], width: usize) -> Option<[f32; 3]> {
    let height = all.len() / width.max(1);
    let is_edge = |at: usize| {
        let (x, y) = (at % width, at / width);
        x == 0 || y == 0 || x + 1 == width || y + 1 == height
    };
    let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
    let mut edges = 0_usize;
    for (at, pixel) in all.iter().enumerate() {
        if is_edge(at) {
            edges += 1;
            if pixel[3] > 127 {
                *counts
                    .entry([pixel[0] & 0xF8, pixel[1] & 0xF8, pixel[2] & 0xF8])
                    .or_default() += 1;
            }
        }
    }
    let most = counts.into_iter().max_by_key(|(rgb, count)| (*count, *rgb));
    let (rgb, count) = most.filter(|(_, count)| *count as f64 >= BACKGROUND * edges as f64)?;
    let color = of_rgb(rgb.map(|part| part | (part >> 5)));
    // A ground in colour may be the brand's.
    (count > 0 && shade::is_grey(color)).then(|| shade::lab(color))
}

/// k-means (Lloyd), begun with the most frequent colours that are far from each other: the same for
/// the same points.
fn clustered(points: &[Point]) -> Vec<Point> {
    let mut means: Vec<[f32; 3]> = Vec::new();
    let far = |lab: [f32; 3], means: &[[f32; 3]]| {
        let all = means.iter().map(|mean| shade::distance(lab, *mean));
        all.fold(f32::INFINITY, f32::min)
    };
    while means.len() < CLUSTERS {
        let weight = |point: &&Point| {
            let apart = far(point.lab, &means).min(1.0);
            f64::from(apart).powi(2) * (point.count as f64).sqrt()
        };
        let next = points.iter().max_by(|a, b| weight(a).total_cmp(&weight(b)));
        match next.filter(|point| far(point.lab, &means) > MERGED / 2.0) {
            Some(point) => means.push(point.lab),
            None => break,
        }
    }
    let mut clusters: Vec<Point> = Vec::new();
    for _ in 0..ROUNDS {
        let mut sums = vec![([0.0_f64; 3], 0_usize); means.len()];
        for point in points {
            let nearest = (0..means.len()).min_by(|a, b| {
                let apart = |at: &usize| shade::distance(point.lab, means[*at]);
                apart(a).total_cmp(&apart(b))
            });
            if let Some(nearest) = nearest {
                let (sum, count) = &mut sums[nearest];
                for (sum, part) in sum.iter_mut().zip(point.lab) {
                    *sum += f64::from(part) * point.count as f64;
                }
                *count += point.count;
            }
        }
        clusters = sums
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(sum, count)| Point {
                lab: sum.map(|sum| (sum / *count as f64) as f32),
                count: *count,
            })
            .collect();
        let next: Vec<[f32; 3]> = clusters.iter().map(|cluster| cluster.lab).collect();
        if next == means {
            break;
        }
        means = next;
    }
    // The mean of a cluster has the softened edges in it: its most frequent colour has not.
    for cluster in &mut clusters {
        let own = points
            .iter()
            .filter(|point| shade::distance(point.lab, cluster.lab) < MERGED);
        if let Some(most) = own.max_by_key(|point| point.count) {
            cluster.lab = most.lab;
        }
    }
    clusters
}

/// Clusters with those that are nearly the same taken together, the largest first.
fn merged(mut clusters: Vec<Point>) -> Vec<Point> {
    clusters.sort_by_key(|cluster| std::cmp::Reverse(cluster.count));
    let mut merged: Vec<Point> = Vec::new();
    for cluster in clusters {
        let near = |known: &&mut Point| shade::distance(known.lab, cluster.lab) < MERGED;
        match merged.iter_mut().find(near) {
            Some(known) => known.count += cluster.count,
            None => merged.push(cluster),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture whose pixels are told by their place.
    fn made(width: u32, height: u32, pixel: impl Fn(u32, u32) -> [u8; 4]) -> Vec<u8> {
        let at = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        at.flat_map(|(x, y)| pixel(x, y)).collect()
    }

    fn near(a: Color, b: u32) -> bool {
        shade::distance(shade::lab(a), shade::lab(Color::hex(b))) < 0.02
    }

    #[test]
    fn colours_come_by_their_share_without_what_lies_behind() {
        // Two bars on white, softened where they end, and a black line.
        let pixels = made(120, 80, |x, y| match (x, y) {
            (10..=59, 10..=69) => [0x0B, 0x25, 0x45, 255],
            (60, 10..=69) => [0x85, 0x92, 0xA2, 255],
            (70..=99, 10..=69) => [0xC9, 0xA2, 0x27, 255],
            (5, _) => [0, 0, 0, 255],
            _ => [255; 4],
        });
        let shares = shares(&pixels, 120);
        assert!(near(shares[0].0, 0x0B2545), "{shares:?}");
        assert!(near(shares[1].0, 0xC9A227), "{shares:?}");
        assert!(
            (shares[0].1 / shares[1].1 - 50.0 / 30.0).abs() < 0.12,
            "{shares:?}"
        );
        assert!(shares.iter().all(|(color, _)| !near(*color, 0xFFFFFF)));
    }

    #[test]
    fn a_ground_in_colour_is_the_brands_and_a_transparent_one_is_nothing() {
        let on_red = made(60, 60, |x, y| match (x, y) {
            (20..=39, 20..=39) => [255; 4],
            _ => [0xC4, 0x1E, 0x3A, 255],
        });
        let on_red = shares(&on_red, 60);
        assert!(
            near(on_red[0].0, 0xC41E3A) && on_red[0].1 > 0.8,
            "{on_red:?}"
        );
        let clear = made(60, 60, |x, _| match x {
            0..=29 => [0x00, 0x66, 0xFF, 255],
            _ => [0xFF, 0x00, 0x00, 40],
        });
        let clear = shares(&clear, 60);
        assert_eq!(clear.len(), 1, "{clear:?}");
        assert!(near(clear[0].0, 0x0066FF));
    }

    #[test]
    fn many_colours_are_told_apart_and_the_same_each_time() {
        let hues = [
            0xE63946_u32,
            0xF4A261,
            0x2A9D8F,
            0x457B9D,
            0x6A4C93,
            0x8AC926,
        ];
        let pixels = made(240, 60, |x, y| {
            let [_, r, g, b] = hues[(x / 40) as usize].to_be_bytes();
            // As JPEG has it: no two pixels quite the same.
            let noise = ((x * 7 + y * 13) % 5) as u8;
            [
                r.saturating_sub(noise),
                g.saturating_add(noise),
                b.saturating_sub(noise),
                255,
            ]
        });
        let found = shares(&pixels, 240);
        assert_eq!(found.len(), 6, "{found:?}");
        for hue in hues {
            let is_there = found.iter().any(|(color, _)| {
                shade::distance(shade::lab(*color), shade::lab(Color::hex(hue))) < 0.04
            });
            assert!(is_there, "{hue:06X} of {found:?}");
        }
        assert_eq!(found, shares(&pixels, 240));
    }

    #[test]
    fn nothing_at_all_has_no_colours() {
        assert_eq!(shares(&made(9, 9, |_, _| [0; 4]), 9), []);
        assert_eq!(shares(&made(9, 9, |_, _| [255; 4]), 9), []);
    }
}
