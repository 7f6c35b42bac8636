#include "config/text_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>

namespace pendopo {
namespace {

ProcessRights own_rights() {
    std::vector<gid_t> others(size_t(std::max(0, getgroups(0, nullptr))));
    others.resize(size_t(std::max(0, getgroups(int(others.size()), others.data()))));
    ProcessRights rights{geteuid(), {getegid()}};
    rights.groups.insert(rights.groups.end(), others.begin(), others.end());
    return rights;
}

std::string too_large(size_t most_bytes) {
    return fmt::format("it has more than {} bytes; none of our files needs that", most_bytes);
}

Result<void> write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = write(fd, text.data(), text.size());
        if (written < 0 && errno != EINTR) {
            return fail_errno("cannot write");
        }
        text.remove_prefix(written > 0 ? static_cast<size_t>(written) : 0);
    }
    return {};
}

}  // namespace

Result<void> check_secret_file(const FileRights& file, const ProcessRights& self) {
    const bool own_group = std::ranges::find(self.groups, file.group) != self.groups.end();
    const bool ours_to_change = self.user == 0 && file.group == self.groups.front();
    const bool handed_out = file.owner == 0 && own_group && !ours_to_change;
    if ((file.mode & 077) == 040 && !handed_out) {
        return fail(ErrorCode::refused,
                    fmt::format("its group {} may read it (mode {:04o}); expected mode 0600 (chmod "
                                "600), or a file of root whose group this process has",
                                file.group, file.mode));
    }
    if ((file.mode & 077) != 0 && !handed_out) {
        return fail(ErrorCode::refused,
                    fmt::format("other users may open it (mode {:04o}); expected mode 0600; run "
                                "chmod 600 on it",
                                file.mode));
    }
    if ((file.mode & 077 & ~040U) != 0) {
        return fail(ErrorCode::refused,
                    fmt::format("other users may open it (mode {:04o}); expected mode 0440, which "
                                "an orchestrator calls defaultMode",
                                file.mode));
    }
    if (file.owner != self.user && file.owner != 0) {
        return fail(ErrorCode::refused,
                    fmt::format("it belongs to user {}; expected user {} or root; run chown on it",
                                file.owner, self.user));
    }
    return {};
}

Result<UniqueFd> open_regular_file(const std::string& path, size_t most_bytes) {
    const auto cannot_open = [] {
        const ErrorCode code = errno == ENOENT ? ErrorCode::not_found : ErrorCode::io;
        return fail(code, fail_errno("cannot open it").value().message());
    };
    // Looked at before, as opening a device may do something; and after, as it may be another by
    // then. O_NONBLOCK: opening a pipe must not hang.
    struct stat info {};
    if (stat(path.c_str(), &info) != 0) {
        return cannot_open();
    }
    UniqueFd fd;
    if (S_ISREG(info.st_mode)) {
        fd.reset(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
        if (!fd) {
            return cannot_open();
        }
        if (fstat(fd.get(), &info) != 0) {
            return fail_errno("cannot look at it");
        }
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(ErrorCode::invalid, "it is no regular file");
    }
    if (static_cast<uint64_t>(info.st_size) > most_bytes) {
        return fail(ErrorCode::exhausted, too_large(most_bytes));
    }
    return fd;
}

Result<std::string> read_text_file(const std::string& path, FileAccess access, size_t most_bytes) {
    const Result<UniqueFd> fd = open_regular_file(path, most_bytes);
    if (!fd) {
        return fail(fd.error());
    }
    if (access == FileAccess::owner_only) {
        struct stat info {};
        if (fstat(fd->get(), &info) != 0) {
            return fail_errno("cannot look at it");
        }
        const FileRights rights{info.st_mode & 07777, info.st_uid, info.st_gid};
        if (const Result<void> closed = check_secret_file(rights, own_rights()); !closed) {
            return fail(closed.error());
        }
    }
    std::string text;
    char buffer[65536];
    for (;;) {
        const ssize_t count = read(fd->get(), buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return fail_errno("cannot read it");
        }
        if (count == 0) {
            return text;
        }
        text.append(buffer, static_cast<size_t>(count));
        if (text.size() > most_bytes) {
            return fail(ErrorCode::exhausted, too_large(most_bytes));
        }
    }
}

Problem cannot_read(std::string path, const Error& error) {
    const auto in_indonesian = [&]() -> std::string {
        switch (error.code()) {
            case ErrorCode::not_found:
                return "berkas ini tidak ada";
            case ErrorCode::refused:
                return "pengguna lain dapat membukanya, atau pemiliknya lain; seharusnya mode 0600 "
                       "milik pengguna wall: jalankan chmod 600, dan chown bila perlu";
            case ErrorCode::exhausted:
                return "berkas ini terlalu besar; tidak ada berkas Pendopo yang sebesar itu";
            case ErrorCode::invalid:
                return "ini bukan berkas biasa";
            default:
                return "berkas ini tidak dapat dibaca: " + error.message();
        }
    };
    return problem_of(std::move(path), {in_indonesian(), error.message()});
}

Result<void> replace_file(const std::string& path, std::string_view text, unsigned mode) {
    const std::filesystem::path target(path);
    std::string temporary =
        (target.parent_path() / ("." + target.filename().string() + ".XXXXXX")).string();
    const UniqueFd fd(mkostemp(temporary.data(), O_CLOEXEC));
    if (!fd) {
        return fail_errno("cannot create a file beside " + path);
    }
    Result<void> result = write_all(fd.get(), text);
    if (result && (fchmod(fd.get(), mode) != 0 || fsync(fd.get()) != 0)) {
        result = fail_errno("cannot finish a file beside " + path);
    }
    if (result && rename(temporary.c_str(), path.c_str()) != 0) {
        result = fail_errno("cannot rename to " + path);
    }
    if (!result) {
        unlink(temporary.c_str());
        return result;
    }
    // The rename itself survives a power cut once the folder is on the disk.
    const std::string folder = target.has_parent_path() ? target.parent_path().string() : ".";
    const UniqueFd folder_fd(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder_fd || fsync(folder_fd.get()) != 0) {
        return fail_errno("cannot sync " + folder);
    }
    return {};
}

}  // namespace pendopo
