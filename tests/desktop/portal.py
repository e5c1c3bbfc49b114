"""A portal that prints: keeps the document that it is handed, and its title, and says that it is done.

Takes the path to keep it at; prints `ready` once it can be asked.
"""

import os
import sys
from pathlib import Path

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

PAPER = Path(sys.argv[1])
NAME = "org.freedesktop.portal.Desktop"
PLACE = "/org/freedesktop/portal/desktop"


class Request(dbus.service.Object):
    @dbus.service.signal("org.freedesktop.portal.Request", signature="ua{sv}")
    def Response(self, response, results):
        pass


class Portal(dbus.service.Object):
    @dbus.service.method("org.freedesktop.portal.Print", in_signature="ssha{sv}", out_signature="o",
                         sender_keyword="sender")
    def Print(self, parent, title, document, options, sender):
        with os.fdopen(document.take(), "rb") as file:
            content = file.read()
        PAPER.with_suffix(".title").write_text(str(title))
        PAPER.with_suffix(".part").write_bytes(content)
        PAPER.with_suffix(".part").rename(PAPER)
        own = sender.lstrip(":").replace(".", "_")
        place = f"{PLACE}/request/{own}/{options['handle_token']}"
        request = Request(self.connection, place)
        GLib.timeout_add(100, lambda: request.Response(dbus.UInt32(0),
                                                       dbus.Dictionary({}, signature="sv")))
        return dbus.ObjectPath(place)


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
name = dbus.service.BusName(NAME, bus)
portal = Portal(bus, PLACE)
print("ready", flush=True)
GLib.MainLoop().run()
