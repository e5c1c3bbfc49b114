//! Plural rules as gettext writes them: which form of a text goes with a number.

/// Which form goes with `n`, from 0, by the expression after `plural=` in the head of a PO file:
/// C over whole numbers and `n`. `None` for what is no such expression.
pub(super) fn form(rule: &str, n: u64) -> Option<usize> {
    let mut reader = Reader { rest: rule, n };
    let value = reader.choice()?;
    let is_whole = reader.rest.trim_start().is_empty();
    usize::try_from(value).ok().filter(|_| is_whole)
}

type Operator = (&'static str, u8, fn(u64, u64) -> Option<u64>);

/// Each with how closely it binds; of two with the same beginning the longer one comes first.
const OPERATORS: [Operator; 13] = [
    ("||", 1, |a, b| Some(u64::from(a != 0 || b != 0))),
    ("&&", 2, |a, b| Some(u64::from(a != 0 && b != 0))),
    ("==", 3, |a, b| Some(u64::from(a == b))),
    ("!=", 3, |a, b| Some(u64::from(a != b))),
    ("<=", 4, |a, b| Some(u64::from(a <= b))),
    (">=", 4, |a, b| Some(u64::from(a >= b))),
    ("<", 4, |a, b| Some(u64::from(a < b))),
    (">", 4, |a, b| Some(u64::from(a > b))),
    ("+", 5, u64::checked_add),
    ("-", 5, u64::checked_sub),
    ("*", 6, u64::checked_mul),
    ("/", 6, u64::checked_div),
    ("%", 6, u64::checked_rem),
];

struct Reader<'t> {
    rest: &'t str,
    n: u64,
}

impl Reader<'_> {
    /// `condition ? one : other`, or what binds more closely.
    fn choice(&mut self) -> Option<u64> {
        let condition = self.operation(1)?;
        if !self.takes("?") {
            return Some(condition);
        }
        let one = self.choice()?;
        if !self.takes(":") {
            return None;
        }
        let other = self.choice()?;
        Some(if condition == 0 { other } else { one })
    }

    /// Operators that bind at least so closely, from left to right.
    fn operation(&mut self, least: u8) -> Option<u64> {
        let mut value = self.operand()?;
        while let Some((_, closeness, apply)) = OPERATORS
            .iter()
            .find(|(sign, closeness, _)| *closeness >= least && self.takes(sign))
        {
            value = apply(value, self.operation(closeness + 1)?)?;
        }
        Some(value)
    }

    fn operand(&mut self) -> Option<u64> {
        if self.takes("!") {
            return Some(u64::from(self.operand()? == 0));
        }
        if self.takes("(") {
            let value = self.choice()?;
            return self.takes(")").then_some(value);
        }
        if self.takes("n") {
            return Some(self.n);
        }
        let end = self.rest.find(|c: char| !c.is_ascii_digit());
        let (digits, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        digits.parse().ok()
    }

    fn takes(&mut self, sign: &str) -> bool {
        let rest = self.rest.trim_start();
        let after = rest.strip_prefix(sign);
        self.rest = after.unwrap_or(rest);
        after.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_the_world_s_languages_are_followed() {
        let russian =
            "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)";
        let slovenian = "(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3)";
        let irish = "n==1 ? 0 : n==2 ? 1 : (n>2 && n<7) ? 2 :(n>6 && n<11) ? 3 : 4";
        for (rule, forms) in [
            ("0", [(0, 0), (1, 0), (2, 0)].as_slice()),
            ("(n != 1)", &[(0, 1), (1, 0), (2, 1)]),
            ("n>1", &[(0, 0), (1, 0), (2, 1)]),
            ("!(n == 1)", &[(0, 1), (1, 0)]),
            ("n - 1 - 1", &[(3, 1), (4, 2)]),
            ("1 + 2 * n", &[(1, 3)]),
            (
                russian,
                &[(1, 0), (21, 0), (2, 1), (34, 1), (5, 2), (11, 2), (112, 2)],
            ),
            (slovenian, &[(101, 0), (2, 1), (4, 2), (0, 3), (5, 3)]),
            (irish, &[(1, 0), (2, 1), (6, 2), (10, 3), (0, 4), (11, 4)]),
        ] {
            for (n, expected) in forms {
                assert_eq!(form(rule, *n), Some(*expected), "{n} by {rule}");
            }
        }
    }

    #[test]
    fn what_is_no_rule_is_none() {
        for rule in ["", "m", "n >", "(n", "n ? 1", "n 1", "n / 0", "1 - 2"] {
            assert_eq!(form(rule, 3), None, "{rule}");
        }
    }
}
