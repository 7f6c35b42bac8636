#include "engine/control/picture_encoder.h"

#include <sys/resource.h>
#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/control/picture_file.h"

namespace pendopo {
namespace {

constexpr int kNiceness = 10;  // a watched picture must not take the processor from the wall

Result<PictureEncoder::Bytes> encoded(const CapturedPicture& picture, PictureFormat format) {
    auto bytes = format == PictureFormat::jpeg ? encode_jpeg(picture) : encode_png(picture);
    if (!bytes) {
        return fail(bytes.error());
    }
    return std::make_shared<const std::string>(std::move(*bytes));
}

}  // namespace

// Thread: safe.
class PictureEncoder::Thread {
  public:
    struct Job {
        uint64_t number = 0;
        CapturedPicture picture;
        PictureFormat format = PictureFormat::jpeg;
    };
    using Encoded = std::function<void(uint64_t, Result<Bytes>)>;  // called on the thread

    explicit Thread(Encoded encoded) : encoded_(std::move(encoded)), thread_([this] { run(); }) {}
    ~Thread() {
        {
            const std::lock_guard lock(mutex_);
            stopped_ = true;
        }
        changed_.notify_one();
        thread_.join();
    }

    bool take(Job job) {
        {
            const std::lock_guard lock(mutex_);
            if (jobs_.size() >= kMostWaiting) {
                return false;
            }
            jobs_.push_back(std::move(job));
        }
        changed_.notify_one();
        return true;
    }

  private:
    void run() {
        ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNiceness);
        std::unique_lock lock(mutex_);
        while (true) {
            changed_.wait(lock, [this] { return stopped_ || !jobs_.empty(); });
            if (stopped_) {
                return;
            }
            const Job job = std::move(jobs_.front());
            jobs_.pop_front();
            lock.unlock();
            encoded_(job.number, encoded(job.picture, job.format));
            lock.lock();
        }
    }

    Encoded encoded_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> jobs_;  // guarded by mutex_
    bool stopped_ = false;  // guarded by mutex_
    std::thread thread_;    // last: runs from here on
};

PictureEncoder::PictureEncoder(EventLoop& loop)
    : loop_(loop), orders_(std::make_shared<Orders>()) {}
PictureEncoder::~PictureEncoder() = default;

void PictureEncoder::encode(CapturedPicture picture, PictureFormat format, Done done) {
    if (!thread_) {  // most walls are never asked for a picture
        thread_ = std::make_unique<Thread>([&loop = loop_, weak = std::weak_ptr(orders_)](
                                               uint64_t number, Result<Bytes> bytes) {
            loop.post([weak, number, bytes = std::move(bytes)] { finish(weak, number, bytes); });
        });
    }
    const uint64_t number = next_++;
    orders_->waiting[number] = std::move(done);
    if (!thread_->take({number, std::move(picture), format})) {
        loop_.post([weak = std::weak_ptr(orders_), number] {
            finish(weak, number,
                   fail(ErrorCode::exhausted, "too many pictures at once; try again"));
        });
    }
}

void PictureEncoder::finish(const std::weak_ptr<Orders>& orders, uint64_t number,
                            Result<Bytes> bytes) {
    if (const auto there = orders.lock()) {
        const auto order = there->waiting.extract(number);
        order.mapped()(std::move(bytes));
    }
}

}  // namespace pendopo
