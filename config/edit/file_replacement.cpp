#include "config/edit/file_replacement.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <utility>
#include <vector>

#include "config/text_file.h"
#include "engine/base/unique_fd.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = ".pendopo-";
constexpr std::string_view kRandom = "XXXXXX";
constexpr const char* kAccessList = "system.posix_acl_access";

std::string folder_of(const std::string& path) {
    const std::string parent = fs::path(path).parent_path().string();
    return parent.empty() ? "." : parent;
}

std::string temporary_start(const std::string& path) {
    return "." + fs::path(path).filename().string() + std::string(kMark);
}

// What saves that were killed have left beside this file.
void remove_leftovers(const std::string& path) {
    const std::string start = temporary_start(path);
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator it(folder_of(path), error), end; !error && it != end;
         it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name.starts_with(start) && name.size() == start.size() + kRandom.size()) {
            found.push_back(it->path());
        }
    }
    for (const fs::path& each : found) {
        fs::remove(each, error);
    }
}

// The file that a path leads to, which need not exist.
Result<std::string> follow(const std::string& path) {
    struct stat info {};
    if (lstat(path.c_str(), &info) != 0 || !S_ISLNK(info.st_mode)) {
        return path;
    }
    char* real = realpath(path.c_str(), nullptr);
    if (real == nullptr) {
        return fail(
            fail_errno("it is a symbolic link that leads nowhere; mend or remove it").value());
    }
    std::string result(real);
    std::free(real);  // NOLINT(cppcoreguidelines-no-malloc): realpath's
    return result;
}

Result<void> write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno != EINTR) {
            return fail_errno("cannot write the new file; free space on this disk");
        }
        text.remove_prefix(written > 0 ? static_cast<size_t>(written) : 0);
    }
    return {};
}

Result<void> copy_access_list(const std::string& from, int to) {
    std::vector<char> list(65536);
    const ssize_t size = getxattr(from.c_str(), kAccessList, list.data(), list.size());
    if (size > 0 && fsetxattr(to, kAccessList, list.data(), size_t(size), 0) != 0) {
        return fail_errno("cannot give the new file the access list of the old one");
    }
    return {};
}

Result<void> sync_folder(const std::string& folder) {
    const UniqueFd fd(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd || fsync(fd.get()) != 0) {
        return fail_errno("cannot sync its folder");
    }
    return {};
}

// File systems that know no exchange: then the old file is not kept.
bool is_unknown(int error) {
    return error == EINVAL || error == ENOSYS || error == EOPNOTSUPP;
}

}  // namespace

Result<FileReplacement> FileReplacement::prepare(const std::string& path, Text old_text,
                                                 Text new_text, const Rights& rights) {
    FileReplacement result;
    auto target = follow(path);
    if (!target) {
        return fail(target.error());
    }
    // The link itself goes, not what it leads to.
    result.target_ = new_text ? *target : path;
    result.old_text_ = std::move(old_text);
    result.new_text_ = std::move(new_text);
    if (result.old_text_ && faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0) {
        return errno == EROFS
                   ? fail(ErrorCode::io, "its disk is mounted read-only; mount it writable")
                   : fail(ErrorCode::refused,
                          "it is write-protected; run chmod u+w on it, or edit it by hand");
    }
    const std::string folder = folder_of(result.target_);
    if (result.new_text_ && mkdir(folder.c_str(), 0755) == 0) {
        result.made_folder_ = folder;
    }
    remove_leftovers(result.target_);
    result.temporary_ = folder + "/" + temporary_start(result.target_) + std::string(kRandom);
    if (auto written = result.write(rights); !written) {
        return fail(written.error());
    }
    return result;
}

Result<void> FileReplacement::write(const Rights& rights) {
    const UniqueFd fd(mkostemp(temporary_.data(), O_CLOEXEC));
    if (!fd) {
        temporary_.clear();
        return fail_errno("cannot write into its folder");
    }
    if (!new_text_) {
        return {};  // a place to put the old file
    }
    if (auto written = write_all(fd.get(), *new_text_); !written) {
        return written;
    }
    const std::string& model = old_text_ ? target_ : rights.like;
    unsigned mode = rights.mode != 0 ? rights.mode : 0644;
    struct stat info {};
    if (!model.empty() && stat(model.c_str(), &info) == 0) {
        mode = rights.mode != 0 ? rights.mode : info.st_mode & 0777;
        const bool ours = info.st_uid == geteuid() && info.st_gid == getegid();
        if (!ours && fchown(fd.get(), info.st_uid, info.st_gid) != 0 && old_text_) {
            return fail(ErrorCode::refused,
                        fmt::format("it belongs to user {} and group {}, who cannot be given the "
                                    "new file; run chown on it, or edit it by hand",
                                    info.st_uid, info.st_gid));
        }
    }
    if (fchmod(fd.get(), mode) != 0) {
        return fail_errno("cannot set the mode of the new file");
    }
    if (!model.empty() && rights.mode == 0) {
        if (auto copied = copy_access_list(model, fd.get()); !copied) {
            return copied;
        }
    }
    if (fsync(fd.get()) != 0) {
        return fail_errno("cannot write the new file; free space on this disk");
    }
    return {};
}

FileReplacement::FileReplacement(FileReplacement&& other) noexcept
    : target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      made_folder_(std::exchange(other.made_folder_, {})),
      old_text_(std::move(other.old_text_)),
      new_text_(std::move(other.new_text_)),
      landed_(other.landed_),
      old_kept_(other.old_kept_) {}

FileReplacement::~FileReplacement() {
    if (!temporary_.empty()) {
        unlink(temporary_.c_str());
    }
    if (!made_folder_.empty() && !landed_) {
        rmdir(made_folder_.c_str());
    }
}

Result<void> FileReplacement::check_unchanged(const std::string& path) const {
    const auto now = read_text_file(path);
    if (!now && now.error().code() != ErrorCode::not_found) {
        return fail(now.error());
    }
    if (now.has_value() != old_text_.has_value() || (now && *now != *old_text_)) {
        return fail(ErrorCode::conflict, "it was changed meanwhile by somebody else");
    }
    return {};
}

int FileReplacement::exchange() const {
    const int result =
        renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE);
    return result == 0 ? 0 : errno;
}

Result<void> FileReplacement::land() {
    if (auto unchanged = check_unchanged(target_); !unchanged) {
        return unchanged;
    }
    if (!old_text_) {
        if (!new_text_) {
            landed_ = true;
            return {};
        }
        // Never over a file that appears right now.
        if (renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) !=
                0 &&
            (!is_unknown(errno) || rename(temporary_.c_str(), target_.c_str()) != 0)) {
            return errno == EEXIST ? Result<void>(fail(ErrorCode::conflict,
                                                       "it was made meanwhile by somebody else"))
                                   : Result<void>(fail_errno("cannot make it"));
        }
        landed_ = true;
        return {};
    }
    if (!new_text_) {
        if (rename(target_.c_str(), temporary_.c_str()) != 0) {
            return fail_errno("cannot remove it");
        }
        landed_ = old_kept_ = true;
    } else if (const int error = exchange(); error == 0) {
        landed_ = old_kept_ = true;
    } else if (!is_unknown(error) || rename(temporary_.c_str(), target_.c_str()) != 0) {
        return fail_errno("cannot replace it");
    } else {
        landed_ = true;
    }
    if (old_kept_) {
        // What was taken out is what it should be, or it is put back.
        if (auto unchanged = check_unchanged(temporary_); !unchanged) {
            auto back = take_back();
            return back ? unchanged : back;
        }
    }
    return {};
}

Result<void> FileReplacement::take_back() {
    if (!landed_) {
        return {};
    }
    if (old_kept_) {
        const bool back =
            new_text_ ? exchange() == 0 : rename(temporary_.c_str(), target_.c_str()) == 0;
        if (!back) {
            return fail_errno("cannot put it back");
        }
    } else if (!old_text_) {
        if (new_text_ && unlink(target_.c_str()) != 0) {
            return fail_errno("cannot remove it again");
        }
    } else if (auto again = prepare(target_, new_text_, old_text_, {}); !again) {
        return fail(again.error());
    } else if (auto landed = again->land(); !landed) {
        return landed;
    }
    landed_ = old_kept_ = false;
    return {};
}

Result<void> FileReplacement::finish() {
    if (!temporary_.empty()) {
        unlink(temporary_.c_str());
        temporary_.clear();
    }
    return sync_folder(folder_of(target_));
}

}  // namespace pendopo
