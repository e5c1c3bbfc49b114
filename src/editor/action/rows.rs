//! The table of actions: one row each, in the order of the menus. An action is added by its row
//! here and by what the row calls.

/// Hands the rows to a macro that makes something of them. In a row, what is the same whatever is
/// open stands in brackets, and what depends on the map in braces:
///
/// - `name` (unique) and `about`, one sentence: English, to be translated; `also`, other words that
///   it is looked for by;
/// - `menu: Menu / "Submenu"`, none for what is only reached by key; `apart` below a line;
/// - `icon`, a name in `icons/`;
/// - `keys`, the first of which menus show; those without Ctrl or a function key are for the sheet
///   alone; `of_writing`: a field that is written in keeps them;
/// - `without_map`: it can be done when none is open;
/// - `context: Group if …`, whether a context menu offers it for what was clicked (`at`);
/// - `reads`, what it is called now; `step`, the step of the history that it is about;
/// - `needs: …, or: …`, whether it can be done and else why not; or `when`, a rule that tells both;
/// - `ends`, what becomes of a drag or a text that is going on (`CarryInstead` unless said
///   otherwise);
/// - `by: Outside` or `by: Window`, who does it; or `does`, how the editor does it.
macro_rules! action_rows {
    ($make:ident) => {
        $make! {
            (editor, at)
            New [
                name: "New map", about: "Start a new map.",
                menu: File, icon: "document", keys: [ctrl('N')], without_map: true,
            ] { by: Outside }
            NewFromTemplate [
                name: "New from template…", about: "Start from a ready-made layout.",
                menu: File, keys: [ctrl('N').shifted()], without_map: true,
            ] { by: Outside }
            Open [
                name: "Open…", about: "Open a map from a file.",
                menu: File, icon: "folder", keys: [ctrl('O')], without_map: true,
            ] { by: Outside }
            /// Of the same program, beside this one.
            NewWindow [
                name: "New window", about: "Open another window, for another map.",
                menu: File, without_map: true,
            ] { by: Outside }
            Save [
                name: "Save", about: "Save the map to its file.",
                menu: File apart, icon: "save", keys: [ctrl('S')],
            ] { by: Outside }
            SaveAs [
                name: "Save as…", about: "Save the map to another file.",
                menu: File, keys: [ctrl('S').shifted()],
            ] { by: Outside }
            SaveAsTemplate [
                name: "Save as template…", about: "Keep a copy of this map to start others from.",
                menu: File,
            ] { by: Outside }
            /// The versions that were saved.
            History [
                name: "History…", about: "See saved versions and restore one.",
                menu: File, icon: "clock", keys: [ctrl('H').shifted()],
            ] { by: Outside }
            Compare [
                name: "Compare with…",
                about: "See how another map differs, and apply some of its changes.",
                menu: File,
            ] { by: Outside }
            ImportSurvey [
                name: "Import survey…",
                about: "Draw the emotion curves from survey answers (CSV, Excel).",
                menu: File,
            ] { when: editor.curve_for_point(None).map(|_| ()), by: Outside }
            Export [
                name: "Export…", about: "Make a picture of the map: PNG, SVG or PDF.",
                menu: File apart, icon: "upload", keys: [ctrl('E')],
            ] { context: Look if at.target.is_none(), by: Outside }
            ExportPdf [
                name: "Export as PDF…", about: "Make a PDF of the map, to be printed or passed on.",
                menu: File,
            ] { by: Outside }
            Print [
                name: "Print…", about: "Print the map, its stops, or the map cut into pages.",
                also: marked("printer, paper"),
                menu: File, icon: "print", keys: [ctrl('P')],
            ] { by: Outside }
            /// What is selected, as a page of its own.
            ExportSelection [
                name: "Export selection…",
                about: "Make a picture of what is selected: stages, lanes, cards, curve points, a persona or a stop.",
                menu: File,
            ] {
                context: Copy if matches!(at.target, Some(T::Stage(_) | T::Persona(_) | T::Stop(_))),
                needs: editor.stop_to_hand_out().is_some(),
                or: marked("Select stages, lanes, cards, curve points, a persona or a stop first."),
                by: Outside,
            }
            /// In the format of another tool.
            ExportText [
                name: "Export to another tool…",
                about: "Write the map for another tool: Excel, Mermaid, CSV, Markdown or Open Journey Format.",
                menu: File,
            ] { by: Outside }
            /// A picture of the matrix of value against effort.
            ExportValues [
                name: "Export value–effort matrix…",
                about: "Make a picture of the opportunities by value and effort: PNG, SVG or PDF.",
                menu: File,
            ] { when: editor.has_opportunities(), by: Outside }
            Settings [
                name: "Settings…", about: "Language, appearance, your name, paper, and what is kept on this computer.",
                also: marked("preferences, options"),
                menu: File apart, icon: "gear", keys: [ctrl(',')], without_map: true,
            ] { by: Outside }
            Close [
                name: "Close map", about: "Close the map and go back to the start.",
                menu: File apart, keys: [ctrl('W')],
            ] { by: Outside }
            Quit [
                name: "Quit", about: "Close the window.",
                menu: File, keys: [ctrl('Q')], without_map: true,
            ] { by: Outside }
            Undo [
                name: "Undo", about: "Undo the last change.",
                menu: Edit, icon: "undo", keys: [ctrl('Z')] of_writing,
            ] {
                step: editor.history().undo_name(),
                needs: editor.history().undo_name().is_some() || editor.has_unsaved_text(),
                or: marked("There is nothing to undo."), does: editor.undo(),
            }
            Redo [
                name: "Redo", about: "Redo the change you undid.",
                menu: Edit, icon: "redo", keys: [ctrl('Z').shifted(), ctrl('Y')] of_writing,
            ] {
                step: editor.history().redo_name(), needs: editor.history().redo_name().is_some(),
                or: marked("There is nothing to redo."), does: editor.redo(),
            }
            Cut [
                name: "Cut", about: "Move the selection to the clipboard.",
                menu: Edit apart, keys: [ctrl('X')] of_writing,
            ] { context: Copy, when: editor.can_cut(), does: editor.cut() }
            Copy [
                name: "Copy", about: "Copy the selection to the clipboard.",
                menu: Edit, icon: "copy", keys: [ctrl('C')] of_writing,
            ] {
                context: Copy, needs: editor.clip_kind().is_some() || editor.selected_text().is_some(),
                or: marked("Select something with text first."), does: editor.copy(),
            }
            /// A picture of what is selected, else of the map.
            CopyImage [
                name: "Copy as picture",
                about: "Copy the selection, or the whole map, to the clipboard as a picture.",
                menu: Edit, icon: "image", keys: [ctrl('C').shifted()],
            ] { context: Copy, does: editor.copy_image() }
            /// Of what is selected, else of the map.
            CopyDescription [
                name: "Copy description",
                about: "Copy a description of the selection or the whole map, for a web page, an email or people who can’t see it.",
                also: marked("alt text, alternative text, summary, screen reader"),
                menu: Edit,
            ] { context: Copy if at.target.is_none(), does: editor.copy_description() }
            Paste [
                name: "Paste",
                about: "Paste parts of a map, a table or lines of text.",
                menu: Edit, keys: [ctrl('V')] of_writing,
            ] {
                context: Copy if matches!(at.target, None | Some(T::Cell { .. } | T::Card(_) | T::Stage(_) | T::Lane(_))),
                by: Outside,
            }
            /// The table on the clipboard, as a map of its own.
            PasteAsMap [
                name: "Paste as map…",
                about: "Make a map of the table that was copied in a spreadsheet program.",
                menu: Edit, without_map: true,
            ] { by: Outside }
            /// A copy of what is selected, beside it.
            Duplicate [
                name: "Duplicate", about: "Put a copy of the selection beside it.",
                menu: Edit, keys: [ctrl('D')],
            ] {
                context: Copy,
                needs: editor.clip_kind().is_some() || !editor.selected_stops().is_empty(),
                or: marked("Select cards, points, metrics, stages, lanes or stops first."),
                does: editor.duplicate(),
            }
            Find [
                name: "Find…", about: "Find text anywhere on the map.",
                menu: Edit / "Find" apart, icon: "search", keys: [ctrl('F')],
            ] { context: Look if at.target.is_none(), does: editor.open_find(false) }
            Replace [
                name: "Find and replace…", about: "Find text and replace it.",
                menu: Edit / "Find", keys: [ctrl('H')],
            ] { does: editor.open_find(true) }
            FindNext [
                name: "Find next", about: "Go to the next match.",
                menu: Edit / "Find", keys: [plain(Key::F3), ctrl('G')],
            ] { when: editor.has_looked_for_something(), does: editor.find_step(true) }
            FindPrevious [
                name: "Find previous", about: "Go to the previous match.",
                menu: Edit / "Find", keys: [plain(Key::F3).shifted(), ctrl('G').shifted()],
            ] { when: editor.has_looked_for_something(), does: editor.find_step(false) }
            EditText [
                name: "Edit text", about: "Edit the text of the selection.",
                menu: Edit apart, icon: "pencil", keys: [plain(Key::Enter), plain(Key::F2)],
            ] { context: Write, when: editor.can_edit_text(), does: editor.edit_selected_text() }
            Delete [
                name: "Delete", about: "Delete what is selected, with all that depends on it.",
                menu: Edit, icon: "trash", keys: [plain(Key::Delete), plain(Key::Backspace)],
            ] { context: Remove, when: editor.can_delete(), does: editor.delete_selected() }
            /// The cell, then the lane, then everything.
            SelectMore [
                name: "Expand selection", about: "Select the cell, then the lane, then everything.",
                menu: Edit / "Select", keys: [ctrl('A')] of_writing,
            ] { does: editor.select_more() }
            SelectNone [
                name: "Deselect all", about: "Cancel the current action or clear the selection.",
                menu: Edit / "Select", keys: [plain(Key::Escape)],
            ] { when: editor.can_let_go(), ends: Nothing, does: editor.escape() }
            /// By key; with the pointer it is there anyway.
            ReachBar [
                name: "Selection bar",
                about: "Move the focus to the small bar beside the selection: channel, severity, personas and more.",
                menu: Edit / "Select", keys: [ctrl('B')],
            ] { when: editor.has_something_at_hand(), by: Window }
            /// In reading order.
            SelectNext [
                name: "Select the next", about: "Select the next item in reading order.",
                keys: [plain(Key::Tab)],
            ] { does: editor.select_next(true) }
            SelectPrevious [
                name: "Select the previous", about: "Select the previous item in reading order.",
                keys: [plain(Key::Tab).shifted()],
            ] { does: editor.select_next(false) }
            /// Selects the next thing in a direction.
            Select(direction: Direction = Direction::ALL) [
                name: select_name(direction), about: "Select the next item in this direction.",
                keys: [plain(direction.key())],
            ] { does: editor.select_towards(direction) }
            /// Selects one more in a direction, or one less on the way back.
            Extend(direction: Direction = Direction::ALL) [
                name: extend_name(direction), about: "Also select the next item in this direction.",
                keys: [plain(direction.key()).shifted()],
            ] { does: editor.extend_towards(direction) }
            /// Goes about without selecting.
            MoveRing(direction: Direction = Direction::ALL) [
                name: ring_name(direction),
                about: "Move the focus in this direction and keep the selection.",
                keys: [ctrl(direction.key())],
            ] { does: editor.ring_towards(direction) }
            ToggleAtRing [
                name: "Select or deselect the focused item",
                about: "Add the focused item to the selection, or remove it (also with Space).",
                keys: [ctrl(Key::Space)],
            ] {
                needs: editor.ring().is_some(),
                or: match cfg!(target_os = "macos") {
                    true => marked("Move the focus with ⌘ and the arrow keys first."),
                    false => marked("Move the focus with Ctrl and the arrow keys first."),
                },
                does: editor.toggle_at_ring(),
            }
            /// Moves what is selected one place in a direction.
            Move(direction: Direction = Direction::ALL) [
                name: move_name(direction), about: "Move what is selected one place in this direction.",
                menu: Edit / "Move" apart, keys: [alt(direction.key())],
            ] {
                context: Arrange, needs: editor.steps_towards(direction).is_some(),
                or: marked("The selection can’t be moved there."), does: editor.move_towards(direction),
            }
            /// At the selected card or step.
            SplitStage [
                name: "Split stage here",
                about: "Move the selected card or step, and everything after it, to a new stage.",
                menu: Edit / "Stages",
            ] { context: Arrange, when: editor.split().map(|_| ()), does: editor.split_stage() }
            MergeStage [
                name: "Merge with the next stage",
                about: "Move everything from the next stage into the selected one.",
                menu: Edit / "Stages",
            ] {
                context: Arrange if matches!(at.target, Some(T::Stage(_))),
                when: editor.merge().map(|_| ()), does: editor.merge_stages(),
            }
            ToggleTimeColumns [
                name: "Scale columns by duration",
                about: "Make long stages wider than short ones, or all the same width.",
                menu: Edit / "Stages", icon: "clock",
            ] {
                on: Some(editor.map().columns_by_time), when: editor.can_turn_time_columns(),
                does: editor.toggle_time_columns(),
            }
            ToggleMomentOfTruth [
                name: "Moment of truth", about: "Mark this point as a moment of truth.",
                also: marked("star, key moment"),
                menu: Edit apart, icon: "star",
            ] {
                context: Write, on: editor.are_moments_of_truth(),
                when: editor.has_selected(|target| matches!(target, T::Point(_)), marked("Select a curve point first.")),
                does: editor.toggle_moments_of_truth(),
            }
            ToggleConversion [
                name: "Conversion",
                about: "Mark the card or curve point as what the journey leads to: the purchase, the booking, the enquiry.",
                menu: Edit, icon: "conversion",
            ] {
                context: Write, on: editor.are_conversions(),
                when: editor.has_selected(|target| matches!(target, T::Card(_) | T::Point(_)), marked("Select a card or a curve point first.")),
                does: editor.toggle_conversions(),
            }
            ToggleStopHidden [
                name: "Hide stop",
                about: "Skip the selected stops when you present or export, or show them again.",
                menu: Edit, icon: "eye-off",
            ] {
                context: Arrange if matches!(at.target, Some(T::Stop(_))),
                reads: editor.hiding_stops_name(),
                when: editor.has_selected(|target| matches!(target, T::Stop(_)), marked("Select a stop first.")),
                does: editor.toggle_stops_hidden(),
            }
            AddEvidence [
                name: "Add evidence", about: "Note what backs this up: a number or a story, and where it comes from.",
                menu: Edit, icon: "document",
            ] { context: Write, when: editor.can_be_backed(), by: Window }
            /// The selected pain points with the selected opportunities, or takes their links away.
            Link [
                name: "Link or draw an arrow",
                about: "Link the selected pain points with the opportunities that address them, or draw an arrow from the first of two other cards or stages to the second.",
                also: marked("arrow, connect, unlink, loop back"),
                menu: Edit, icon: "link", keys: [ctrl('L')],
            ] {
                context: Write, reads: editor.link_name(), when: editor.can_link(),
                does: editor.link_selected(),
            }
            /// A card that is written at once, linked with the selected pain point.
            AddAnswer [
                name: "New opportunity for it",
                about: "Write an opportunity that addresses the selected pain point, in the same stage.",
                also: marked("address, answer, solution"),
                menu: Edit, icon: "idea",
            ] { context: Write, when: editor.pain_to_answer().map(|_| ()), does: editor.add_answer() }
            /// The end of the line is chosen by key.
            Connect [
                name: "Connect to…",
                about: "Choose another card with the arrow keys, then press Enter to link it or draw an arrow to it.",
                menu: Edit, icon: "arrow", keys: [ctrl('L').shifted()],
            ] { when: editor.can_connect(), does: editor.connect() }
            SetHue(hue: Hue = Hue::ALL) [
                name: hue.name(), about: "Give the selected stages and personas this colour.",
                menu: Edit / "Colour",
            ] {
                on: editor.have_hue(hue),
                when: editor.has_selected(|target| matches!(target, T::Stage(_) | T::Persona(_)), marked("Select a stage or a persona first.")),
                does: editor.set_hue(hue),
            }
            ChoosePicture [
                name: "Choose picture…",
                about: "Choose a picture from a file: a persona has it in their circle, a card above its text.",
                menu: Edit / "Picture", icon: "image",
            ] {
                context: Arrange, needs: editor.selected_with_picture().is_some(),
                or: marked("Select a persona or a card first."), does: editor.choose_picture(),
            }
            RemovePicture [
                name: "Remove picture", about: "Remove the picture from the selected persona or card; its file stays.",
                menu: Edit / "Picture",
            ] {
                context: Arrange, needs: matches!(editor.selected_with_picture(), Some((_, Some(_)))),
                or: marked("Select a persona or a card with a picture first."),
                does: editor.remove_picture(),
            }
            /// What belongs in the selected cell.
            AddHere [
                name: "Add here", about: "Add what belongs in the selected cell.",
                keys: [plain(Key::Enter)],
            ] { when: editor.can_add_here(), does: editor.add_here() }
            /// Into the selected cell, or below the selected card.
            AddCard [
                name: "Add card here",
                about: "Add a card to the selected cell, or below the selected card.",
                menu: Insert, icon: "plus", keys: [ctrl(Key::Enter)] of_writing,
            ] {
                context: Write if at.takes(Action::AddCard),
                when: editor.place_for_card().map(|_| ()), does: editor.add_card(),
            }
            /// Into the lane of a role, which is made if there is none.
            AddCardOf(role: CardRole = CardRole::ALL) [
                name: add_card_name(role), about: "Add a card of this kind at the selected stage.",
                menu: Insert / "Card", icon: role.icon(),
            ] { when: editor.needs_stage(), does: editor.add_card_of(role) }
            AddPoint [
                name: "Add curve point", about: "Add a point to the emotion curve at the selected stage.",
                menu: Insert, icon: LaneType::Emotion.icon(),
            ] {
                context: Write if at.takes(Action::AddPoint),
                when: editor.curve_for_point(None).map(|_| ()), does: editor.add_point(),
            }
            /// A point a click, to the end.
            DrawCurve [
                name: "Draw a persona’s curve",
                about: "Click in the Emotions lane to add one point after another.",
                menu: Insert, icon: "pencil",
            ] {
                context: Write if matches!(at.target, Some(T::Persona(_)))
                        || at.lane == Some(LaneType::Emotion)
                        && matches!(at.target, Some(T::Cell { .. })),
                reads: editor.drawing_name(), when: editor.curve_for_point(None).map(|_| ()),
                does: editor.draw_curve(),
            }
            /// A copy of a curve as it is, to be pulled to where it should be.
            DrawToBe [
                name: "Draw the future-state curve",
                about: "Copy a current-state curve, then drag the copy to the future state.",
                menu: Insert, icon: "chart",
            ] {
                context: Write if at.lane == Some(LaneType::Emotion)
                        && matches!(at.target, Some(T::Point(_) | T::Lane(_) | T::Cell { .. })),
                when: editor.curve_to_copy().map(|_| ()), does: editor.draw_to_be(),
            }
            AddMetric [
                name: "Add metric", about: "Add a metric at the selected stage.",
                menu: Insert, icon: LaneType::Metrics.icon(),
            ] {
                context: Write if at.takes(Action::AddMetric),
                when: editor.needs_stage(), does: editor.add_metric(),
            }
            AddPersona [
                name: "Add persona", about: "Add a persona to the map.",
                menu: Insert, icon: "people",
            ] {
                context: Add if matches!(at.target, None | Some(T::Persona(_) | T::Title | T::Facts)),
                does: editor.start_new(editor.new_persona()),
            }
            AddChannel [
                name: "Add channel", about: "Add a channel to the map.",
                menu: Insert, icon: LaneType::Channels.icon(),
            ] {
                context: Add if matches!(at.target, Some(T::Channel(_) | T::Dot { .. })),
                does: editor.add_channel(),
            }
            /// After the selected one.
            AddStage [
                name: "Add stage", about: "Add a stage after the selected one.",
                menu: Insert apart, icon: "stage",
            ] {
                context: Add if matches!(at.target, None | Some(T::Stage(_))),
                does: editor.add_stage(false),
            }
            AddStageBefore [
                name: "Add stage before", about: "Add a stage before the selected one.",
                menu: Insert,
            ] { context: Add if matches!(at.target, Some(T::Stage(_))), does: editor.add_stage(true) }
            AddStep [
                name: "Add step", about: "Add a step to the selected stage.",
                menu: Insert,
            ] {
                context: Add if matches!(at.target, Some(T::Stage(_) | T::Step(_))),
                when: editor.selected_column().map(|_| ()), does: editor.add_step(),
            }
            AddLane(lane: LaneType = LaneType::all()) [
                name: lane.adding(), about: "Add a lane below the selected one.",
                menu: Insert / "Lane" apart, icon: lane.icon(),
            ] { context: Add if matches!(at.target, None | Some(T::Lane(_))), does: editor.add_lane(lane) }
            /// What is looked at, as a stop of a talk.
            AddStopOfView [
                name: "Add this view as a stop",
                about: "Keep what you see now as a stop: the stages in view, whose journey, and which lanes are hidden.",
                menu: Insert / "Stops", icon: "eye",
            ] { does: editor.add_stop_of_view() }
            AddStopOfSelection [
                name: "Add selection as a stop",
                about: "Keep what is selected as a stop: stages, lanes, cards, curve points or a persona.",
                menu: Insert / "Stops", icon: "pointer",
            ] {
                needs: editor.shows_selected().is_some(),
                or: marked("Select stages, lanes, cards, curve points or a persona first."),
                does: editor.add_stop_of_selection(),
            }
            /// Those that are made of the map where it has none.
            KeepStops [
                name: "Keep suggested stops",
                about: "Keep the stops that the map suggests, so that you can change them.",
                menu: Insert / "Stops",
            ] {
                needs: editor.map().stops.is_empty(), or: marked("The map has stops of its own."),
                does: editor.keep_stops(),
            }
            /// Above the selected lane.
            SetLine(line: LineKind = LineKind::ALL) [
                name: line_name(line), about: "Draw this line above the selected lane.",
                menu: Insert / "Line above",
            ] {
                context: Arrange if matches!(at.target, Some(T::Lane(_) | T::Line { .. })),
                on: Some(editor.line_above() == Some(line)),
                needs: editor.lane_of_selected().is_some(), or: marked("Select a lane first."),
                does: editor.set_line(Some(line)),
            }
            RemoveLine [
                name: "Remove line above", about: "Remove the line above the selected lane.",
                menu: Insert / "Line above",
            ] {
                context: Arrange if matches!(at.target, Some(T::Lane(_) | T::Line { .. })),
                when: editor.has_line_above(), does: editor.set_line(None),
            }
            /// The lanes and lines of a service blueprint.
            AddBackstage [
                name: "Add backstage lanes",
                about: "Add the lanes and lines of a service blueprint that the map lacks.",
                menu: Insert,
            ] {
                needs: editor.lacks_backstage(),
                or: marked("The map has all three lines of a service blueprint."),
                does: editor.add_backstage(),
            }
            ToggleFunnel [
                name: "Funnel above the stages", about: "Show or hide a funnel above the stages, as wide as their conversion metrics say.",
                menu: Insert,
            ] {
                on: Some(editor.map().draws_funnel), when: editor.needs_stage(),
                does: editor.toggle_funnel(),
            }
            ShowLinks(look: LinkLook = LinkLook::ALL) [
                name: links_name(look),
                about: "Choose how the map shows which opportunity addresses which pain point.",
                menu: Edit / "Links on the map",
            ] { on: Some(editor.map().links == look), does: editor.show_links(look) }
            CollapseLane [
                name: "Collapse or expand lane",
                about: "Collapse the lane to a thin row with a count, or expand it.",
                menu: Edit / "Lanes" apart,
            ] {
                context: Arrange if matches!(at.target, Some(T::Lane(_) | T::Cell { .. })),
                reads: editor.collapse_name(), when: editor.has_selected_lanes(),
                does: editor.collapse_lanes(),
            }
            HideLane [
                name: "Hide lane", about: "Hide the lane. Its content is kept.",
                menu: Edit / "Lanes", icon: "eye-off",
            ] {
                context: Arrange if matches!(at.target, Some(T::Lane(_) | T::Cell { .. })),
                when: editor.has_selected_lanes(), does: editor.hide_lanes(),
            }
            ShowLanes [
                name: "Show hidden lanes", about: "Show all hidden lanes again.",
                menu: Edit / "Lanes", icon: "eye",
            ] {
                context: Arrange if matches!(at.target, None | Some(T::Lane(_))),
                needs: editor.map().lanes.iter().any(|lane| lane.hidden), or: marked("No lane is hidden."),
                does: editor.show_lanes(),
            }
            ToggleThreads [
                name: "Channel paths",
                about: "Show or hide each persona’s path through the channels and where it breaks.",
                menu: Edit / "Lanes",
            ] {
                context: Arrange if matches!(at.target, Some(T::Channel(_))) || at.lane == Some(LaneType::Channels),
                on: editor.shows_threads(),
                needs: !editor.matrices().is_empty(), or: marked("The map has no lane of channels."),
                does: editor.toggle_threads(),
            }
            ToggleMark [
                name: "Toggle channel use",
                about: "Set by hand whether the channel is used at this stage.",
                menu: Edit / "Lanes", keys: [plain(Key::Enter)],
            ] {
                context: Write,
                when: editor.has_selected(|target| matches!(target, T::Dot { .. }), marked("Select a cell of the Channels lane first.")),
                does: editor.toggle_marks(),
            }
            ZoomIn [
                name: "Zoom in", about: "See more detail.",
                menu: View, icon: "plus", keys: [ctrl(Key::Plus)],
            ] { ends: AllButDrag, does: editor.zoom_by(1.25) }
            ZoomOut [
                name: "Zoom out", about: "See more of the map.",
                menu: View, icon: "minus", keys: [ctrl(Key::Minus)],
            ] { ends: AllButDrag, does: editor.zoom_by(0.8) }
            ZoomFit [
                name: "Fit to window", about: "See the whole map.",
                menu: View, icon: "fit", keys: [ctrl('1')],
            ] { context: Look if at.target.is_none(), ends: AllButDrag, does: editor.fit() }
            ZoomSelection [
                name: "Zoom to selection", about: "Zoom so that the selection fills the window.",
                menu: View, keys: [ctrl('2')],
            ] {
                context: Look if !matches!(at.target, None | Some(T::Stop(_))),
                needs: !editor.selection().is_empty(),
                or: marked("Nothing is selected."), does: editor.fit_selection(),
            }
            Zoom100 [
                name: "Actual size", about: "See the map at export size.",
                menu: View, keys: [ctrl('0')],
            ] {
                context: Look if at.target.is_none(), ends: AllButDrag,
                does: editor.zoom_by(1.0 / editor.camera().zoom()),
            }
            /// The company's look.
            Brand [
                name: "Brand…",
                about: "Give the map the colours, fonts and logo of a company.",
                also: marked("theme, corporate design, colours, fonts, logo, style, template"),
                menu: View apart, icon: "drop",
            ] { by: Outside }
            ToggleTools [
                name: "Tools", about: "Show or hide the toolbar on the left, for adding things.",
                menu: View apart,
            ] { by: Window }
            TogglePanel [
                name: "Panel", about: "Show or hide the panel on the right, with details of the selection.",
                menu: View,
            ] { by: Window }
            ToggleOverview [
                name: "Overview",
                about: "Show or hide a small overview of the map, where the map doesn’t fit the window.",
                menu: View,
            ] { by: Window }
            ToggleReview [
                name: "Review", about: "Show or hide what is missing or uncertain in this map.",
                menu: View, icon: "checklist", keys: [plain(Key::F7)],
            ] { by: Window }
            /// The matrix of value against effort.
            ToggleValues [
                name: "Value–effort matrix",
                about: "Opportunities by value and effort, and how much each would lift the curve.",
                menu: View, icon: "chart", keys: [ctrl('M')],
            ] { by: Window }
            /// The stops of a talk, below the map.
            ToggleStops [
                name: "Stops", about: "What is shown one after the other when you present the map.",
                also: marked("slides, deck, storyboard, talk"),
                menu: View, icon: "image", keys: [plain(Key::F9)],
            ] { by: Window }
            OnlyMap [
                name: "Hide everything but the map", about: "Hide everything but the map, or show it again.",
                menu: View, icon: "eye", keys: [ctrl('\\'), plain(Key::F8)],
            ] { context: Look if at.target.is_none(), by: Window }
            ToggleGuide [
                name: "Guide", about: "The six steps to a complete map, and what this one still lacks.",
                menu: View apart, icon: "checklist", keys: [ctrl('J')],
            ] { by: Window }
            /// From the first stop on; in a talk, back to there.
            Present [
                name: "Present", about: "Present the map stop by stop, from the first stop.",
                also: marked("slides, slideshow, talk, full screen"),
                menu: View apart, icon: "present", keys: [plain(Key::F5)],
            ] { when: editor.can_present(), does: editor.present() }
            PresentHere [
                name: "Present from here",
                about: "Present from the stop that shows what is selected or looked at.",
                menu: View, keys: [plain(Key::F5).shifted()],
            ] { when: editor.can_present(), does: editor.present_here() }
            /// The way through the map as the customer.
            Walk [
                name: "Walk the journey",
                about: "Present the map as the customer meets it, one touchpoint at a time.",
                menu: View, icon: "flag", keys: [ctrl('J').shifted()],
            ] { when: editor.can_walk(), does: editor.walk() }
            UsePresentOn(place: PresentOn = PresentOn::ALL) [
                name: place.name(), about: "Present in full screen, or in the window to share it in a call.",
                menu: View / "Presenting", without_map: true,
            ] { by: Outside }
            UseMotion(motion: Motion = Motion::ALL) [
                name: motion.name(), about: "Choose whether a presentation moves from stop to stop.",
                menu: View / "Presenting", without_map: true,
            ] { by: Outside }
            FullScreen [
                name: "Full screen", about: "Show the window in full screen, or no longer.",
                menu: View apart, icon: "full-screen", keys: [plain(Key::F11)], without_map: true,
            ] { by: Outside }
            UseAppearance(appearance: Appearance = Appearance::ALL) [
                name: appearance.name(), about: "Light or dark window. The map keeps its own colours.",
                menu: View / "Appearance" apart, without_map: true,
            ] { by: Outside }
            UseLanguage(language: Language = Language::ALL) [
                name: language.name(), about: "Use this language for menus and messages.",
                menu: View / "Language", without_map: true,
            ] { by: Outside }
            LargerText [
                name: "Larger text", about: "Make everything in the window larger.",
                menu: View / "Text size", keys: [ctrl(Key::Plus).with_alt()], without_map: true,
            ] { by: Outside }
            SmallerText [
                name: "Smaller text", about: "Make everything in the window smaller.",
                menu: View / "Text size", keys: [ctrl(Key::Minus).with_alt()], without_map: true,
            ] { by: Outside }
            NormalText [
                name: "Normal text size", about: "Show the window at its normal size again.",
                menu: View / "Text size", keys: [ctrl('0').with_alt()], without_map: true,
            ] { by: Outside }
            UseTextSize(size: TextSize = TextSize::ALL) [
                name: size.name(), about: "Show everything in the window at this size.",
                menu: View / "Text size", without_map: true,
            ] { by: Outside }
            /// How everything is done, page by page.
            Manual [
                name: "Guide to Jejak", about: "Learn how to do everything, with pictures.",
                also: marked("manual, handbook, help, tutorial"),
                menu: Help, icon: "info", keys: [plain(Key::F1).shifted()], without_map: true,
            ] { by: Outside }
            /// The list of all actions, to be searched.
            Commands [
                name: "Find a command…", about: "Search all commands by name.",
                menu: Help, icon: "search", keys: [ctrl('K')], without_map: true,
            ] { by: Window }
            KeyboardShortcuts [
                name: "Keyboard shortcuts", about: "See all keyboard shortcuts.",
                menu: Help, icon: "keyboard", keys: [plain(Key::F1)], without_map: true,
            ] { by: Outside }
            /// Of program and machine, none of what maps hold.
            CopyDetails [
                name: "Copy details for a report",
                about: "Copy what a problem report needs to the clipboard: versions and screen, nothing from your maps.",
                also: marked("bug, problem, version, system"),
                menu: Help, icon: "copy", without_map: true,
            ] { by: Outside }
            About [
                name: "About Jejak", about: "See version and licences.",
                menu: Help, icon: "info", without_map: true,
            ] { by: Outside }
        }
    };
}

pub(super) use action_rows;
