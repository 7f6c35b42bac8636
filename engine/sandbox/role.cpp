#include "engine/sandbox/role.h"

#include "engine/base/check.h"

namespace pendopo {
namespace {

// Memory. ingest: four cameras at 4096x3072 with sixteen reference pictures each take 1.2 GB; 32
// cameras, the most that one worker is given (engine/app/ingest_assignment.h), at 1920x1080 take
// 1.7 GB, and as much again for packets and rings. CUDA reserves addresses for all memory of
// machine and cards together: see sandbox.cpp. data: sources of 16 MiB each need room for two or
// three copies. onvif: a thousand devices and their answers take 20 MB, libsoup's and GnuTLS's
// mappings 300. script: JavaScriptCore reserves 70 GB of addresses, and its memory is the guard's
// (engine/script/job_guard.h). render: GL drivers map freely; what it writes to itself is bounded.
// Open files. ingest: 32 cameras on the way from one stream to the other, each with eight pictures,
// have 700. cards and render: a ring for each tile and card.
using F = FileRights;
using N = NetRights;
using C = CodeRights;
using D = DeviceRights;
constexpr RoleRights kRights[] = {
    // clang-format off
    {SandboxRole::ingest, F::names,   N::connect, C::fixed,     D::decoder,  4096, 4096, 2048},
    {SandboxRole::gst,    F::names,   N::connect, C::fixed,     D::decoder,  4096, 4096, 2048},
    {SandboxRole::probe,  F::names,   N::connect, C::fixed,     D::decoder,  4096, 4096, 2048},
    {SandboxRole::onvif,  F::none,    N::connect, C::fixed,     D::none,     2048, 0,    256},
    {SandboxRole::data,   F::figures, N::connect, C::fixed,     D::none,     6144, 0,    1024},
    {SandboxRole::cards,  F::fonts,   N::none,    C::fixed,     D::none,     4096, 0,    32768},
    {SandboxRole::script, F::none,    N::none,    C::generated, D::none,     0,    0,    64},
    {SandboxRole::render, F::card,    N::none,    C::generated, D::graphics, 0,    8192, 32768},
    // clang-format on
};

}  // namespace

const RoleRights& rights_of(SandboxRole role) {
    for (const RoleRights& rights : kRights) {
        if (rights.role == role) {
            return rights;
        }
    }
    CHECK(false);
}

}  // namespace pendopo
