//! Mean, spread and interval of a few answers.

/// What some answers amount to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// How many answers there are.
    pub n: u32,
    /// On their own scale.
    pub mean: f64,
    /// The sample's standard deviation (n − 1); `None` for a single answer.
    pub spread: Option<f64>,
}

impl Figures {
    /// `None` for no answers.
    pub fn of(scores: &[f64]) -> Option<Self> {
        let n = u32::try_from(scores.len()).ok().filter(|n| *n > 0)?;
        let mean = scores.iter().sum::<f64>() / f64::from(n);
        let squares: f64 = scores.iter().map(|score| (score - mean).powi(2)).sum();
        Some(Self {
            n,
            mean,
            spread: (n > 1).then(|| (squares / f64::from(n - 1)).sqrt()),
        })
    }

    /// Half the length of the 95 % confidence interval of the mean: t · s / √n, with Student's t
    /// for n − 1 degrees of freedom. `None` for a single answer.
    pub fn half_interval(&self) -> Option<f64> {
        let t = t_975(self.n.checked_sub(1)?)?;
        Some(t * self.spread? / f64::from(self.n).sqrt())
    }
}

/// The 97.5 % quantile of Student's t; `None` without a degree of freedom.
///
/// From the table up to 10 degrees; above by the expansion of Abramowitz and Stegun, Handbook of
/// Mathematical Functions (1964), 26.7.5, which is exact to four decimals there.
pub fn t_975(degrees: u32) -> Option<f64> {
    const TABLE: [f64; 10] = [
        12.706_2, 4.302_7, 3.182_4, 2.776_4, 2.570_6, 2.446_9, 2.364_6, 2.306_0, 2.262_2, 2.228_1,
    ];
    const Z: f64 = 1.959_963_985;
    let index = degrees.checked_sub(1)? as usize;
    if let Some(t) = TABLE.get(index) {
        return Some(*t);
    }
    let v = f64::from(degrees);
    let z = |power: i32| Z.powi(power);
    Some(
        Z + (z(3) + Z) / (4.0 * v)
            + (5.0 * z(5) + 16.0 * z(3) + 3.0 * Z) / (96.0 * v.powi(2))
            + (3.0 * z(7) + 19.0 * z(5) + 17.0 * z(3) - 15.0 * Z) / (384.0 * v.powi(3)),
    )
}
