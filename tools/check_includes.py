#!/usr/bin/env python3
"""Who may include whom, checked over every tracked C++ file.

Two tables hold the rules of engine/README.md: MODULES (our own headers) and FOREIGN (other people's
headers, which stay in the few files that need them). Tests may include anything of ours.
Usage: check_includes.py [ROOT]   prints 'file:line: what — what to do' and ends with 1 when a rule
is broken.
"""
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

# A folder, and what its files may include besides the folder itself: folders or single headers.
MODULES = {
    "engine/base": [],
    "engine/ipc": ["engine/base"],
    "engine/sandbox": ["engine/base", "engine/ipc"],
    "config": ["engine/base"],
    "engine/text": ["engine/base", "config/data_config.h"],
    "layouts": ["engine/base", "config/in_both.h", "config/json_reader.h", "config/local_text.h", "config/problems.h", "config/usual_phrases.h", "config/wall_config.h"],
    "decoders": ["engine/base", "engine/ipc", "engine/sandbox"],
    "engine/wall": ["engine/base", "layouts", "config"],
    "engine/render": ["engine/base", "engine/ipc", "engine/sandbox", "layouts/scene.h"],
    "engine/cards": ["engine/base", "engine/ipc", "engine/sandbox", "config"],
    "engine/script": ["engine/base", "engine/ipc", "engine/sandbox"],
    "engine/data": ["engine/base", "engine/ipc", "engine/sandbox", "engine/text", "config"],
    "engine/onvif": ["engine/base", "engine/ipc", "engine/sandbox"],
    "engine/doctor": ["engine/base", "engine/ipc", "engine/sandbox", "config"],
    "engine/control": ["engine/base", "engine/text", "engine/wall", "config", "engine/ipc/event_loop.h", "engine/ipc/cards_messages.h"],
    "engine/app": ["engine", "decoders", "layouts", "config"],
    "tools/cameras": ["engine/base", "decoders/ffmpeg_types.h"],
    "tools/bench": ["decoders", "engine/base", "engine/ipc", "engine/cards", "engine/render", "engine/script", "tools/cameras", "tests/support"],
    "tools/storm": ["engine/base", "tools/cameras"],
    "tests": ["engine", "decoders", "layouts", "config", "tools"],
}

# Foreign headers by the start of their name, and the files that may include them.
FOREIGN = {
    "FFmpeg": (["libav", "libsw"], ["decoders/*.cpp", "decoders/ffmpeg_*.h", "tools/cameras/*"]),
    "GStreamer": (["gst/"], ["decoders/gst_*", "tools/cameras/*"]),
    "OpenGL": (
        ["epoxy/", "GL/", "EGL/", "GLES"],
        ["engine/render/*gl*", "engine/render/*_displays.cpp", "engine/render/shaders*"],
    ),
    "GLFW": (["GLFW/"], ["engine/render/glfw_displays.cpp", "engine/render/wall_keys.cpp"]),
    "Cairo and Pango": (["cairo", "pango/"], ["engine/cards/*", "engine/script/text_widths.cpp", "tools/bench/script_bench.cpp", "tools/cameras/*"]),
    "librsvg and gdk-pixbuf": (["librsvg/", "gdk-pixbuf/"], ["engine/cards/paint_picture.cpp", "tools/bench/script_bench.cpp"]),
    "fontconfig": (["fontconfig/"], ["engine/cards/font_list.cpp"]),
    "libqrencode": (["qrencode.h"], ["engine/cards/paint_qr.cpp"]),
    "JavaScriptCore": (["JavaScriptCore/", "jsc/"], ["engine/script/javascript.cpp"]),
    "libsoup": (["libsoup/"], ["engine/control/http_client.cpp", "engine/data/http_source.cpp", "engine/onvif/http_post.cpp"]),
    "libxml2": (["libxml/"], ["engine/onvif/xml_tree.cpp"]),
    "SQLite": (["sqlite3"], ["engine/control/store.*", "engine/data/sqlite_source.cpp"]),
    "prometheus-cpp": (["prometheus/"], ["engine/control/metrics.cpp"]),
    "libcurl": (["curl/"], ["engine/control/notice_post.cpp"]),
    "libarchive": (["archive"], ["engine/app/tar_file.cpp"]),
    "libsodium": (["sodium"], ["config/edit/revision.cpp", "engine/control/password.cpp", "engine/control/secret.cpp"]),
    "libpq": (["libpq"], ["engine/data/postgresql_source.cpp"]),
    "libmosquitto": (["mosquitto", "mqtt_protocol.h"], ["engine/control/mqtt_link.cpp", "engine/data/mqtt_source.cpp"]),
    "libcsv": (["csv.h"], ["engine/text/csv_rows.cpp"]),
    "libzip": (["zip.h"], ["engine/data/zip_archive.cpp"]),
    "Expat": (["expat.h"], ["engine/data/xml_events.cpp"]),
    "GnuTLS": (["gnutls/"], ["decoders/tls_session.cpp", "engine/control/tls_*.cpp"]),
    "libyuv": (["libyuv"], ["decoders/*.cpp", "engine/cards/cards_worker.cpp", "engine/render/copy_reader.cpp", "engine/render/copy_uploader.cpp", "tools/cameras/*.cpp"]),
    "seccomp": (["seccomp.h"], ["engine/sandbox/call_filter.cpp"]),
    "Landlock": (["linux/landlock.h"], ["engine/sandbox/file_rules.cpp"]),
    "Xlib": (["X11/"], ["engine/render/present_feedback.cpp", "engine/render/x11_screen.cpp", "tools/bench/x_screen.cpp"]),
    "CLI11": (["CLI/"], ["engine/app/*", "tools/*"]),
    "libsystemd": (["systemd/"], ["engine/app/service_manager.cpp"]),
    "date": (["date/"], ["config/zone_time.cpp"]),
    "libical": (["libical/"], ["config/icalendar.cpp"]),
    "spdlog": (["spdlog/"], ["engine/base/log.cpp"]),
}
FOREIGN_ANYWHERE = ["tests/*"]  # tests look at everything they test

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def module_of(path):
    """The folder of MODULES that holds `path`, the longest one; None outside of all."""
    held = [m for m in MODULES if path.startswith(m + "/")]
    return max(held, key=len, default=None)


def problem_with(path, header, quoted):
    """Why `path` may not include `header`, or None when it may."""
    module = module_of(path)
    if module is None:
        return "stands in no module — give its folder a row in tools/check_includes.py"
    if quoted:
        if header.startswith((".", "/")) or "/../" in header:
            return f'"{header}" is relative — write it from the root of the repository'
        target = module_of(header)
        if target is None:
            return f'"{header}" is in no module — other people\'s headers are written <{header}>'
        allowed = [module, *MODULES[module]]
        if any(header == a or header.startswith(a + "/") for a in allowed):
            return None
        return (
            f'{module} may not include "{header}" — it may see: {", ".join(MODULES[module]) or "nothing"}; '
            "pass a value or an interface instead, or argue for a new rule in the commit"
        )
    if module_of(header):
        return f'<{header}> is ours — write "{header}"'
    for library, (prefixes, homes) in FOREIGN.items():
        if not header.startswith(tuple(prefixes)):
            continue
        if not any(fnmatch(path, home) for home in [*homes, *FOREIGN_ANYWHERE]):
            return f"<{header}>: {library} stays in {', '.join(homes)} — wrap what is needed there"
    return None


def problems_of(path, text):
    """Every broken rule of one file, as 'path:line: …' lines."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        include = INCLUDE.match(line)
        if include:
            problem = problem_with(path, include[2], include[1] == '"')
            if problem:
                found.append(f"{path}:{number}: {problem}")
    if path.endswith(".h") and "#pragma once" not in text:
        found.append(f"{path}:1: a header without '#pragma once' — add it as the first line")
    return found


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    listed = subprocess.run(
        ["git", "ls-files", "*.h", "*.cpp"], cwd=root, capture_output=True, text=True, check=True
    ).stdout.split()
    found = []
    for path in listed:
        if (root / path).exists():
            found += problems_of(path, (root / path).read_text())
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
