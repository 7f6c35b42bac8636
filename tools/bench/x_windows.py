"""Top-level windows of DISPLAY, found and placed as a window manager would: just enough of Xlib, for
programs that cannot place their window themselves."""
import ctypes
from ctypes import POINTER, byref, c_char_p, c_int, c_uint, c_ulong, c_void_p


class Windows:
    def __init__(self):
        self.x = ctypes.CDLL("libX11.so.6")
        self.x.XOpenDisplay.restype = c_void_p
        self.x.XOpenDisplay.argtypes = [c_char_p]
        self.x.XDefaultRootWindow.restype = c_ulong
        self.x.XDefaultRootWindow.argtypes = [c_void_p]
        self.x.XQueryTree.argtypes = [
            c_void_p, c_ulong, POINTER(c_ulong), POINTER(c_ulong),
            POINTER(POINTER(c_ulong)), POINTER(c_uint),
        ]  # fmt: skip
        self.x.XMoveResizeWindow.argtypes = [c_void_p, c_ulong, c_int, c_int, c_uint, c_uint]
        self.x.XSync.argtypes = [c_void_p, c_int]
        self.x.XFree.argtypes = [c_void_p]
        self.display = self.x.XOpenDisplay(None)
        if not self.display:
            raise OSError("no X display — is DISPLAY set?")

    def ids(self):
        root, parent, count = c_ulong(), c_ulong(), c_uint()
        children = POINTER(c_ulong)()
        self.x.XQueryTree(
            self.display, self.x.XDefaultRootWindow(self.display),
            byref(root), byref(parent), byref(children), byref(count),
        )  # fmt: skip
        found = {children[i] for i in range(count.value)}
        if count.value:
            self.x.XFree(children)
        return found

    def place(self, window, x, y, width, height):
        self.x.XMoveResizeWindow(self.display, window, x, y, width, height)
        self.x.XSync(self.display, 0)
