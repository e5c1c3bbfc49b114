//! Answers that may come too late: each question takes a ticket, and only the newest is accepted.

/// Issues tickets; the newest is the one whose answer is still wanted.
#[derive(Debug, Default)]
pub(super) struct Tickets {
    newest: u64,
}

/// What an answer brings back from the question that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ticket(u64);

impl Tickets {
    /// A ticket for a new question; answers to earlier ones are too late from now on.
    pub(super) fn issue(&mut self) -> Ticket {
        self.newest += 1;
        self.newest()
    }

    /// The ticket that was issued last.
    pub(super) fn newest(&self) -> Ticket {
        Ticket(self.newest)
    }

    /// Whether nothing was asked, or given up, since `ticket` was issued.
    pub(super) fn accepts(&self, ticket: Ticket) -> bool {
        ticket == self.newest()
    }

    /// Gives up what was asked: its answer is not wanted any more.
    pub(super) fn revoke(&mut self) {
        self.newest += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_answer_is_accepted_and_none_once_it_is_given_up() {
        let mut tickets = Tickets::default();
        let first = tickets.issue();
        assert!(tickets.accepts(first) && tickets.newest() == first);
        let second = tickets.issue();
        assert!(!tickets.accepts(first), "it comes too late");
        assert!(tickets.accepts(second));
        tickets.revoke();
        assert!(!tickets.accepts(second), "nobody waits for it");
        assert!(!tickets.accepts(first));
    }
}
