#include "engine/ipc/attempt_pacer.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pendopo {
namespace {

constexpr off_t kPageBytes = 4096;
constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW;

}  // namespace

Result<UniqueFd> AttemptPacer::create_page() {
    UniqueFd fd(::memfd_create("pendopo-pace", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!fd || ::ftruncate(fd.get(), kPageBytes) != 0 ||
        ::fcntl(fd.get(), F_ADD_SEALS, kSeals | F_SEAL_SEAL) != 0) {
        return fail_errno("attempt pacer: no page");
    }
    return fd;
}

AttemptPacer::~AttemptPacer() {
    if (page_ != nullptr) {
        ::munmap(page_, kPageBytes);
    }
}

Result<void> AttemptPacer::join(const UniqueFd& page) {
    const int seals = ::fcntl(page.get(), F_GET_SEALS);
    struct stat status {};
    if (seals < 0 || (seals & kSeals) != kSeals || ::fstat(page.get(), &status) != 0 ||
        status.st_size != kPageBytes) {
        return fail(ErrorCode::invalid, "attempt pacer: this descriptor is no page of ours");
    }
    void* mapped = ::mmap(nullptr, kPageBytes, PROT_READ | PROT_WRITE, MAP_SHARED, page.get(), 0);
    if (mapped == MAP_FAILED) {
        return fail_errno("attempt pacer: mmap");
    }
    const std::lock_guard lock(mutex_);
    if (page_ != nullptr) {
        ::munmap(page_, kPageBytes);
    }
    page_ = mapped;
    return {};
}

MonotonicTime AttemptPacer::reserve(MonotonicTime now) {
    constexpr int64_t kSpacingNs = kSpacing.count();
    constexpr int64_t kLongestNs = Nanoseconds(kLongestQueue).count();
    const int64_t now_ns = to_ns(now);
    const std::lock_guard lock(mutex_);
    Next& next = page_ == nullptr ? own_ : *static_cast<Next*>(page_);
    int64_t seen = next.load();
    int64_t at = 0;
    do {
        const bool sane = seen > now_ns && seen <= now_ns + kLongestNs;
        at = sane ? seen : now_ns;
    } while (!next.compare_exchange_weak(seen, at + kSpacingNs));
    return from_ns(at);
}

}  // namespace pendopo
