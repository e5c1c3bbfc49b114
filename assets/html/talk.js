// Looking around in the pictures, going from stop to stop, finding, and what is told of a thing.
// Everything it shows is in the page already: texts are moved about, never made of letters.
"use strict";
(() => {
  const by = (id) => document.getElementById(id);
  const talk = by("talk"), view = by("view"), tip = by("tip"), told = by("told"), query = by("query");
  const hits = by("hits"), black = by("black"), help = by("help"), typed = by("typed"), text = by("text");
  const words = talk.dataset;
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const narrow = matchMedia("(max-width: 760px)");
  const CLOSEST = 6, LEGIBLE = 1, STEP = 1.25, NEAR = 6;

  document.documentElement.classList.add("js");
  const pages = [...view.querySelectorAll(".page")].map((element) => {
    const svg = element.querySelector("svg");
    const whole = svg.getAttribute("viewBox");
    const [, , width, height] = whole.split(" ").map(Number);
    return { element, svg, whole, width, height, title: element.dataset.title };
  });
  const last = pages.length - 1;
  let now = 0;

  // The camera: what of the picture is in the middle of the view, and pixels a unit.

  let camera = { x: 0, y: 0, scale: 1 };
  let fitted = true, running = 0, drawing = 0;
  const room = () => ({ width: Math.max(view.clientWidth, 1), height: Math.max(view.clientHeight, 1) });
  const isFull = () => talk.classList.contains("full");
  const isOver = () => talk.classList.contains("over");
  // Around the picture, and below it for the bar with the stops.
  const margin = () => (isFull() ? { side: 0, top: 0, bottom: 0 } : narrow.matches ? { side: 6, top: 6, bottom: 66 } : { side: 20, top: 20, bottom: 84 });

  const fit = () => {
    const page = pages[now], { width, height } = room(), around = margin();
    const scale = Math.min((width - 2 * around.side) / page.width, (height - around.top - around.bottom) / page.height);
    return Math.max(scale, 0.01);
  };
  const home = () => {
    const scale = fit(), around = margin(), page = pages[now];
    return { x: page.width / 2, y: page.height / 2 + (around.bottom - around.top) / 2 / scale, scale };
  };
  const held = (wanted) => {
    const page = pages[now], { width, height } = room(), around = margin();
    const scale = Math.min(Math.max(wanted.scale, fit()), Math.max(CLOSEST, fit()));
    const along = (at, length, size, before, after) => {
      const least = size / 2 / scale - before / scale, most = length - size / 2 / scale + after / scale;
      return least > most ? (least + most) / 2 : Math.min(Math.max(at, least), most);
    };
    return {
      x: along(wanted.x, page.width, width, around.side, around.side),
      y: along(wanted.y, page.height, height, around.top, around.bottom),
      scale,
    };
  };
  const draw = () => {
    drawing = 0;
    if (isOver()) return;
    const { width, height } = room(), { x, y, scale } = camera;
    const seen = [x - width / 2 / scale, y - height / 2 / scale, width / scale, height / scale];
    pages[now].svg.setAttribute("viewBox", seen.map((part) => part.toFixed(3)).join(" "));
    by("share").textContent = Math.round(scale * 100) + "%";
    view.classList.toggle("zoomed", !fitted);
    by("less").disabled = fitted;
  };
  const put = (wanted) => {
    camera = held(wanted);
    fitted = camera.scale <= fit() * 1.001;
    if (fitted) camera = home();
    drawing ||= requestAnimationFrame(draw);
  };
  const still = () => {
    cancelAnimationFrame(running);
    running = 0;
  };
  const glide = (wanted) => {
    still();
    const from = camera, to = held(wanted), start = performance.now(), time = 240;
    if (calm.matches) return put(to);
    const step = (at) => {
      const share = Math.min((at - start) / time, 1), eased = 1 - (1 - share) ** 3;
      const between = (a, b) => a + (b - a) * eased;
      const scale = from.scale * (to.scale / from.scale) ** eased;
      put({ x: between(from.x, to.x), y: between(from.y, to.y), scale });
      running = share < 1 ? requestAnimationFrame(step) : 0;
    };
    running = requestAnimationFrame(step);
  };
  // Closer or further by a factor; what lies under a point of the view stays there.
  const zoomed = (factor, px, py) => {
    const { width, height } = room(), from = camera;
    const scale = Math.min(Math.max(from.scale * factor, fit()), Math.max(CLOSEST, fit()));
    const dx = px - width / 2, dy = py - height / 2;
    return { x: from.x + dx / from.scale - dx / scale, y: from.y + dy / from.scale - dy / scale, scale };
  };
  const zoom = (factor) => {
    const { width, height } = room();
    glide(zoomed(factor, width / 2, height / 2));
  };
  const pan = (dx, dy) => put({ x: camera.x + dx / camera.scale, y: camera.y + dy / camera.scale, scale: camera.scale });

  // Stops

  const say = (text) => { by("said").textContent = text; };
  const placeOf = (index) => fill(words.page, { index: index, count: last, title: pages[index].title });
  const show = (index) => {
    const to = Math.min(Math.max(index, 0), last), from = now;
    leaveOverview();
    hide();
    still();
    if (to !== from) {
      pages[from].svg.setAttribute("viewBox", pages[from].whole);
      pages[from].element.classList.remove("now", "enters");
    }
    now = to;
    const page = pages[now];
    page.element.classList.add("now");
    if (to !== from) {
      page.element.classList.add("enters");
      say(to > 0 ? placeOf(to) : page.title);
      try {
        history.replaceState(null, "", to > 0 ? "#" + to : location.pathname + location.search);
      } catch {
        // Some browsers keep the address of a file as it is.
      }
    }
    by("number").textContent = now > 0 ? fill(words.of, { index: now, count: last }) : "";
    by("heading").textContent = page.title;
    by("back").disabled = now === 0;
    by("on").disabled = now === last;
    put(to === from && !fitted ? camera : home());
    draw();
  };
  const enterOverview = () => {
    if (last === 0 || isOver()) return;
    hide();
    still();
    pages[now].svg.setAttribute("viewBox", pages[now].whole);
    pages.forEach((page, index) => page.element.classList.toggle("was", index === now));
    talk.classList.add("over");
    view.classList.remove("zoomed");
    const chosen = pages[now].element.querySelector(".go");
    chosen.focus({ preventScroll: true });
    pages[now].element.scrollIntoView({ block: "nearest", behavior: "instant" });
  };
  const leaveOverview = () => {
    if (!isOver()) return;
    talk.classList.remove("over");
    view.scrollTop = 0;
    view.focus({ preventScroll: true });
  };
  pages.forEach((page, index) => page.element.querySelector(".go").addEventListener("click", () => show(index)));
  // Along the rows and columns of the overview.
  const walk = (key) => {
    const all = pages.map((page) => page.element.querySelector(".go"));
    const at = Math.max(all.indexOf(document.activeElement), 0);
    const top = (index) => pages[index].element.offsetTop;
    const columns = Math.max(pages.findIndex((page) => page.element.offsetTop !== top(0)), 1);
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, Home: -at, End: last - at };
    const to = at + steps[key];
    if (to >= 0 && to <= last) all[to].focus();
  };

  // What is told of a thing

  const thing = (element) => {
    const group = element instanceof Element && element.closest("[data-k]");
    return group ? { group, about: by("k" + group.dataset.k) } : null;
  };
  let pinned = null, waiting = 0;
  const unmark = () => view.querySelectorAll(".mark").forEach((mark) => mark.remove());
  const mark = (group) => {
    unmark();
    const { x, y, width, height } = group.getBBox(), frame = document.createElementNS(pages[now].svg.namespaceURI, "rect");
    const values = { x: x - 4, y: y - 4, width: width + 8, height: height + 8, rx: 10, class: "mark" };
    for (const name in values) frame.setAttribute(name, values[name]);
    group.parentNode.append(frame);
  };
  const hide = () => {
    clearTimeout(waiting);
    tip.hidden = true;
    tip.classList.remove("pinned");
    pinned = null;
    unmark();
  };
  const fillTip = (about) => {
    const kind = document.createElement("p"), parts = [about.dataset.kind, about.dataset.place];
    kind.className = "kind";
    kind.textContent = parts.filter(Boolean).join(" · ");
    const copies = [...about.childNodes].map((node) => node.cloneNode(true));
    copies.forEach((copy) => copy.removeAttribute?.("id"));
    told.replaceChildren(kind, ...copies);
    tip.scrollTop = 0;
  };
  // Below the thing, above it, or where there is room.
  const placeTip = (group) => {
    const around = talk.getBoundingClientRect(), of = group.getBoundingClientRect(), gap = 10;
    const { offsetWidth: width, offsetHeight: height } = tip;
    const left = Math.min(Math.max(of.left - around.left, 12), around.width - width - 12);
    const below = of.bottom - around.top + gap, above = of.top - around.top - height - gap;
    const top = below + height < around.height - 12 ? below : above > 12 ? above : Math.max(around.height - height - 12, 12);
    tip.style.left = left + "px";
    tip.style.top = top + "px";
  };
  const tell = ({ group, about }, pins) => {
    clearTimeout(waiting);
    fillTip(about);
    tip.hidden = false;
    tip.classList.toggle("pinned", pins);
    if (pins) {
      pinned = group;
      mark(group);
    }
    placeTip(group);
  };
  const hasMore = (about) => about.querySelector("dl, .evidence") !== null;
  view.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || pinned || holding.size > 0 || isOver()) return;
    clearTimeout(waiting);
    const over = thing(event.target);
    if (!over?.about || !hasMore(over.about)) {
      tip.hidden = true;
      return;
    }
    waiting = setTimeout(() => tell(over, false), tip.hidden ? 350 : 60);
  });
  view.addEventListener("pointerleave", () => {
    if (pinned) return;
    clearTimeout(waiting);
    tip.hidden = true;
  });
  by("unpin").addEventListener("click", () => {
    hide();
    view.focus({ preventScroll: true });
  });

  // Pointers: one pans or swipes, two pinch, none that moved is a tap.

  const holding = new Map();
  let press = null, lastTap = null;
  const inView = (event) => {
    const { left, top } = view.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const between = () => {
    const [a, b] = [...holding.values()];
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1) };
  };
  view.addEventListener("pointerdown", (event) => {
    if (isOver() || (event.pointerType === "mouse" && event.button > 1)) return;
    still();
    holding.set(event.pointerId, inView(event));
    press = { at: inView(event), on: event.target, moved: holding.size > 1, touch: event.pointerType !== "mouse", began: fitted };
    view.setPointerCapture(event.pointerId);
  });
  view.addEventListener("pointermove", (event) => {
    const before = holding.get(event.pointerId);
    if (!before || !press) return;
    const at = inView(event);
    if (holding.size > 1) {
      const from = between();
      holding.set(event.pointerId, at);
      const to = between();
      press.moved = true;
      camera = zoomed(to.apart / from.apart, from.x, from.y);
      return pan(from.x - to.x, from.y - to.y);
    }
    holding.set(event.pointerId, at);
    if (!press.moved && Math.hypot(at.x - press.at.x, at.y - press.at.y) < NEAR) return;
    if (!press.moved) hide();
    press.moved = true;
    view.classList.toggle("held", !fitted);
    if (!fitted) pan(before.x - at.x, before.y - at.y);
  });
  const release = (event) => {
    const at = holding.get(event.pointerId);
    holding.delete(event.pointerId);
    view.classList.remove("held");
    if (!at || !press || holding.size > 0) return;
    const { moved, touch, began, on } = press, dx = at.x - press.at.x, dy = at.y - press.at.y;
    press = null;
    if (event.type === "pointercancel") return;
    if (!moved) return tap(on, at, touch);
    if (touch && began && fitted && Math.abs(dx) > 48 && Math.abs(dx) > 1.5 * Math.abs(dy)) show(now + (dx < 0 ? 1 : -1));
  };
  view.addEventListener("pointerup", release);
  view.addEventListener("pointercancel", release);
  const tap = (on, at, touch) => {
    const time = performance.now();
    const again = lastTap && time - lastTap.time < 350 && Math.hypot(at.x - lastTap.x, at.y - lastTap.y) < 30;
    lastTap = again ? null : { time, ...at };
    if (again) {
      hide();
      const close = Math.max(LEGIBLE, camera.scale * 2.5);
      return glide(fitted ? zoomed(close / camera.scale, at.x, at.y) : home());
    }
    const over = thing(on);
    const same = over && pinned === over.group;
    if (pinned) hide();
    if (over?.about && !same && (touch || over.about.textContent.trim())) tell(over, true);
  };

  // The wheel looks closer; what has two directions, as a touchpad has, moves around.
  let fine = 0;
  view.addEventListener("wheel", (event) => {
    if (isOver()) return;
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? 400 : 1;
    let [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (event.shiftKey && dx === 0) [dx, dy] = [dy, 0];
    const pinches = event.ctrlKey || event.metaKey;
    const time = event.timeStamp;
    if (!pinches && dx !== 0) fine = time;
    hide();
    still();
    if (!pinches && time - fine < 300) {
      if (!fitted) pan(dx, dy);
      return;
    }
    const { x, y } = inView(event);
    const factor = Math.exp(-Math.min(Math.max(dy, -200), 200) * (pinches && Math.abs(dy) < 50 ? 0.012 : 0.0022));
    put(zoomed(factor, x, y));
  }, { passive: false });

  // Find

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
  const things = [...text.querySelectorAll(".thing")].map((about) => ({ about, key: about.id.slice(1), text: fold(about.textContent) }));
  let found = [], at = -1;
  const groupOn = (page, key) => page.svg.querySelector(`[data-k="${key}"]`);
  const flash = (about) => {
    text.querySelectorAll(".flash").forEach((old) => old.classList.remove("flash"));
    about.classList.add("flash");
    about.scrollIntoView({ block: "center" });
  };
  const visit = (index) => {
    if (found.length === 0) return;
    at = (index + found.length) % found.length;
    const { about, key } = found[at];
    hits.textContent = fill(words.of, { index: at + 1, count: found.length });
    const on = [now, ...pages.keys()].find((page) => groupOn(pages[page], key));
    if (on === undefined) return flash(about);
    if (on !== now || isOver()) show(on);
    still();
    const group = groupOn(pages[now], key);
    hide();
    draw();
    const box = group.getBoundingClientRect(), around = view.getBoundingClientRect(), { width, height } = room();
    const x = camera.x + (box.left + box.width / 2 - around.left - width / 2) / camera.scale;
    const y = camera.y + (box.top + box.height / 2 - around.top - height / 2) / camera.scale;
    const most = Math.min(width * 0.8 / (box.width / camera.scale), height * 0.6 / (box.height / camera.scale));
    // Where the tip is a sheet at the bottom, the thing stands above it.
    const scale = Math.max(camera.scale, Math.min(LEGIBLE, most));
    const to = held({ x, y: y + (narrow.matches ? height * 0.2 / scale : 0), scale });
    still();
    put(to);
    draw();
    tell({ group, about }, true);
  };
  const search = () => {
    const wanted = fold(query.value.trim());
    found = wanted === "" ? [] : things.filter((it) => it.text.includes(wanted));
    at = -1;
    by("before").hidden = by("after").hidden = found.length === 0;
    hits.textContent = wanted === "" ? "" : found.length === 0 ? words.none : "";
    if (found.length > 0) visit(0);
    else hide();
  };
  let typing = 0;
  query.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(search, 120);
  });
  by("find").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    if (at < 0) search();
    else visit(at + 1);
  });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.shiftKey) {
      event.preventDefault();
      visit(at - 1);
    }
  });
  by("before").addEventListener("click", () => visit(at - 1));
  const openFind = () => {
    talk.classList.add("finds");
    by("open-find").setAttribute("aria-expanded", "true");
    if (isFull()) leaveFull();
    query.focus();
    query.select();
  };
  const closeFind = () => {
    talk.classList.remove("finds");
    by("open-find").setAttribute("aria-expanded", "false");
    query.value = "";
    search();
    view.focus({ preventScroll: true });
  };
  by("open-find").addEventListener("click", () => (talk.classList.contains("finds") ? closeFind() : openFind()));

  // Full screen

  const canBeFull = talk.requestFullscreen ?? talk.webkitRequestFullscreen;
  const fullNow = () => document.fullscreenElement ?? document.webkitFullscreenElement;
  const leaveFull = () => (document.exitFullscreen ?? document.webkitExitFullscreen)?.call(document);
  const toggleFull = () => {
    if (fullNow()) leaveFull();
    else canBeFull?.call(talk)?.catch?.(() => {});
  };
  by("full").hidden = !canBeFull;
  by("full").addEventListener("click", toggleFull);
  const followFull = () => {
    talk.classList.toggle("full", Boolean(fullNow()));
    const name = fullNow() ? words.leaveFull : words.full;
    by("full").setAttribute("aria-label", name);
    settle();
    stir();
  };
  document.addEventListener("fullscreenchange", followFull);
  document.addEventListener("webkitfullscreenchange", followFull);
  // In full screen the controls go when nothing moves.
  let resting = 0;
  const stir = () => {
    talk.classList.remove("calm");
    clearTimeout(resting);
    if (isFull()) resting = setTimeout(() => talk.classList.add("calm"), 2500);
  };
  talk.addEventListener("pointermove", stir);
  talk.addEventListener("focusin", stir);

  // Keys

  const blacken = (on) => {
    black.hidden = !on;
    if (on) black.focus();
    else view.focus({ preventScroll: true });
  };
  black.addEventListener("click", () => blacken(false));
  let digits = "", forgetting = 0;
  const type = (digit) => {
    digits = (digits + digit).slice(-4);
    typed.textContent = fill(words.go, { n: digits });
    typed.hidden = false;
    clearTimeout(forgetting);
    forgetting = setTimeout(forget, 2500);
  };
  const forget = () => {
    clearTimeout(forgetting);
    digits = "";
    typed.hidden = true;
  };
  const read = () => {
    hide();
    text.scrollIntoView();
    text.focus({ preventScroll: true });
  };
  const lookAgain = () => {
    talk.scrollIntoView();
    view.focus({ preventScroll: true });
  };
  const escape = () => {
    if (digits) forget();
    else if (!tip.hidden) hide();
    else if (document.activeElement === query || talk.classList.contains("finds")) closeFind();
    else if (isOver()) show(now);
    else if (!fitted) glide(home());
  };
  const far = () => Math.min(view.clientWidth, view.clientHeight) / 4;
  const commands = {
    ArrowRight: () => show(now + 1), PageDown: () => show(now + 1), " ": () => show(now + 1),
    ArrowLeft: () => show(now - 1), PageUp: () => show(now - 1), Backspace: () => show(now - 1),
    Home: () => show(0), End: () => show(last),
    Enter: () => { const to = digits; forget(); show(to ? Number(to) : now + 1); },
    ArrowUp: () => pan(0, -far()), ArrowDown: () => pan(0, far()),
    "+": () => zoom(STEP), "=": () => zoom(STEP), "-": () => zoom(1 / STEP), "−": () => zoom(1 / STEP), "_": () => zoom(1 / STEP),
    g: enterOverview, b: () => blacken(true), f: toggleFull, t: read, "/": openFind, "?": () => help.showModal(),
  };
  const moves = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  talk.addEventListener("pointerdown", () => talk.classList.remove("tabs"));
  // Behind a click the keys are those of the talk again: Space goes on, and does not press once more.
  talk.addEventListener("click", (event) => event.detail > 0 && event.target.closest("button, a")?.blur());
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    stir();
    // Where the keyboard is on the picture, a ring around it says so to whoever goes about by it.
    talk.classList.toggle("tabs", key === "Tab");
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (!black.hidden) {
      if (key === "Tab" || key.length > 1 && !(key in commands) && key !== "Escape") return;
      event.preventDefault();
      return blacken(false);
    }
    if (key === "Escape") return escape();
    if (target === query) return;
    // Somebody reads the text: there keys scroll.
    const reads = talk.getBoundingClientRect().bottom < innerHeight / 2;
    if (reads) {
      if (key.toLowerCase() === "t") lookAgain();
      return;
    }
    const onButton = target instanceof Element && target.closest("button, a");
    if (onButton && (key === "Enter" || key === " ") && !digits) return;
    if (isOver()) {
      if (["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"].includes(key)) {
        event.preventDefault();
        return walk(key);
      }
      if (key.toLowerCase() === "g") return show(now);
    }
    if (event.shiftKey && key in moves) {
      event.preventDefault();
      const [x, y] = moves[key];
      return pan(x * far(), y * far());
    }
    if (/^[0-9]$/.test(key) && (digits || key !== "0")) return last > 0 && type(key);
    if (key === "0") return glide(home());
    const command = commands[key] ?? commands[key.toLowerCase()];
    if (!command) return;
    event.preventDefault();
    if (key !== "Enter") forget();
    command();
  });

  by("back").addEventListener("click", () => show(now - 1));
  by("on").addEventListener("click", () => show(now + 1));
  by("place").addEventListener("click", () => (isOver() ? show(now) : enterOverview()));
  by("less").addEventListener("click", () => zoom(1 / STEP));
  by("more").addEventListener("click", () => zoom(STEP));
  by("fit").addEventListener("click", () => glide(fitted ? { ...camera, scale: LEGIBLE } : home()));
  by("keys").addEventListener("click", () => help.showModal());
  by("deck").hidden = last === 0;
  for (const [link, go] of [["read", read], ["up", lookAgain]]) {
    by(link).addEventListener("click", (event) => {
      event.preventDefault();
      go();
    });
  }

  // What changes around the page

  const settle = () => {
    if (isOver()) return;
    put(fitted ? home() : camera);
    draw();
    if (pinned) placeTip(pinned);
  };
  new ResizeObserver(settle).observe(view);
  narrow.addEventListener("change", settle);
  addEventListener("beforeprint", () => {
    hide();
    pages.forEach((page) => page.svg.setAttribute("viewBox", page.whole));
  });
  addEventListener("afterprint", settle);
  const asked = () => Number(/^#(\d+)$/.exec(location.hash)?.[1] ?? NaN);
  addEventListener("hashchange", () => Number.isNaN(asked()) || show(asked()));
  show(Number.isNaN(asked()) ? 0 : asked());
})();
