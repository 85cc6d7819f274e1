# SPDX-License-Identifier: GPL-3.0-or-later
"""What the X clipboard holds, asked for as any other program would."""
import ctypes
import ctypes.util
import time

SELECTION_NOTIFY = 31


def read(display):
    """The text as bytes, or None where nobody owns the clipboard."""
    x = ctypes.CDLL(ctypes.util.find_library("X11"))
    for name in ("XOpenDisplay", "XDefaultRootWindow", "XCreateSimpleWindow", "XInternAtom", "XGetSelectionOwner"):
        getattr(x, name).restype = ctypes.c_void_p
    connection = ctypes.c_void_p(x.XOpenDisplay(display.encode()))
    root = ctypes.c_void_p(x.XDefaultRootWindow(connection))
    window = ctypes.c_void_p(x.XCreateSimpleWindow(connection, root, 0, 0, 1, 1, 0, 0, 0))
    atoms = [ctypes.c_void_p(x.XInternAtom(connection, name, 0)) for name in (b"CLIPBOARD", b"UTF8_STRING", b"CANARY")]
    text = None
    if x.XGetSelectionOwner(connection, atoms[0]):
        x.XConvertSelection(connection, *atoms, window, ctypes.c_long(0))
        event = ctypes.create_string_buffer(256)
        for _ in range(100):
            x.XSync(connection, 0)
            if x.XCheckTypedWindowEvent(connection, window, SELECTION_NOTIFY, event):
                text = value(x, connection, window, atoms[2])
                break
            time.sleep(0.02)
    x.XCloseDisplay(connection)
    return text


def value(x, connection, window, name):
    kind, count, left, data = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_void_p()
    bits = ctypes.c_int()
    x.XGetWindowProperty(connection, window, name, ctypes.c_long(0), ctypes.c_long(1 << 20), 0, ctypes.c_long(0),
                         ctypes.byref(kind), ctypes.byref(bits), ctypes.byref(count), ctypes.byref(left), ctypes.byref(data))
    return ctypes.string_at(data, count.value) if data else b""
