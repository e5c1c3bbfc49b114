//! Printing: the system's own dialog, by its portal; where there is none, the printing system's own
//! program, which prints on the usual printer.

use std::{
    io::{self, Write as _},
    process::{Command, Stdio},
};

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Printed {
    /// The system's dialog took it.
    Dialog,
    /// The person closed that dialog.
    Cancelled,
    /// The usual printer has it; the name of the job.
    Sent(String),
}

/// Why nothing was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NotPrinted {
    /// There is nothing to print with.
    NoWay,
    /// What the printing system says.
    Failed(String),
}

/// Has a PDF printed. Blocks until the person has answered the system's dialog.
pub(super) fn print(pdf: &[u8], title: &str) -> Result<Printed, NotPrinted> {
    match system::by_portal(pdf, title) {
        Some(Ok(true)) => Ok(Printed::Dialog),
        Some(Ok(false)) => Ok(Printed::Cancelled),
        Some(Err(why)) => Err(NotPrinted::Failed(why)),
        None => by_lp(pdf, title),
    }
}

/// By the program of CUPS, which is there on macOS, too.
fn by_lp(pdf: &[u8], title: &str) -> Result<Printed, NotPrinted> {
    let failed = |error: io::Error| NotPrinted::Failed(error.to_string());
    let mut command = Command::new("lp");
    command
        .args(["-t", title, "-o", "fit-to-page"])
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut lp = match command.spawn() {
        Ok(lp) => lp,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(NotPrinted::NoWay),
        Err(error) => return Err(failed(error)),
    };
    if let Some(mut input) = lp.stdin.take() {
        // It may have ended by itself, and says why.
        let _ = input.write_all(pdf);
    }
    let ended = lp.wait_with_output().map_err(failed)?;
    if ended.status.success() {
        return Ok(Printed::Sent(job(&String::from_utf8_lossy(&ended.stdout))));
    }
    let said = String::from_utf8_lossy(&ended.stderr);
    let said = said.trim().trim_start_matches("lp:").trim();
    let said = said.trim_start_matches("Error - ");
    Err(NotPrinted::Failed(match said.is_empty() {
        true => ended.status.to_string(),
        false => said.to_owned(),
    }))
}

/// The job that `lp` tells of: “request id is Office-12 (0 file(s))”.
fn job(told: &str) -> String {
    let mut words = told.split_whitespace().skip_while(|word| *word != "is");
    words.nth(1).unwrap_or_default().to_owned()
}

#[cfg(all(unix, not(target_os = "macos")))]
mod system {
    //! The portal of the desktop (org.freedesktop.portal.Print).

    use std::{
        collections::HashMap,
        fs::File,
        future::poll_fn,
        io::{Seek as _, Write as _},
        os::fd::OwnedFd,
        pin::pin,
        sync::atomic::{AtomicUsize, Ordering},
    };

    use zbus::{
        Connection, MatchRule, MessageStream,
        export::futures_core::Stream as _,
        message::Type,
        zvariant::{Fd, OwnedValue, Value},
    };

    const PORTAL: &str = "org.freedesktop.portal.Desktop";
    const PLACE: &str = "/org/freedesktop/portal/desktop";

    /// Whether it was printed, or why not; `None` where there is no portal that prints.
    pub(super) fn by_portal(pdf: &[u8], title: &str) -> Option<Result<bool, String>> {
        let file = file_with(pdf).ok()?;
        pollster::block_on(asked(file, title)).ok()
    }

    /// The portal is handed an open file and reads it from its start.
    fn file_with(pdf: &[u8]) -> std::io::Result<File> {
        let mut file = tempfile::tempfile()?;
        file.write_all(pdf)?;
        file.rewind()?;
        Ok(file)
    }

    /// `Err` where the portal does not take the question.
    async fn asked(file: File, title: &str) -> zbus::Result<Result<bool, String>> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let bus = Connection::session().await?;
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let token = format!("jejak_{}_{count}", std::process::id());
        let own = bus
            .unique_name()
            .map(|name| name.as_str())
            .unwrap_or_default();
        let own = own.trim_start_matches(':').replace('.', "_");
        // Whoever listens before asking misses no answer.
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .interface("org.freedesktop.portal.Request")?
            .member("Response")?
            .path(format!("{PLACE}/request/{own}/{token}"))?
            .build();
        let mut answers = pin!(MessageStream::for_match_rule(rule, &bus, None).await?);
        let options = HashMap::from([
            ("handle_token", Value::from(token.as_str())),
            ("modal", Value::from(true)),
        ]);
        let document = Fd::from(OwnedFd::from(file));
        bus.call_method(
            Some(PORTAL),
            PLACE,
            Some("org.freedesktop.portal.Print"),
            "Print",
            &("", title, document, options),
        )
        .await?;
        let answer = poll_fn(|context| answers.as_mut().poll_next(context)).await;
        let Some(answer) = answer else {
            return Ok(Err("the print dialog is gone".to_owned()));
        };
        let answer = answer?;
        let (response, _): (u32, HashMap<String, OwnedValue>) = answer.body().deserialize()?;
        Ok(match response {
            0 => Ok(true),
            1 => Ok(false),
            _ => Err("the print dialog could not print it".to_owned()),
        })
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
mod system {
    //! There are no portals.

    pub(super) fn by_portal(_pdf: &[u8], _title: &str) -> Option<Result<bool, String>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_read_from_what_lp_says() {
        assert_eq!(job("request id is Office-12 (0 file(s))\n"), "Office-12");
        assert_eq!(job(""), "");
    }
}
