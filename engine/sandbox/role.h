#pragma once
// What each kind of worker may still do once it is set up, as one table. Whatever is not said here
// is refused by the kernel. README.md shows the same table; tools/check_sandbox.py compares them.

#include <cstddef>
#include <span>

#include "engine/base/enum_words.h"

namespace pendopo {

enum class SandboxRole { ingest, gst, probe, onvif, data, cards, script, render };
constexpr auto words_of(SandboxRole /*any*/) {
    return enum_words<SandboxRole>({{SandboxRole::ingest, "ingest"},
                                    {SandboxRole::gst, "gst"},
                                    {SandboxRole::probe, "probe"},
                                    {SandboxRole::onvif, "onvif"},
                                    {SandboxRole::data, "data"},
                                    {SandboxRole::cards, "cards"},
                                    {SandboxRole::script, "script"},
                                    {SandboxRole::render, "render"}});
}

// Which files can be opened by name. Those that are open go on working.
enum class FileRights {
    none,     // none at all, by any thread
    names,    // what the look-up of a host name reads, see kNameFiles
    figures,  // the folders of the sources to read, one folder of its own to write
    fonts,    // fonts and what goes with them, to read
    card,     // an NVIDIA card's devices; none at all where there is no such card
};
enum class NetRights {
    none,     // no new socket
    connect,  // TCP and UDP from this machine; nobody connects to it
};
// Whether memory can become code.
enum class CodeRights { fixed, generated };
enum class DeviceRights {
    none,
    decoder,   // graphics devices, as a hardware decoder
    graphics,  // the same, and memory shared with the X server
};

struct RoleRights {
    SandboxRole role;
    FileRights files;
    NetRights network;
    CodeRights code;
    DeviceRights devices;
    size_t address_space_mib;  // RLIMIT_AS; 0: its library reserves more than there is
    size_t data_mib;           // RLIMIT_DATA, what it writes to itself; 0: as address_space_mib
    int open_files;
};

const RoleRights& rights_of(SandboxRole role);

// What getaddrinfo reads. Other services of nsswitch.conf than "files" and "dns" are not reached.
inline constexpr const char* kNameFiles[] = {"/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf",
                                             "/etc/host.conf", "/etc/gai.conf"};
// Whose signature counts, where a server shows a certificate.
inline constexpr const char* kAuthorityFiles[] = {"/etc/ssl/certs", "/etc/ssl/openssl.cnf",
                                                  "/usr/share/ca-certificates",
                                                  "/usr/local/share/ca-certificates"};
// Of the time zones, ICU's and the C library's.
inline constexpr const char* kZoneFiles[] = {"/usr/share/zoneinfo", "/usr/share/zoneinfo-icu",
                                             "/etc/localtime"};
// Fonts; how text is shaped, broken and named; the loaders of pictures.
inline constexpr const char* kFontFiles[] = {"/usr/share", "/usr/local/share", "/usr/lib",
                                             "/etc/fonts", "/var/cache/fontconfig"};
// An NVIDIA card's driver opens these again for each decoder, each window and much of what it maps.
inline constexpr const char* kNvidiaDevices[] = {
    "/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-modeset", "/dev/nvidia0",
    "/dev/nvidia1",   "/dev/nvidia2",    "/dev/nvidia3"};

}  // namespace pendopo
