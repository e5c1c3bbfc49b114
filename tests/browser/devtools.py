"""A browser without a window, spoken to over a pipe as its developer tools are: no port, no library."""

import base64
import fcntl
import json
import os
import queue
import subprocess
import threading
import time

PATIENCE_SECS = 30


class Failure(Exception):
    """What was waited for did not come, or what came was wrong."""


class Browser:
    """One process of Chromium; its pages are tabs."""

    def __init__(self, program, profile):
        # The browser reads from 3 and writes to 4.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for pair in (os.pipe(), os.pipe()) for end in pair]
        theirs_in, self.out, ours_in, theirs_out = ends
        arguments = [
            program, "--headless=new", "--remote-debugging-pipe", f"--user-data-dir={profile}",
            # As root, as in a container, there is no sandbox to be had.
            "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars",
            "--no-first-run", "--disable-extensions", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--force-color-profile=srgb",
        ]

        def hand_over():
            os.dup2(theirs_in, 3)
            os.dup2(theirs_out, 4)

        self.log = open(os.path.join(profile, "log"), "wb")
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            pass_fds=(3, 4), preexec_fn=hand_over,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self.number, self.answers, self.pages = 0, {}, {}
        self.news = queue.Queue()
        threading.Thread(target=self._listen, args=(ours_in,), daemon=True).start()

    def _listen(self, end):
        rest = b""
        while True:
            try:
                piece = os.read(end, 1 << 16)
            except OSError:
                piece = b""
            if not piece:
                self.news.put(None)
                return
            *whole, rest = (rest + piece).split(b"\0")
            for message in whole:
                self.news.put(json.loads(message))

    def _hear(self, seconds):
        """Takes in one message."""
        try:
            message = self.news.get(timeout=max(seconds, 0.001))
        except queue.Empty:
            return
        if message is None:
            raise Failure("the browser ended")
        if "id" in message:
            self.answers[message["id"]] = message
        elif message.get("sessionId") in self.pages:
            self.pages[message["sessionId"]].events.append((message["method"], message["params"]))

    def listen(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._hear(end - time.monotonic())

    def ask(self, method, session=None, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + PATIENCE_SECS
        while self.number not in self.answers:
            if time.monotonic() > end:
                raise Failure(f"no answer to {method}")
            self._hear(0.2)
        answer = self.answers.pop(self.number)
        if "error" in answer:
            raise Failure(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def page(self, width, height, **looks):
        return Page(self, width, height, **looks)

    def close(self):
        try:
            self.ask("Browser.close")
            self.process.wait(10)
        except (Failure, OSError, subprocess.TimeoutExpired):
            self.process.kill()
        self.log.close()


class Page:
    """A tab of a size, and all that it told of itself."""

    KEYS = {
        "Enter": ("Enter", 13, "\r"), "Escape": ("Escape", 27, ""), " ": ("Space", 32, " "),
        "ArrowLeft": ("ArrowLeft", 37, ""), "ArrowUp": ("ArrowUp", 38, ""),
        "ArrowRight": ("ArrowRight", 39, ""), "ArrowDown": ("ArrowDown", 40, ""),
        "Home": ("Home", 36, ""), "End": ("End", 35, ""), "PageUp": ("PageUp", 33, ""),
        "PageDown": ("PageDown", 34, ""), "Backspace": ("Backspace", 8, ""), "Tab": ("Tab", 9, ""),
    }

    def __init__(self, browser, width, height, phone=False, dark=False, calm=False):
        self.browser, self.events, self.width, self.height = browser, [], width, height
        target = browser.ask("Target.createTarget", url="about:blank")
        self.target = target["targetId"]
        attached = browser.ask("Target.attachToTarget", targetId=self.target, flatten=True)
        self.session = attached["sessionId"]
        browser.pages[self.session] = self
        for domain in ("Page", "Runtime", "Network", "Log", "Audits", "Accessibility"):
            self.ask(f"{domain}.enable")
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=2 if phone else 1, mobile=phone)
        if phone:
            self.ask("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=5)
        self.ask("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if calm else "no-preference"},
        ])

    def ask(self, method, **params):
        return self.browser.ask(method, self.session, **params)

    def open(self, address):
        self.events.clear()
        self.ask("Page.navigate", url=address)
        self.wait_for("a page that is there", "document.readyState === 'complete'")

    def tell(self, expression):
        """The value of an expression of JavaScript, which the page's own policy has no say in."""
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise Failure(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def wait_for(self, what, expression):
        end = time.monotonic() + PATIENCE_SECS
        while time.monotonic() < end:
            found = self.tell(expression)
            if found:
                return found
            self.browser.listen(0.03)
        raise Failure(f"no {what}")

    def press(self, key, modifiers=0):
        code, number, text = self.KEYS.get(key) or (f"Key{key.upper()}", ord(key.upper()), key)
        event = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers}
        shown = {"text": text} if text and modifiers in (0, 8) else {}
        self.ask("Input.dispatchKeyEvent", type="keyDown" if shown else "rawKeyDown", **event, **shown)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **event)

    def write(self, text):
        self.ask("Input.insertText", text=text)

    def mouse(self, kind, x, y, **more):
        self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def click(self, x, y):
        self.mouse("mouseMoved", x, y)
        self.mouse("mousePressed", x, y, button="left", buttons=1, clickCount=1)
        self.mouse("mouseReleased", x, y, button="left", clickCount=1)

    def drag(self, start, end):
        self.mouse("mouseMoved", *start)
        self.mouse("mousePressed", *start, button="left", buttons=1, clickCount=1)
        for share in (0.3, 0.6, 1.0):
            at = [a + (b - a) * share for a, b in zip(start, end)]
            self.mouse("mouseMoved", *at, button="left", buttons=1)
        self.mouse("mouseReleased", *end, button="left", clickCount=1)

    def touch(self, *ways):
        """Fingers, each along the points of its way."""
        fingers = [{"x": way[0][0], "y": way[0][1], "id": number} for number, way in enumerate(ways)]
        self.ask("Input.dispatchTouchEvent", type="touchStart", touchPoints=fingers)
        for step in range(1, len(ways[0])):
            fingers = [{"x": way[step][0], "y": way[step][1], "id": n} for n, way in enumerate(ways)]
            self.ask("Input.dispatchTouchEvent", type="touchMove", touchPoints=fingers)
        self.ask("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def picture(self, path):
        data = self.ask("Page.captureScreenshot", format="png")["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def names(self):
        """What those hear who do not see: role and name of each node."""
        nodes = self.ask("Accessibility.getFullAXTree")["nodes"]
        of = lambda node, part: node.get(part, {}).get("value", "")
        return [(of(node, "role"), of(node, "name")) for node in nodes if not node.get("ignored")]

    def complaints(self):
        """All that should not be: requests, errors, what the policy refused, warnings."""
        self.browser.listen(0.05)
        found, own = [], None
        for method, params in self.events:
            if method == "Network.requestWillBeSent":
                address = params["request"]["url"]
                own = own or address
                if address != own and not address.startswith("data:"):
                    found.append(f"asks for {address[:200]}")
            elif method == "Log.entryAdded":
                found.append(f"log: {params['entry']['text']}")
            elif method == "Runtime.exceptionThrown":
                found.append(f"exception: {params['exceptionDetails'].get('exception', {}).get('description', params)}")
            elif method == "Runtime.consoleAPICalled":
                found.append(f"console: {params['type']} {params['args']}")
            elif method == "Audits.issueAdded" and "contentSecurityPolicy" in json.dumps(params):
                found.append(f"policy: {json.dumps(params)[:400]}")
        return found

    def close(self):
        self.browser.ask("Target.closeTarget", targetId=self.target)
        self.browser.pages.pop(self.session, None)
